// Whether the server has put stars in the place of a number (src/base/masking.cpp): four at least.
export const isMasked = (text: string | null | undefined): boolean => text?.includes('****') ?? false;

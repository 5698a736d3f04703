// A message is text with named arguments:
//   {name}            the argument as it is
//   {name:kind}       the argument through a formatter (money, date, a group of codes …)
//   {name#one|many}   the first word when the argument is 1, else the second
//   [ … {name} … ]    left out when an argument inside is missing, so that a masked field leaves a whole sentence

export type Arguments = Record<string, unknown>;
export type Formatter = (value: unknown, kind: string | undefined) => string;

function isMissing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

const FIELD = /\{(\w+)(?::(\w+)|#([^|}]*)\|([^}]*))?\}/g;

function fill(text: string, values: Arguments, format: Formatter): string {
  return text.replace(FIELD, (_, name: string, kind?: string, one?: string, many?: string) => {
    const value = values[name];
    if (one !== undefined || many !== undefined) return Number(value) === 1 ? one! : many!;
    return isMissing(value) ? '' : format(value, kind);
  });
}

export function compose(message: string, values: Arguments, format: Formatter): string {
  const kept = message.replace(/\[([^\]]*)\]/g, (_, inner: string) => {
    const names = [...inner.matchAll(FIELD)].map((match) => match[1]!);
    return names.some((name) => isMissing(values[name])) ? '' : inner;
  });
  return fill(kept, values, format);
}

// Nested objects become dotted keys: {a: {b: "x"}} -> {"a.b": "x"}.
export function flatten(tree: Record<string, unknown>, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(tree)) {
    const path = `${prefix}.${key}`;
    if (typeof value === 'string') into.set(path, value);
    else if (value && typeof value === 'object') flatten(value as Record<string, unknown>, path, into);
  }
}

// Where the reader is, set by each page and shown in the masthead.
import { readonly, ref } from 'vue';

export interface Crumb {
  text: string;
  to?: string;
}

const current = ref<Crumb[]>([]);
export const crumbs = readonly(current);

export function setCrumbs(next: Crumb[]): void {
  current.value = next;
}

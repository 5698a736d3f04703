// Words of the pages. Chinese is part of the first load, English comes when asked for.
import { readonly, ref, shallowRef } from 'vue';
import { area, built, count, dateShort, money, moneyExact, type Lang } from '@/shared/format';
import * as zh from '@/locales/zh';
import { compose, flatten, type Arguments } from './message';

type Catalogue = ReadonlyMap<string, string>;

function catalogueOf(files: Record<string, unknown>): Catalogue {
  const words = new Map<string, string>();
  for (const [name, tree] of Object.entries(files)) flatten(tree as Record<string, unknown>, name, words);
  return words;
}

const catalogues: Partial<Record<Lang, Catalogue>> = { zh: catalogueOf({ ...zh }) };
const current = ref<Lang>('zh');
const words = shallowRef<Catalogue>(catalogues.zh!);

export const lang = readonly(current);

export async function useLang(next: Lang): Promise<void> {
  catalogues[next] ??= catalogueOf({ ...(await import('@/locales/en')) });
  words.value = catalogues[next]!;
  current.value = next;
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
}

function format(value: unknown, kind: string | undefined): string {
  if (Array.isArray(value))
    return value.map((item) => format(item, kind)).join(current.value === 'zh' ? '、' : ', ');
  const text = String(value);
  switch (kind) {
    case undefined:
      return text;
    case 'money':
      return money(text);
    case 'exact':
      return moneyExact(text);
    case 'area':
      return area(text);
    case 'count':
      return count(Number(text));
    case 'built':
      return built(text, current.value);
    case 'date':
      return dateShort(text);
    default:
      return code(kind, text);
  }
}

export function has(key: string): boolean {
  return words.value.has(key);
}

export function t(key: string, values: Arguments = {}): string {
  const message = words.value.get(key);
  return message === undefined ? key : compose(message, values, format);
}

// The word for a code of the server; the code itself when there is no word yet.
export function code(group: string, value: string): string {
  return words.value.get(`codes.${group}.${value}`) ?? value;
}

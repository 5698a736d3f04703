// The name of a sharing rule and its two sentences: a policy's own name for its tables, ours for the rest.
import { code, has, lang, t } from '@/i18n';

interface Named {
  key: string;
  name: { zh: string; en: string } | null;
}

// A table of a policy goes by the policy's id, and is explained as any such table is.
const kindOf = ({ key, name }: Named) => (name || !has(`rules.${key}`) ? 'city-table' : key);

export function ruleName(rule: Named): string {
  if (rule.name) return lang.value === 'en' ? rule.name.en : rule.name.zh;
  return has(`rules.name.${rule.key}`) ? t(`rules.name.${rule.key}`) : code('rule', rule.key);
}

export function ruleTechnical(rule: Named): string {
  return t(`rules.technical.${kindOf(rule)}`);
}

export function ruleWords(rule: Named): string {
  return t(`rules.${kindOf(rule)}`);
}

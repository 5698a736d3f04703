// The name of a sharing rule: a policy's own words for its tables, ours for the rest.
import { code, has, lang, t } from '@/i18n';

interface Named {
  key: string;
  name: { zh: string; en: string } | null;
}

export function ruleName({ key, name }: Named): string {
  if (name) return lang.value === 'en' ? name.en : name.zh;
  return has(`shares.rule.${key}.name`) ? t(`shares.rule.${key}.name`) : code('rule', key);
}

export function ruleTechnical({ key, name }: Named): string {
  if (name) return t('shares.table_of_city');
  return has(`shares.rule.${key}.technical`) ? t(`shares.rule.${key}.technical`) : '';
}

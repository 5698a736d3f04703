// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { has, useLang } from '@/i18n';
import { ruleName, ruleTechnical, ruleWords } from './rules';

// The keys that the comparison of a project may carry.
const KEYS = [
  'adopted',
  'floor-area',
  'equal',
  'equal-payers',
  'area',
  'steps',
  'shapley',
  'weighted-shapley',
  'owen',
  'nucleolus',
];

describe('the words of a rule', () => {
  it.each(['zh', 'en'] as const)('are there in %s for every rule compared', async (lang) => {
    await useLang(lang);
    for (const key of KEYS) {
      for (const path of [`rules.name.${key}`, `rules.technical.${key}`, `rules.${key}`])
        expect(has(path), path).toBe(true);
      expect(ruleWords({ key, name: null }).match(lang === 'zh' ? /。/g : /\.( |$)/g)?.length).toBe(2);
    }
    await useLang('zh');
  });

  it("are a table's own name and the sentences for any table", () => {
    const table = { key: 'cn-guangdong-guangzhou-2020', name: { zh: '广州参考系数', en: 'Guangzhou' } };
    expect(ruleName(table)).toBe('广州参考系数');
    expect(ruleTechnical(table)).toBe('政策参考表');
    expect(ruleWords(table)).toContain('参考');
  });
});

import { describe, expect, it } from 'vitest';
import en from '@/locales/en/rules.json';
import zh from '@/locales/zh/rules.json';

// Every rule of the calculators and of the record, by its key.
const RULES = (
  'adopted city-table floor-area equal equal-payers area fixed steps intervals shapley weighted-shapley owen ' +
  'nucleolus prenucleolus cec ceb sfc equal-gain weighted-nash kalai-smorodinsky benefit-proportional ' +
  'no-arbitrage coefficient proportional'
).split(' ');

describe.each([
  { lang: 'zh', words: zh, end: /。/g, verdict: /公平|合理|最好|科学/ },
  { lang: 'en', words: en, end: /\.(?= |$)/g, verdict: /\bfair|\bjust\b|\bbest\b/i },
])('the words for sharing rules in $lang', ({ words, end, verdict }) => {
  const texts = words as Record<string, unknown>;
  const names = words.name as Record<string, string>;
  const technical = words.technical as Record<string, string>;

  it('name every rule, plainly and as scholars do', () => {
    expect(Object.keys(names).sort()).toEqual([...RULES].sort());
    expect(Object.keys(technical).sort()).toEqual([...RULES].sort());
    expect(new Set(Object.values(names)).size).toBe(RULES.length);
  });

  it.each(RULES)('explain %s in two sentences, the second with a strength and a weakness', (rule) => {
    const text = texts[rule] as string;
    const sentences = text.split(end).filter((sentence) => sentence.trim());
    expect(sentences).toHaveLength(2);
    expect(sentences[1]).toMatch(/^好在.+；.+|; but .+/);
  });

  it('call no rule the fair one', () => {
    for (const text of [...Object.values(names), ...RULES.map((rule) => texts[rule] as string)])
      expect(text).not.toMatch(verdict);
  });
});

// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose, flatten } from './message';
import { code, t, useLang } from './index';

const LOCALES = join(import.meta.dirname, '../locales');

function wordsOf(lang: string): Map<string, string> {
  const words = new Map<string, string>();
  for (const file of readdirSync(join(LOCALES, lang)).filter((name) => name.endsWith('.json'))) {
    flatten(
      JSON.parse(readFileSync(join(LOCALES, lang, file), 'utf8')) as Record<string, unknown>,
      file.replace('.json', ''),
      words,
    );
  }
  return words;
}

function fieldsOf(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)/g)].map((match) => match[1]!))].sort();
}

describe('a message', () => {
  const plain = (value: unknown) => String(value);

  it('fills its arguments and chooses the word by number', () => {
    expect(compose('{n} {n#lift|lifts}', { n: 1 }, plain)).toBe('1 lift');
    expect(compose('{n} {n#lift|lifts}', { n: 3 }, plain)).toBe('3 lifts');
  });

  it('leaves out a part whose argument is masked', () => {
    const message = '收到[ {room} 室]一张票[：{choice}]';
    expect(compose(message, { room: '302', choice: 'agree' }, plain)).toBe('收到 302 室一张票：agree');
    expect(compose(message, { room: null }, plain)).toBe('收到一张票');
    expect(compose('[{list}]', { list: [] }, plain)).toBe('');
  });

  it('shows money, dates and codes as people write them', async () => {
    await useLang('zh');
    expect(t('project.funding.gap', { gap: '8000.00' })).toBe('还缺 8,000 元。');
    expect(
      t('events.survey.StanceRecorded', { room: '501', stance: 'oppose', topics: ['price', 'noise'] }),
    ).toBe('记下 501 室一户态度：反对，担心价格、噪音');
    expect(code('department', 'unheard_of')).toBe('unheard_of');
    await useLang('en');
    expect(t('events.notice.Closed', { objections: 1, answered: 1 })).toBe(
      'The notice closed: 1 objection, 1 answered',
    );
    await useLang('zh');
  });
});

// The stored names of all events, read where the codec declares them.
function eventTypes(): string[] {
  const folder = join(import.meta.dirname, '../../../src/codec/descriptions');
  const source = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return [...source.join('\n').matchAll(/name\s*=\s*"([a-z]+\.[A-Za-z]+)\/\d+"/g)].map((match) => match[1]!);
}

describe('the two languages', () => {
  const zh = wordsOf('zh');
  const en = wordsOf('en');

  it('have the same keys', () => {
    expect([...en.keys()].filter((key) => !zh.has(key))).toEqual([]);
    expect([...zh.keys()].filter((key) => !en.has(key))).toEqual([]);
  });

  it('have a sentence for every event of a project, a vote, a tender and a place', () => {
    const types = eventTypes();
    expect(types.length).toBeGreaterThan(80);
    const shown = types.filter((type) => !/^(account|firm|policy)\./.test(type));
    expect(shown.filter((type) => !zh.has(`events.${type}`))).toEqual([]);
  });

  it('use the same arguments under each key', () => {
    const different = [...zh].filter(
      ([key, message]) => fieldsOf(message).join() !== fieldsOf(en.get(key) ?? '').join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('keep the voice: no exclamation marks, no word for people still to be won', () => {
    for (const [key, message] of [...zh, ...en]) {
      expect(message, key).not.toMatch(/[!！]|blocker|flip|尊敬的|操作成功/i);
    }
  });
});

// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import RevealWords from './RevealWords.vue';

const answer = { values: [{ field: 'stance_reason', text: '电话13800138000' }], recorded: 63 };
const asked: { key: string; body: unknown }[] = [];
let status = 200;

function stubVisibility(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

async function look(panel: VueWrapper, reason: string): Promise<void> {
  if (panel.find('button.link').text() === '号码遮着，要看全')
    await panel.find('button.link').trigger('click');
  await panel.find('input').setValue(reason);
  await panel.find('form').trigger('submit');
  await flushPromises();
}

beforeEach(() => {
  asked.length = 0;
  status = 200;
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    asked.push({
      key: new Headers(init.headers).get('Idempotency-Key') ?? '',
      body: JSON.parse(init.body as string),
    });
    return status === 0
      ? Promise.reject(new TypeError('offline'))
      : Promise.resolve(new Response(JSON.stringify(answer), { status }));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('masked words', () => {
  const open = () => mount(RevealWords, { props: { household: 'h-102', field: 'stance_reason' } });

  it('are shown for a reason, and go when the page is left or another household is looked at', async () => {
    const panel = open();
    expect(panel.text()).not.toContain('13800138000');
    await look(panel, '约定上门时间');
    expect(panel.text()).toContain('13800138000');
    expect(panel.text()).toContain('第 63 条');
    expect(asked[0]!.body).toEqual({
      household: 'h-102',
      fields: ['stance_reason'],
      purpose: 'contact',
      reason: '约定上门时间',
    });
    stubVisibility('hidden');
    await panel.vm.$nextTick();
    expect(panel.text()).not.toContain('13800138000');

    vi.restoreAllMocks();
    await look(panel, '再约一次');
    expect(panel.text()).toContain('13800138000');
    await panel.setProps({ household: 'h-301' });
    expect(panel.text()).not.toContain('13800138000');
  });

  it('are not asked for without a reason', async () => {
    const panel = open();
    await panel.find('button.link').trigger('click');
    await panel.find('input').setValue('   ');
    expect(panel.find('button[type=submit]').attributes('disabled')).toBeDefined();
    expect(asked).toEqual([]);
  });

  it('are the same look when the answer was lost, and another one afterwards', async () => {
    const panel = open();
    status = 0;
    await look(panel, '约定上门时间');
    expect(panel.find('[role=alert]').exists()).toBe(true);
    status = 200;
    await look(panel, '约定上门时间');
    expect(asked[1]!.key).toBe(asked[0]!.key);
    await panel.findAll('button.link').at(-1)!.trigger('click');
    await look(panel, '约定上门时间');
    expect(asked[2]!.key).not.toBe(asked[0]!.key);
  });
});

// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cell } from '@/api/types';
import HouseholdPanel from './HouseholdPanel.vue';

const ElInput = {
  props: ['modelValue'],
  emits: ['update:modelValue', 'input'],
  template: `<textarea :value="modelValue" @input="$emit('update:modelValue', $event.target.value)" />`,
};
const sent: { data: { household: string; reason?: string } }[] = [];
beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    sent.push(JSON.parse(init.body as string));
    return Promise.resolve(
      new Response(
        JSON.stringify({ version: 2, events: [{ seq: 9, type: 'survey.StanceRecorded' }], leaves: ['ab'] }),
      ),
    );
  });
});
afterEach(() => vi.unstubAllGlobals());

const cellOf = (room: string, reason: string | null) =>
  ({
    household: `h-${room}`,
    room,
    floors: [1],
    area_m2: null,
    stance: 'oppose',
    stance_known: true,
    stance_on: null,
    topics: [],
    reason,
    share: null,
    visit: null,
    mine: false,
  }) as unknown as Cell;
function panelOf(reason: string | null, ...others: Cell[]) {
  return mount(HouseholdPanel, {
    props: { project: 'p', cells: [cellOf('102', reason), ...others], mayRecord: true },
    global: {
      stubs: { ElInput, ElCheckboxGroup: true, ElCheckbox: true, CommandStatus: true, RevealWords: true },
    },
  });
}
async function agree(panel: ReturnType<typeof panelOf>): Promise<void> {
  await panel.find('[data-stance="agree"]').trigger('click');
  await panel.find('form').trigger('submit');
  await flushPromises();
}

describe('the words on record', () => {
  it('are filled in and sent again where nothing in them is masked', async () => {
    const panel = panelOf('楼下太暗');
    await agree(panel);
    expect(sent.map((one) => one.data.reason)).toEqual(['楼下太暗']);
  });

  it('are never overwritten by their masked copy, nor lost by an empty line', async () => {
    const panel = panelOf('请打138****8000');
    expect(panel.find('textarea').element.value).toBe('');
    await agree(panel);
    expect(sent).toEqual([]);
    expect(panel.find('[role=alert]').text()).toBe('原话里有遮着的号码，请重新写一句。');
    await panel.find('textarea').setValue('现在同意了');
    await agree(panel);
    expect(sent.map((one) => one.data.reason)).toEqual(['现在同意了']);
  });

  it('stay with each of several households unless new ones are written for all', async () => {
    const others = [cellOf('201', '怕吵'), cellOf('202', null)];
    const panel = panelOf('楼下太暗', ...others);
    await agree(panel);
    expect(sent.map((one) => one.data.household)).toEqual(['h-102', 'h-201', 'h-202']);
    expect(sent.some((one) => 'reason' in one.data)).toBe(false);
    sent.length = 0;
    const again = panelOf('楼下太暗', ...others);
    await again.find('textarea').setValue('会上一致同意');
    await agree(again);
    expect(sent.map((one) => one.data.reason)).toEqual(['会上一致同意', '会上一致同意', '会上一致同意']);
  });
});

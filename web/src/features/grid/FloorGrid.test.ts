// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Cell, Project } from '@/api/types';
import FloorGrid from './FloorGrid.vue';

function cell(room: string, floors: number[], column: number, values: Partial<Cell> = {}): Cell {
  return {
    household: `h-${room}`,
    room,
    floors,
    column,
    columns: 2,
    area_m2: null,
    mine: false,
    stance: null,
    stance_known: false,
    stance_on: null,
    reason: null,
    topics: [],
    ballot: null,
    ballot_returned: null,
    share: null,
    rides_free: false,
    half_flight: false,
    visit: null,
    ...values,
  };
}

function project(cells: Cell[]): Project {
  return {
    id: 'p',
    stage: 'vote',
    standing: 'active',
    stages: [],
    plan: null,
    house: { floors: 3, ground: 'stilt', cells },
  } as unknown as Project;
}

function grid(cells: Cell[], maySetStance = true) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/', component: { template: '<i />' } }],
  });
  return mount(FloorGrid, {
    attachTo: document.body,
    global: { plugins: [router] },
    props: {
      project: project(cells),
      lens: 'stance',
      selected: new Set<string>(),
      pending: new Set<string>(),
      filter: null,
      asTable: false,
      maySetStance,
      remaining: '',
      elder: false,
    },
  });
}

const flats = [
  cell('101', [1], 0, { stance: 'agree', stance_known: true }),
  cell('102', [1], 1, { stance_known: true }),
  cell('201', [2, 3], 0, {
    stance: 'oppose',
    stance_known: true,
    reason: '太贵',
    share: '60000.00',
    ballot_returned: true,
  }),
  cell('202', [2], 1),
  cell('302', [3], 1, { mine: true, stance_known: true, stance: 'agree' }),
];

describe('the floor grid', () => {
  it('is one tab stop and names each cell in full', () => {
    const wrapper = grid(flats);
    const cells = wrapper.findAll('[role=gridcell]');
    expect(cells).toHaveLength(5);
    expect(cells.filter((item) => item.attributes('tabindex') === '0')).toHaveLength(1);
    expect(wrapper.find('[data-room="201"]').attributes('aria-label')).toBe(
      '201 室，2–3 层复式，反对，理由：太贵，分摊 60,000 元，票已交',
    );
    expect(wrapper.find('[data-room="201"]').attributes('aria-rowspan')).toBe('2');
    expect(wrapper.find('[data-room="202"]').attributes('aria-label')).toBe('202 室，2 层');
    wrapper.unmount();
  });

  it('shows a stance with a word, an icon and a pattern, and nothing to those not entitled', () => {
    const wrapper = grid(flats);
    expect(wrapper.find('[data-room="201"]').classes()).toContain('pt-oppose');
    expect(wrapper.find('[data-room="201"] .st').text()).toBe('反对');
    expect(wrapper.find('[data-room="102"] .st').text()).toBe('未表态');
    expect(wrapper.find('[data-room="202"] .st').exists()).toBe(false);
    wrapper.unmount();
  });

  it('is walked by arrows, selects with Space and takes a stance by its digit', async () => {
    const wrapper = grid(flats);
    const element = wrapper.find('[role=grid]');
    await element.trigger('keydown', { key: 'End', ctrlKey: true });
    expect(document.activeElement?.getAttribute('data-room')).toBe('102');
    await element.trigger('keydown', { key: 'ArrowLeft' });
    await element.trigger('keydown', { key: 'ArrowUp' });
    expect(document.activeElement?.getAttribute('data-room')).toBe('201');
    await element.trigger('keydown', { key: ' ' });
    expect(wrapper.emitted('select')?.at(-1)).toEqual([['h-201']]);
    await element.trigger('keydown', { key: '2' });
    expect(wrapper.emitted('stance')).toEqual([['neutral']]);
    wrapper.unmount();
  });

  it('takes no digits from those who may not record', async () => {
    const wrapper = grid(flats, false);
    await wrapper.find('[role=grid]').trigger('keydown', { key: '1' });
    expect(wrapper.emitted('stance')).toBeUndefined();
    wrapper.unmount();
  });

  it('fades what a count filters away', async () => {
    const wrapper = grid(flats);
    await wrapper.setProps({ filter: 'oppose' });
    expect(wrapper.find('[data-room="201"]').classes()).not.toContain('faded');
    expect(wrapper.find('[data-room="101"]').classes()).toContain('faded');
    wrapper.unmount();
  });

  it('tells the same as a table', async () => {
    const wrapper = grid(flats);
    await wrapper.setProps({ asTable: true });
    const rows = wrapper.findAll('tbody tr').map((row) => row.text());
    expect(rows).toHaveLength(5);
    expect(rows[0]).toContain('201');
    expect(rows[0]).toContain('太贵');
    wrapper.unmount();
  });
});

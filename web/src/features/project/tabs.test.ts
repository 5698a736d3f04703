import { describe, expect, it } from 'vitest';
import type { Project } from '@/api/types';
import { tabCount, tabsOf } from './tabs';

function bare(): Project {
  return {
    id: 'p',
    version: 1,
    title: '',
    standing: 'active',
    standing_reason: null,
    stage: 'survey',
    stages: [],
    place: {
      names: [],
      community: { id: 'c', name: '' },
      building: '',
      unit: '',
      built: null,
      structure: null,
    },
    viewer: { role: 'public', relation: 'none', may: [], lenses: [] },
    house: { floors: 6, ground: 'none', cells: [] },
    households: 0,
    area_m2: null,
    stance_counts: null,
    next: null,
    plan: null,
    plans: [],
    price: { current: null, history: [] },
    funding: null,
    consent: null,
    notice: null,
    approval: null,
    deliberation: {
      meetings: [],
      questions: [],
      promises: [],
      unities: { wish: null, plan: null, shares: null },
      blocking_points: [],
      topics: [],
    },
    construction: null,
    acceptance: null,
    operation: null,
    disputed: [],
    assumed: [],
  };
}

describe('the tabs of a project', () => {
  it('are the stairwell and the record at first', () => {
    expect(tabsOf(bare())).toEqual(['floors', 'record']);
  });

  it('appear in one order as there is something to see', () => {
    const project = bare();
    project.deliberation.unities.wish = '2023-03-01';
    project.notice = {
      state: 'posted',
      posted_on: '2023-03-10',
      ends_on: '2023-03-17',
      days: 7,
      kind: 'natural',
      closed_on: null,
      places: [],
      witnesses: [],
      objections: [],
    };
    project.construction = {
      contractor: '某公司',
      commenced_on: null,
      finished_on: null,
      milestones: [],
      utilities: [],
      checks: [],
      days: null,
    };
    expect(tabsOf(project)).toEqual(['floors', 'talk', 'notice', 'record']);
    expect(tabCount(project, 'notice', 0)).toBeNull();
    expect(tabCount(project, 'record', 61)).toBe(61);
  });

  it('open the shares to those of the unit as soon as there is a price', () => {
    const project = bare();
    project.house.cells = [{ share: null } as Project['house']['cells'][number]];
    expect(tabsOf(project)).not.toContain('shares');
    project.price.current = '310000.00';
    expect(tabsOf(project)).not.toContain('shares');
    project.viewer.relation = 'same_unit';
    expect(tabsOf(project)).toContain('shares');
  });
});

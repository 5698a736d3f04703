import { describe, expect, it } from 'vitest';
import { axisOf, dueMark, stripsOf, tally, type ApprovalLane } from './lanes';

function lane(values: Partial<ApprovalLane>): ApprovalLane {
  return {
    department: 'housing',
    name: '县住建局',
    how: null,
    asked_on: '2026-11-16',
    due_on: '2026-11-23',
    opinion: 'pending',
    opinion_on: null,
    text: null,
    conditions: [],
    overdue: false,
    mine: false,
    ...values,
  };
}

describe('approval lanes', () => {
  const done = lane({ department: 'fire', opinion: 'approve', opinion_on: '2026-11-18' });
  const late = lane({ department: 'gas', due_on: '2026-11-20', overdue: true });

  it('share one axis of days that ends after the last date, with weekends and today', () => {
    const axis = axisOf([lane({}), done], '2026-11-23');
    expect(axis.days[0]).toMatchObject({ date: '2026-11-16', label: '16', isWeekend: false });
    expect(axis.days.find((day) => day.date === '2026-11-22')).toMatchObject({ isWeekend: true });
    expect(axis.days.find((day) => day.isToday)?.date).toBe('2026-11-23');
    expect(axis.days).toHaveLength(9);
  });

  it('do not run to today once every opinion is in', () => {
    expect(axisOf([done], '2031-01-01').days.length).toBeLessThan(12);
    expect(axisOf([lane({})], '2031-01-01').days).toHaveLength(42);
  });

  it('end an answered strip with its day and stripe the days past the deadline', () => {
    const axis = axisOf([done, late], '2026-11-23');
    expect(stripsOf(done, axis, '2026-11-23')).toEqual([{ kind: 'done', from: 0, to: 3 }]);
    expect(stripsOf(late, axis, '2026-11-23')).toEqual([
      { kind: 'working', from: 0, to: 5 },
      { kind: 'overdue', from: 5, to: 8 },
    ]);
    expect(dueMark(late, axis)).toBe(5);
    expect(dueMark(lane({ due_on: null }), axis)).toBeNull();
  });

  it('are counted', () => {
    expect(tally([done, late, lane({ opinion: 'return', opinion_on: '2026-11-19' })])).toEqual({
      answered: 2,
      returned: 1,
      overdue: 1,
    });
  });
});

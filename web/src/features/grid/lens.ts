// What a cell says under each lens, for the eye and for the ear.
import type { Cell } from '@/api/types';
import { code, t } from '@/i18n';
import { isZero, percent } from '@/shared/exact';
import { area, dateShort, money } from '@/shared/format';

// `agreement` is no lens of its own on the floor tab: it comes with a what-if of those who negotiate.
export type Lens = 'stance' | 'share' | 'visit' | 'operation' | 'agreement';
export const LENSES: readonly Exclude<Lens, 'agreement'>[] = ['stance', 'share', 'visit', 'operation'];

// At the prices asked: who would agree, and what the household would pay.
export type WhatIf = ReadonlyMap<string, { agrees: boolean; price: string | null }>;

export function willingWord(agrees: boolean): string {
  return t(agrees ? 'agreement.willing' : 'agreement.to_be_won');
}

export type StanceOrNone = NonNullable<Cell['stance']> | 'no_answer';

export function stanceOf(cell: Cell): StanceOrNone | null {
  if (!cell.stance_known) return null;
  return cell.stance ?? 'no_answer';
}

export function spanOf(cell: Cell): string {
  const low = Math.min(...cell.floors);
  const high = Math.max(...cell.floors);
  return high > low ? t('project.grid.duplex', { low, high }) : t('project.grid.floor', { floor: low });
}

export function isDuplex(cell: Cell): boolean {
  return cell.floors.length > 1;
}

export function ballotWord(cell: Cell): string {
  if (cell.ballot && !['not_returned', 'not_delivered'].includes(cell.ballot))
    return code('ballot', cell.ballot);
  if (cell.ballot === 'not_delivered') return code('ballot', 'not_delivered');
  if (cell.ballot_returned === null) return '';
  return t(cell.ballot_returned ? 'project.grid.returned' : 'project.grid.not_returned');
}

// The longest bar in the drawing belongs to the largest share.
export function barWidth(share: string | null, largest: string): number {
  return share === null ? 0 : percent(share, largest);
}

export function shareWord(share: string): string {
  if (share.startsWith('-')) return t('project.grid.receives', { amount: money(share.slice(1)) });
  return isZero(share) ? '0' : money(share);
}

// Where a door stands in a round of visits: what was said there, else whether somebody was there.
export function visitState(cell: Cell): StanceOrNone | 'met' {
  if (cell.stance) return cell.stance;
  if (cell.visit) return cell.visit.outcome === 'met' ? 'met' : 'unreached';
  return 'no_answer';
}

// One note in the corner: the next visit, else what worries them, else when somebody was there.
export function visitNote(cell: Cell): string {
  if (cell.visit?.next_on) return t('project.grid.next_visit', { on: cell.visit.next_on });
  if (cell.topics.length && cell.stance !== 'agree') return code('topic', cell.topics[0]!);
  const on = cell.visit?.on ?? cell.stance_on;
  return on ? dateShort(on) : '';
}

export function visitWord(cell: Cell): string {
  if (!cell.visit) return t('project.grid.never_visited');
  return `${dateShort(cell.visit.on)} ${code('outcome', cell.visit.outcome)}`;
}

export function rideWord(cell: Cell): string {
  if (cell.rides_free) return t('project.grid.free');
  return t(cell.share !== null && isZero(cell.share) ? 'project.grid.pays_nothing' : 'project.grid.paying');
}

// "501 室，5–6 层复式，反对，理由：价格，分摊 60,000 元，票已交"
export function cellName(cell: Cell, lens: Lens, whatIf?: WhatIf): string {
  const asked = lens === 'agreement' ? whatIf?.get(cell.household) : undefined;
  if (asked)
    return [
      t('project.grid.room', { room: cell.room }),
      spanOf(cell),
      cell.mine ? t('project.grid.mine') : '',
      willingWord(asked.agrees),
      asked.price !== null ? t('project.grid.share_is', { share: asked.price }) : '',
    ]
      .filter(Boolean)
      .join(t('common.comma'));
  const stance = stanceOf(cell);
  const parts = [
    t('project.grid.room', { room: cell.room }),
    spanOf(cell),
    cell.mine ? t('project.grid.mine') : '',
    stance ? code('stance', stance) : '',
    cell.reason ? t('project.grid.reason_is', { reason: cell.reason }) : '',
    cell.share !== null ? t('project.grid.share_is', { share: cell.share }) : '',
    ballotWord(cell),
    lens === 'visit' && (cell.visit || !stance || stance === 'no_answer') ? visitWord(cell) : '',
    lens === 'visit' && cell.visit?.next_on ? t('project.grid.next_visit', { on: cell.visit.next_on }) : '',
    lens === 'operation' ? rideWord(cell) : '',
    lens === 'operation' && cell.half_flight ? t('project.grid.half_flight') : '',
    cell.area_m2 && isDuplex(cell) ? `${area(cell.area_m2)} m²` : '',
  ];
  return parts.filter(Boolean).join(t('common.comma'));
}

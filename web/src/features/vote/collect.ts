// The way through the roll at the desk, and the words for those who are still awaited.
import type { RollLine } from '@/api/types';
import { t } from '@/i18n';

// The next flat whose ballot is not in, from here down and then from the top; null when all are in.
export function nextRoom(roll: readonly RollLine[], household: string): string | null {
  const at = roll.findIndex((line) => line.household === household);
  const order = [...roll.slice(at + 1), ...roll.slice(0, Math.max(0, at))];
  return (
    order.find((line) => line.standing === 'none' || line.standing === 'not_delivered')?.household ?? null
  );
}

// To paste into the house's own chat group: rooms only, no names, nothing about what anyone said.
export function reminderText(title: string, awaited: readonly RollLine[], closesOn: string): string {
  return t('vote.remind.text', { title, rooms: awaited.map((line) => line.room), on: closesOn });
}

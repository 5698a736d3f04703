// An event as one sentence. What this viewer may not see is missing from the data, and so from the sentence.
import type { Cell, EventLine } from '@/api/types';
import { code, has, t } from '@/i18n';

// Household ids in the data become room numbers where the project shows them.
export function argumentsOf(event: EventLine, cells: readonly Cell[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const visit = (data: Record<string, unknown>): void => {
    for (const [key, value] of Object.entries(data)) {
      if (value !== null && typeof value === 'object' && !Array.isArray(value))
        visit(value as Record<string, unknown>);
      else values[key] ??= value;
    }
  };
  visit(event.data);
  const cell = cells.find((item) => item.household === event.data.household);
  if (cell) values.room = cell.room;
  return values;
}

export function sentence(event: EventLine, cells: readonly Cell[] = []): string {
  const key = `events.${event.type}`;
  return t(has(key) ? key : 'events.generic', { ...argumentsOf(event, cells), type: event.type });
}

export function actor(who: string | null | undefined): string {
  return who ? code('role', who) : '';
}

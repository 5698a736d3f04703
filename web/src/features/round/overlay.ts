// The house as it will stand once what waits on this device is recorded.
import type { Cell, Project, Stance } from '@/api/types';
import type { Entry } from '@/shared/offline/outbox';
import { today } from '@/shared/format';

function changed(cell: Cell, entry: Entry): Cell {
  const { type, data } = entry.command;
  const on = entry.command.occurred_on ?? today(Date.parse(entry.at));
  if (type === 'survey.RecordStance')
    return { ...cell, stance: data.stance as Stance, stance_known: true, stance_on: on };
  if (type === 'survey.RecordVisit')
    return {
      ...cell,
      visit: {
        on,
        outcome: String(data.outcome),
        next_on: (data.next_on as string | null) ?? null,
        note: String(data.note ?? '') || null,
      },
    };
  return cell; // a worry changes no cell, and what is taken back shows once the server has answered
}

export function withWaiting(project: Project, entries: readonly Entry[]): Project {
  const mine = entries.filter((entry) => entry.command.id === project.id && entry.state !== 'refused');
  if (!mine.length) return project;
  const cells = project.house.cells.map((cell) =>
    mine
      .filter((entry) => entry.command.data.household === cell.household)
      .reduce((now, entry) => changed(now, entry), cell),
  );
  return { ...project, house: { ...project.house, cells } };
}

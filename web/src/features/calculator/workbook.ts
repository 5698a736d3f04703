// The same figures for a spreadsheet: numbers stay numbers, so that people can add them up themselves.
import type { BuildingAnswer } from '@/api/types';
import { totalsOf } from './building';

export interface WorkbookWords {
  title: string;
  lines: string[];
  floor: string;
  door: string;
  area: string;
  total: string;
  rules: string[];
  reference: string;
}

interface Cell {
  value: string | number;
  type: StringConstructor | NumberConstructor;
  fontWeight?: 'bold';
  format?: string;
}
export type Row = (Cell | null)[];

const words = (value: string, bold = false): Cell => ({
  value,
  type: String,
  ...(bold ? { fontWeight: 'bold' as const } : {}),
});
const yuan = (value: string, bold = false): Cell => ({
  value: Number(value),
  type: Number,
  format: '#,##0.00',
  ...(bold ? { fontWeight: 'bold' as const } : {}),
});

export function sheetOf(
  answer: BuildingAnswer,
  areas: readonly string[] | undefined,
  w: WorkbookWords,
): Row[] {
  const body = answer.doors
    .map(({ floor, door }, index): [number, Row] => [
      floor,
      [
        { value: floor, type: Number },
        words(door),
        areas?.[index] ? yuan(areas[index]) : null,
        ...answer.rules.map((rule) => yuan(rule.shares[index]!)),
      ],
    ])
    .sort(([a], [b]) => b - a)
    .map(([, row]) => row);
  return [
    [words(w.title, true)],
    ...w.lines.map((line) => [words(line)]),
    [],
    [
      words(w.floor, true),
      words(w.door, true),
      words(w.area, true),
      ...w.rules.map((rule) => words(rule, true)),
    ],
    ...body,
    [words(w.total, true), null, null, ...totalsOf(answer).map((total) => yuan(total, true))],
    [],
    [words(w.reference)],
  ];
}

// The library comes only when somebody asks for the file.
export async function toXlsx(rows: Row[]): Promise<Blob> {
  const { default: write } = await import('write-excel-file/browser');
  const columns = [{ width: 10 }, { width: 12 }, { width: 12 }, ...rows[0]!.map(() => ({ width: 18 }))];
  while (columns.length < 6) columns.push({ width: 18 });
  return write(rows, { columns }).toBlob();
}

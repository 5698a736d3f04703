// The picture for the chat group: large type, every door's amount under the rules. Laid out here, drawn on a canvas.
import type { BuildingAnswer } from '@/api/types';
import { money } from '@/shared/format';
import { doorRows, totalsOf } from './building';

export interface PictureWords {
  title: string;
  lines: string[]; // price, subsidy, what is left
  floor: (floor: number) => string;
  separator: string; // between doors
  each: (doors: number) => string; // "每户" beside several doors
  rules: { name: string; technical: string }[];
  total: string;
  closes: string;
  reference: string; // the "for reference only" line
  foot: string; // who made it, and when
}

export type Mark =
  | {
      kind: 'text';
      text: string;
      x: number;
      y: number;
      size: number;
      bold: boolean;
      colour: string;
      align: 'left' | 'right';
    }
  | { kind: 'box'; x: number; y: number; width: number; height: number; colour: string };

export interface Picture {
  width: number;
  height: number;
  marks: Mark[];
}

// Light whatever the reader's theme: chat groups print it. The values are those of tokens.css.
const COLOUR = {
  paper: '#ffffff',
  ink: '#15241e',
  soft: '#3f514a',
  line: '#cbd5cf',
  green: '#1d5b4b',
  tint: '#dcebe4',
};
const WIDTH = 1080;
const EDGE = 48;
const NAME = 250; // width of the first column
const ROW = 92;

export function textWidth(text: string, size: number): number {
  return [...text].reduce((width, sign) => width + (sign > '\u2e80' ? 1 : 0.58), 0) * size;
}

// Whole signs, so many as fit a line.
export function wrap(text: string, size: number, width: number): string[] {
  const lines: string[] = [''];
  for (const part of text.match(/[\x21-\x7e–]+\s?|\s|[^\x20-\x7e–]/g) ?? []) {
    if (lines.at(-1) !== '' && textWidth(lines.at(-1)! + part.trimEnd(), size) > width) lines.push('');
    lines[lines.length - 1] += lines.at(-1) === '' ? part.trimStart() : part;
  }
  return lines.map((line) => line.trimEnd());
}

function fitted(text: string, size: number, width: number): number {
  return Math.min(size, Math.floor((size * width) / Math.max(1, textWidth(text, size))));
}

export function layOut(answer: BuildingAnswer, words: PictureWords): Picture {
  const marks: Mark[] = [];
  const inside = WIDTH - 2 * EDGE;
  const column = (inside - NAME) / Math.max(1, words.rules.length);
  let y = EDGE;
  const say = (
    text: string,
    x: number,
    at: number,
    size: number,
    options: { bold?: boolean; colour?: string; align?: 'left' | 'right' } = {},
  ) =>
    marks.push({
      kind: 'text',
      text,
      x,
      y: at,
      size,
      bold: options.bold ?? false,
      colour: options.colour ?? COLOUR.ink,
      align: options.align ?? 'left',
    });
  const box = (x: number, at: number, width: number, height: number, colour: string) =>
    marks.push({ kind: 'box', x, y: at, width, height, colour });
  const paragraph = (text: string, size: number, options: { bold?: boolean; colour?: string } = {}) => {
    for (const line of wrap(text, size, inside)) {
      y += size;
      say(line, EDGE, y, size, options);
      y += size * 0.45;
    }
  };

  paragraph(words.title, 56, { bold: true });
  y += 12;
  for (const line of words.lines) paragraph(line, 36, { colour: COLOUR.soft });
  y += 28;

  // Heads of the columns.
  const right = (index: number) => EDGE + NAME + column * (index + 1) - 8;
  words.rules.forEach((rule, index) => {
    say(rule.name, right(index), y + 38, fitted(rule.name, 36, column - 24), { bold: true, align: 'right' });
    say(rule.technical, right(index), y + 76, fitted(rule.technical, 28, column - 24), {
      colour: COLOUR.soft,
      align: 'right',
    });
  });
  y += 96;
  box(EDGE, y, inside, 4, COLOUR.ink);
  y += 4;

  for (const row of doorRows(answer)) {
    const doors = row.doors.join(words.separator);
    say(words.floor(row.floor), EDGE, y + 40, 36, { bold: true });
    const label = row.doors.length > 1 ? `${doors} ${words.each(row.doors.length)}` : doors;
    say(label, EDGE, y + 76, fitted(label, 28, NAME - 8), { colour: COLOUR.soft });
    row.amounts.forEach((amount, index) => {
      const text = money(amount);
      say(text, right(index), y + 60, fitted(text, 44, column - 24), { bold: true, align: 'right' });
    });
    y += ROW;
    box(EDGE, y - 2, inside, 2, COLOUR.line);
  }

  box(EDGE, y, inside, ROW, COLOUR.tint);
  say(words.total, EDGE + 8, y + 58, 36, { bold: true });
  totalsOf(answer).forEach((total, index) => {
    const text = money(total);
    say(text, right(index), y + 60, fitted(text, 44, column - 24), { bold: true, align: 'right' });
  });
  y += ROW + 20;
  paragraph(words.closes, 34, { bold: true, colour: COLOUR.green });
  y += 10;
  paragraph(words.reference, 32, { colour: COLOUR.soft });
  paragraph(words.foot, 32, { colour: COLOUR.soft });
  return { width: WIDTH, height: Math.ceil(y + EDGE), marks };
}

export function draw(picture: Picture, font: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = COLOUR.paper;
  pen.fillRect(0, 0, picture.width, picture.height);
  for (const mark of picture.marks) {
    pen.fillStyle = mark.colour;
    if (mark.kind === 'box') {
      pen.fillRect(mark.x, mark.y, mark.width, mark.height);
    } else {
      pen.font = `${mark.bold ? 700 : 400} ${mark.size}px ${font}`;
      pen.textAlign = mark.align;
      pen.fillText(mark.text, mark.x, mark.y);
    }
  }
  return canvas;
}

export function toPng(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

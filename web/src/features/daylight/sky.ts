// How sky left is coloured and said. Ratios to 5 %, sky to whole points, minutes to 5: no finer than is known.
export const STEPS = [
  { from: 95, color: '#fdf1d2', label: '≥95%' },
  { from: 85, color: '#f3cf84', label: '85–95' },
  { from: 75, color: '#e0a63c', label: '75–85' },
  { from: 65, color: '#b87410', label: '65–75' },
  { from: 0, color: '#7a4a00', label: '<65%' },
] as const;
export const colorOf = (leftPercent: number): string =>
  STEPS.find((step) => leftPercent >= step.from)?.color ?? STEPS[4].color;
export const percent = (ratio: number): number => 5 * Math.round(20 * ratio);
export const points = (vsc: number): number => Math.round(vsc);
export function clock(minutes: number): string {
  const rounded = 5 * Math.round(minutes / 5);
  return `${Math.floor(rounded / 60)}:${String(rounded % 60).padStart(2, '0')}`;
}
export function hour(hours: number): string {
  const minutes = Math.round(hours * 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

// The topics people worry about, in the order they are offered everywhere (survey, round, talks).
export const TOPICS = [
  'daylight',
  'air',
  'noise',
  'privacy',
  'safety',
  'value',
  'price',
  'ratio',
  'quality',
  'looks',
  'duration',
  'running_cost',
  'distance',
  'compensation',
  'other',
] as const;

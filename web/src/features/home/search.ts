// Finding a place by its address as people say it: 二栋二单元, 2号楼2单元 and 2#-2 are one.
import type { CommunitySummary, ProjectCard } from '@/api/types';

const DIGITS: Record<string, string> = {
  一: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  十: '10',
};

export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·・,，.。、\-–—_/()（）]+/g, '')
    .replace(/十([一二三四五六七八九])/g, (_, digit: string) => `1${DIGITS[digit]}`)
    .replace(/[一二两三四五六七八九十](?=[栋幢号单层楼室座#])/g, (digit) => DIGITS[digit] ?? digit)
    .replace(/号楼|号|幢|座|#/g, '栋');
}

export interface Hit {
  community: CommunitySummary;
  project: ProjectCard | null;
  score: number;
}

function inOrder(needle: string, haystack: string): boolean {
  let from = 0;
  for (const sign of needle) {
    const at = haystack.indexOf(sign, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

function score(needle: string, haystack: string): number {
  if (haystack.includes(needle)) return 3;
  if (inOrder(needle, haystack)) return 2;
  return 0;
}

// Projects first, each with its community; a community without a matching project stands for itself.
export function find(query: string, communities: readonly CommunitySummary[]): Hit[] {
  const needle = normalise(query);
  if (!needle) return [];
  const hits: Hit[] = [];
  for (const community of communities) {
    const place = normalise([...community.names, community.name].join(''));
    const own = score(needle, place);
    let found = false;
    for (const project of community.projects) {
      const rank = score(needle, place + normalise(`${project.building}${project.unit}${project.title}`));
      if (rank === 0) continue;
      found = true;
      hits.push({ community, project, score: rank });
    }
    if (own > 0 && !found) hits.push({ community, project: null, score: own });
  }
  return hits.sort((a, b) => b.score - a.score);
}

// Communities with a published source first, projects by building and unit as people count them.
export function inReadingOrder(communities: readonly CommunitySummary[]): CommunitySummary[] {
  const byDoor = (a: ProjectCard, b: ProjectCard) =>
    normalise(`${a.building}${a.unit}`).localeCompare(normalise(`${b.building}${b.unit}`), 'zh', {
      numeric: true,
    });
  return communities
    .map((community) => ({ ...community, projects: [...community.projects].sort(byDoor) }))
    .sort((a, b) => Number(!a.source) - Number(!b.source));
}

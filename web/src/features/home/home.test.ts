import { describe, expect, it } from 'vitest';
import type { CommunitySummary, ProjectCard, Stage } from '@/api/types';
import { find, inReadingOrder, normalise } from './search';
import { depthOf, skylineOf, unitsOf } from './skyline';

function project(id: string, building: string, unit: string, stage: Stage): ProjectCard {
  return {
    id,
    title: `${building}${unit}加装电梯`,
    building,
    unit,
    stage,
    standing: 'active',
    in_use_since: null,
    floors: 6,
  };
}

function community(
  name: string,
  projects: ProjectCard[],
  lifts: CommunitySummary['lifts'],
): CommunitySummary {
  return {
    id: name,
    name,
    names: ['南昌市', '安义县'],
    area: 'nanchang/anyi/',
    built: null,
    storeys: 6,
    stock: { buildings: 1, units: 1, households: 12 },
    lifts,
    introduction: { zh: '', en: '' },
    projects,
    source: null,
  };
}

const police = community(
  '交警大队宿舍',
  [project('b', '二栋', '二单元', 'vote'), project('c', '4栋', '1单元', 'operation')],
  { running: 3, building: 1, preparing: 1 },
);
const star = community('万达星城', [project('h', '颐北9栋', '1单元', 'operation')], {
  running: 1,
  building: 0,
  preparing: 0,
});

describe('the search by address', () => {
  it('takes numerals and words for a building as people say them', () => {
    expect(normalise('二栋二单元')).toBe('2栋2单元');
    expect(normalise('２号楼 2单元')).toBe('2栋2单元');
    expect(normalise('十二栋')).toBe('12栋');
  });

  it('finds a project by community and door', () => {
    expect(find('万达星城颐北9栋', [police, star])[0]?.project?.id).toBe('h');
    expect(find('交警 2栋2单元', [police, star])[0]?.project?.id).toBe('b');
    expect(find('交警大队宿舍二栋', [police, star])[0]?.project?.id).toBe('b');
  });

  it('finds nothing in nothing, and nothing elsewhere', () => {
    expect(find('  ', [police])).toEqual([]);
    expect(find('桃苑一区', [police, star])).toEqual([]);
  });
});

describe('the order of the list', () => {
  it('puts published cases first and doors in the order people count them', () => {
    const estate = community(
      '示范小区',
      [
        project('1', '10栋', '1单元', 'vote'),
        project('2', '二栋', '1单元', 'vote'),
        project('3', '1栋', '2单元', 'vote'),
      ],
      police.lifts,
    );
    const ordered = inReadingOrder([estate, { ...police, source: '案例' }]);
    expect(ordered.map((item) => item.name)).toEqual(['交警大队宿舍', '示范小区']);
    expect(ordered[1]!.projects.map((item) => item.id)).toEqual(['3', '2', '1']);
  });
});

describe('the skyline', () => {
  it('stands every unit of the count, those with a record at their stage', () => {
    const units = unitsOf(police);
    expect(units.map((unit) => unit.state)).toEqual([
      'running',
      'running',
      'running',
      'building',
      'preparing',
    ]);
    expect(units[4]).toMatchObject({ hasCar: true, depth: depthOf('vote') });
    expect(units[3]).toMatchObject({ hasCar: true, depth: depthOf('construction') });
  });

  it('keeps a name inside its block, however few houses it has', () => {
    const sky = skylineOf([star, police]);
    expect(sky.blocks).toHaveLength(2);
    expect(sky.blocks[1]!.x).toBeGreaterThan(sky.blocks[0]!.label + (4 * 12.5) / 2);
    expect(sky.width).toBeGreaterThanOrEqual(sky.blocks[1]!.x + sky.blocks[1]!.width);
  });
});

// The projects of the households that the signed-in person owns, and the one that a vote belongs to.
import { computed, ref, shallowRef } from 'vue';
import { readProject } from '@/api/client';
import type { Cell, Me, Problem, Project } from '@/api/types';

export function useMyProjects() {
  const projects = shallowRef<Project[]>([]);
  const problem = ref<Problem | null>(null);
  const isLoaded = ref(false);

  async function load(me: Me | null): Promise<void> {
    const ids = [
      ...new Set((me?.households ?? []).map((household) => household.project).filter((id) => id !== null)),
    ];
    const answers = await Promise.all(ids.map((id) => readProject(id)));
    const found: Project[] = [];
    problem.value = null;
    for (const answer of answers) {
      if (!answer.ok) problem.value = answer.problem;
      else if ('value' in answer) found.push(answer.value);
    }
    projects.value = found;
    isLoaded.value = true;
  }

  const ofVote = (vote: string) =>
    computed(() => projects.value.find((project) => project.consent?.vote === vote) ?? null);
  return { projects, problem, isLoaded, load, ofVote };
}

export function myCells(project: Project): Cell[] {
  return project.house.cells.filter((cell) => cell.mine);
}

// What public money pays of the price, when it is known.
export function subsidyOf(project: Project): string[] {
  return (project.funding?.lines ?? []).filter((line) => line.kind === 'subsidy').map((line) => line.amount);
}

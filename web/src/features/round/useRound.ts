// The units of a round and the one looked at: read from the server, kept on this device, shown from there without a
// network.
import { ref, shallowRef } from 'vue';
import { listProjects, NO_ANSWER, readProject } from '@/api/client';
import type { Me, Problem, Project } from '@/api/types';
import { keepRead, recallRead } from '@/shared/offline/database';

// Later stages have nothing left to ask at the door.
const ASKED_AT: readonly string[] = ['survey', 'initiation', 'scheme', 'deliberation', 'vote', 'notice'];

async function idsOf(me: Me): Promise<string[] | Problem> {
  const ids = new Set<string>();
  for (const { scope } of me.roles) {
    if (!scope.includes('/')) continue;
    const answer = await listProjects(scope);
    if (!answer.ok) return answer.problem;
    for (const item of answer.value.items)
      if (ASKED_AT.includes(item.stage) && item.standing === 'active') ids.add(item.id);
  }
  return [...ids];
}

export function useRound() {
  const projects = shallowRef<Project[]>([]);
  const problem = ref<Problem | null>(null);
  const isLoaded = ref(false);
  const keptAt = ref<string | null>(null); // what is shown is of then

  async function recall(): Promise<void> {
    const kept = await recallRead<Project[]>('round');
    if (kept) {
      projects.value = kept.value;
      keptAt.value = kept.at;
    }
  }

  async function load(me: Me | null): Promise<void> {
    if (!me?.account) {
      projects.value = [];
      isLoaded.value = true;
      return;
    }
    if (!isLoaded.value) await recall();
    const ids = await idsOf(me);
    if (!Array.isArray(ids)) {
      problem.value = ids.code === NO_ANSWER && projects.value.length ? null : ids;
      isLoaded.value = true;
      return;
    }
    const found: Project[] = [];
    for (const id of ids) {
      const answer = await readProject(id);
      if (!answer.ok) {
        problem.value = answer.problem.code === NO_ANSWER && projects.value.length ? null : answer.problem;
        isLoaded.value = true;
        return;
      }
      if ('value' in answer && answer.value.viewer.lenses.includes('visit')) found.push(answer.value);
    }
    projects.value = found;
    problem.value = null;
    keptAt.value = null;
    isLoaded.value = true;
    await keepRead('round', found);
  }

  async function loadOne(id: string): Promise<void> {
    const answer = await readProject(id);
    if (!answer.ok || !('value' in answer)) return;
    const fresh = answer.value;
    projects.value = projects.value.map((project) => (project.id === id ? fresh : project));
    await keepRead('round', projects.value);
  }

  return { projects, problem, isLoaded, keptAt, load, loadOne };
}

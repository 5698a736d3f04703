// One project and its record, kept fresh: the stream gives a hint, the page reads again.
import { computed, onScopeDispose, readonly, ref, shallowRef, watch, type Ref } from 'vue';
import { getEvents, readProject } from '@/api/client';
import { watchProject } from '@/api/stream';
import type { EventLine, Problem, Project } from '@/api/types';

// `viewer` changes when somebody signs in or out: what may be seen changes with it.
export function useProject(id: Ref<string>, viewer: Ref<unknown>) {
  const project = shallowRef<Project | null>(null);
  const events = shallowRef<EventLine[]>([]);
  const problem = ref<Problem | null>(null);
  let etag: string | null = null;
  let isReading = false;
  let isStale = false;

  async function readAgain(): Promise<void> {
    if (isReading) {
      isStale = true;
      return;
    }
    isReading = true;
    const asked = id.value;
    const answer = await readProject(asked, etag);
    if (asked === id.value) {
      if (!answer.ok) {
        problem.value = answer.problem;
      } else {
        problem.value = null;
        if ('value' in answer) {
          project.value = answer.value;
          etag = answer.etag;
        }
        const last = events.value.at(-1)?.seq;
        const more = await getEvents(asked, last === undefined ? '' : String(last));
        if (more.ok && asked === id.value) {
          const known = new Set(events.value.map((event) => event.seq));
          const fresh = more.value.filter((event) => !known.has(event.seq));
          if (fresh.length) events.value = [...events.value, ...fresh];
        }
      }
    }
    isReading = false;
    if (isStale) {
      isStale = false;
      await readAgain();
    }
  }

  async function start(): Promise<void> {
    project.value = null;
    events.value = [];
    etag = null;
    await readAgain();
  }

  let stop: () => void = () => undefined;
  let timer = 0;
  watch([id, viewer], () => void start(), { immediate: true });
  const openVote = computed(() =>
    project.value?.consent?.state === 'open' ? project.value.consent.vote : null,
  );
  watch(
    [id, viewer, openVote],
    () => {
      stop();
      stop = watchProject(id.value, openVote.value, () => {
        window.clearTimeout(timer);
        timer = window.setTimeout(() => void readAgain(), 120); // hints come in groups
      });
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    stop();
    window.clearTimeout(timer);
  });

  return {
    project: readonly(project) as Readonly<Ref<Project | null>>,
    events: readonly(events) as Readonly<Ref<EventLine[]>>,
    problem: readonly(problem),
    readAgain,
  };
}

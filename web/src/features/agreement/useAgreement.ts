// What-ifs about one project: the sliders move, the server searches, the newest answer stands.
import { computed, onScopeDispose, reactive, ref, shallowRef, watch, type Ref } from 'vue';
import { getAgreement } from '@/api/client';
import type { Agreement, AgreementCounts, PriceForm, Problem, Reading } from '@/api/types';
import { coefficientQuery, type Coefficients } from './coefficients';
import { isFull, isThere } from './curve';

const WAIT_MS = 250;

export interface Wishes {
  cost: string | null; // null: as on record
  subsidy: string | null;
  pool: string | null;
  prices: PriceForm | null;
  reading: Reading | null;
  coefficients: Coefficients | null; // null: nobody tries any
}

const NONE: Readonly<Wishes> = {
  cost: null,
  subsidy: null,
  pool: null,
  prices: null,
  reading: null,
  coefficients: null,
};

export function queryOf(wishes: Wishes): string {
  const query = new URLSearchParams();
  const { coefficients, ...others } = wishes;
  for (const [name, value] of Object.entries(others)) if (value !== null) query.set(name, value);
  const tried = coefficients && coefficientQuery(coefficients);
  if (tried) query.set('coefficients', tried);
  return query.toString();
}

// `version` changes when the project did: then everything is asked again.
export function useAgreement(project: Ref<string>, version: Ref<unknown>) {
  const answer = shallowRef<Agreement | AgreementCounts | null>(null);
  const base = shallowRef<Agreement | null>(null); // the answer without what-ifs
  const problem = shallowRef<Problem | null>(null);
  const isAbsent = ref(false); // the viewer has no right to any of it
  const busy = ref(false);
  const wishes = reactive<Wishes>({ ...NONE });
  const query = computed(() => queryOf(wishes));
  let asked = 0;
  let timer = 0;

  async function ask(): Promise<void> {
    const turn = ++asked;
    busy.value = true;
    const wanted = query.value;
    const got = await getAgreement(project.value, wanted);
    if (turn !== asked) return; // an answer to an older question
    busy.value = false;
    problem.value = got.ok ? null : got.problem;
    isAbsent.value = got.ok ? !isThere(got.value) : [401, 403, 404].includes(got.problem.status);
    if (isAbsent.value) answer.value = base.value = null;
    if (!got.ok || isAbsent.value) return;
    answer.value = got.value;
    if (!wanted) base.value = isFull(got.value) ? got.value : null;
  }

  // Null: put away, and asked no more.
  function tryOut(coefficients: Readonly<Coefficients> | null): void {
    wishes.coefficients = coefficients && { ...coefficients };
  }

  // Coefficients that are being tried start over; they are not put away.
  function reset(): void {
    const table = base.value?.coefficients;
    Object.assign(wishes, NONE, { coefficients: wishes.coefficients && table ? { ...table } : null });
  }

  watch(query, () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), WAIT_MS);
  });
  watch(
    [project, version],
    async ([id], before) => {
      if (id !== before?.[0]) {
        answer.value = base.value = null;
        reset();
      }
      await ask();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    window.clearTimeout(timer);
    ++asked;
  });

  const full = computed(() => (answer.value && isFull(answer.value) ? answer.value : null));
  const counts = computed(() => (answer.value && !isFull(answer.value) ? answer.value : null));
  // Of the coefficients that are up now, or that were until a moment ago.
  const tried = computed(() => {
    const isAsked = wishes.coefficients !== null && coefficientQuery(wishes.coefficients) !== null;
    return isAsked && !problem.value ? (full.value?.tried ?? null) : null;
  });
  return reactive({ full, counts, tried, base, problem, isAbsent, busy, wishes, tryOut, reset, again: ask });
}

export type Finder = ReturnType<typeof useAgreement>;

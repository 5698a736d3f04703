import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { getMe, signIn as openSession, signOut as closeSession } from '@/api/client';
import { code, lang } from '@/i18n';
import type { Me, Problem } from '@/api/types';

export const useSession = defineStore('session', () => {
  const me = ref<Me | null>(null);
  const isSignedIn = computed(() => Boolean(me.value?.account));
  const role = computed(() => me.value?.roles[0] ?? null);
  // Who is looking, in one phrase: the office or door, with the role's word unless the label says it already.
  const who = computed(() => {
    if (!role.value) return '';
    const word = code('role', role.value.role);
    const label = (lang.value === 'en' ? me.value?.label_en : me.value?.label_zh) ?? role.value.label;
    return !label || label.includes(word) ? label || word : `${word} · ${label}`;
  });
  const isResident = computed(() => (me.value?.households.length ?? 0) > 0);

  async function load(): Promise<void> {
    const answer = await getMe();
    if (answer.ok) me.value = answer.value;
  }

  async function signIn(login: string, password: string, code = ''): Promise<Problem | null> {
    const answer = await openSession(login, password, code);
    if (!answer.ok) return answer.problem;
    await load();
    return null;
  }

  async function signOut(): Promise<void> {
    await closeSession();
    await load();
  }

  return { me, isSignedIn, isResident, role, who, load, signIn, signOut };
});

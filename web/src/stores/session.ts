import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { getMe, NO_ANSWER, signIn as openSession, signOut as closeSession } from '@/api/client';
import { code, lang } from '@/i18n';
import type { Me, Problem } from '@/api/types';
import { forgetReads, keepRead, recallRead } from '@/shared/offline/database';

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
    if (answer.ok) {
      const before = me.value?.account ?? (await recallRead<Me>('me'))?.value.account;
      // Whose data it is decides how long it stays: no longer than their session.
      if (before && before !== answer.value.account) await forgetAll();
      me.value = answer.value;
      if (answer.value.account) await keepRead('me', { ...answer.value, demo_accounts: [] });
    } else if (answer.problem.code === NO_ANSWER && !me.value) {
      me.value = (await recallRead<Me>('me'))?.value ?? null; // who was signed in when the network went
    }
  }

  // What was read and what was begun; what is still to be sent stays until it is sent.
  async function forgetAll(): Promise<void> {
    await forgetReads();
    try {
      for (const key of Object.keys(localStorage))
        if (key.startsWith('jiati.draft.')) localStorage.removeItem(key);
    } catch {
      // storage may be forbidden; then there is nothing in it
    }
  }

  async function signIn(login: string, password: string, code = '', ownPin = ''): Promise<Problem | null> {
    const answer = await openSession(login, password, code, ownPin);
    if (!answer.ok) return answer.problem;
    await load();
    return null;
  }

  async function signOut(): Promise<void> {
    await closeSession();
    await forgetAll();
    me.value = null;
    await load();
  }

  return { me, isSignedIn, isResident, role, who, load, signIn, signOut };
});

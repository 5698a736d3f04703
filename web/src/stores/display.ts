// How the page looks to this reader: language, theme, large type. Remembered on this device only.
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { lang, useLang } from '@/i18n';
import type { Lang } from '@/shared/format';

type Theme = 'light' | 'dark';

function recall(key: string): string | null {
  try {
    return localStorage.getItem(`jiati.${key}`);
  } catch {
    return null; // storage may be forbidden; then nothing is remembered
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`jiati.${key}`, value);
  } catch {
    // see recall
  }
}

export const useDisplay = defineStore('display', () => {
  const preference = window.matchMedia('(prefers-color-scheme: dark)');
  const system = ref<Theme>(preference.matches ? 'dark' : 'light');
  preference.addEventListener('change', (event) => (system.value = event.matches ? 'dark' : 'light'));

  const chosen = ref<Theme | null>((recall('theme') as Theme | null) ?? null);
  const theme = computed<Theme>(() => chosen.value ?? system.value);
  const asked = new URLSearchParams(window.location.search).get('mode');
  const elder = ref(asked === 'elder' || (asked === null && recall('mode') === 'elder'));
  const resident = ref(false); // the pages of one's own home have larger type
  const mode = computed(() => (elder.value ? 'elder' : resident.value ? 'resident' : ''));

  watch(
    theme,
    (value) => {
      document.documentElement.dataset.theme = value;
    },
    { immediate: true },
  );
  watch(
    mode,
    (value) => {
      if (value) document.documentElement.dataset.mode = value;
      else delete document.documentElement.dataset.mode;
    },
    { immediate: true },
  );

  function toggleTheme(): void {
    chosen.value = theme.value === 'dark' ? 'light' : 'dark';
    remember('theme', chosen.value);
  }

  function toggleElder(): void {
    elder.value = !elder.value;
    remember('mode', elder.value ? 'elder' : 'plain');
  }

  async function setLang(next: Lang): Promise<void> {
    await useLang(next);
    remember('lang', next);
  }

  const startLang = (): Promise<void> => useLang(recall('lang') === 'en' ? 'en' : 'zh');

  return { theme, elder, resident, mode, lang, toggleTheme, toggleElder, setLang, startLang };
});

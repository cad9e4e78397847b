import { shallowRef, watch } from 'vue';
import { keptFor, readKept, writeKept } from './kept.ts';

/** How the desk looks: `system` follows the machine, in its contrast too. */
export type Theme = 'system' | 'light' | 'dark' | 'contrast-light' | 'contrast-dark';
export const themes: readonly Theme[] = ['system', 'light', 'dark', 'contrast-light', 'contrast-dark'];
export const themeWords: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark', 'contrast-light': 'High contrast, light', 'contrast-dark': 'High contrast, dark' };

/** The look that was last on this machine, for the moment before someone signs in. */
const last = 'desk.theme';
const theme = shallowRef<Theme>('system');

/** What the page is told of a look: its light (null follows the machine) and whether contrast is raised, by choice or because the machine asks for it. */
export function looksOf(value: Theme, isMoreAsked: boolean): { light: 'light' | 'dark' | null; isMore: boolean } {
  const light = value === 'system' ? null : value.endsWith('dark') ? 'dark' : 'light';
  return { light, isMore: isMoreAsked || value.startsWith('contrast') };
}

/** The look with this name; unknown ones follow the machine. */
export function readTheme(text: string | null): Theme {
  return themes.find((one) => one === text) ?? 'system';
}

/** Puts the remembered look on the page and each person's own once they sign in; called before anything is drawn. */
export function startTheme(): void {
  const asked = matchMedia('(prefers-contrast: more)');
  theme.value = readTheme(localStorage.getItem(last));
  const show = (): void => {
    const { light, isMore } = looksOf(theme.value, asked.matches);
    const { dataset } = document.documentElement;
    if (light === null) delete dataset['theme'];
    else dataset['theme'] = light;
    if (isMore) dataset['contrast'] = 'more';
    else delete dataset['contrast'];
  };
  asked.addEventListener('change', show);
  watch(theme, show, { immediate: true, flush: 'sync' });
  // Signing out leaves the look as it is; the next person brings their own.
  watch(keptFor, (who) => who !== null && (theme.value = readTheme(readKept('theme'))), { flush: 'sync' });
  watch(theme, (value) => localStorage.setItem(last, value));
}

/** Changes the look and remembers it for the person who is signed in. */
export function setTheme(value: Theme): void {
  theme.value = value;
  writeKept('theme', value);
}

/** The look as it stands. */
export function useTheme() {
  return { theme, setTheme };
}

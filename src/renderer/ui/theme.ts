import { shallowRef } from 'vue';

/** How the desk looks: `system` follows the machine. */
export type Theme = 'system' | 'light' | 'dark';
export const themes: readonly Theme[] = ['system', 'light', 'dark'];
export const themeWords: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

const stored = 'desk.theme';
const theme = shallowRef<Theme>('system');

/** Puts the remembered look on the page; called before anything is drawn. */
export function startTheme(): void {
  const kept = localStorage.getItem(stored);
  setTheme(themes.find((one) => one === kept) ?? 'system');
}

/** Changes the look and remembers it on this machine. */
export function setTheme(value: Theme): void {
  theme.value = value;
  localStorage.setItem(stored, value);
  if (value === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = value;
}

/** The look as it stands. */
export function useTheme() {
  return { theme, setTheme };
}

import { languages, type Language } from '../../contract/people.ts';

const names = new Map<Language, string>();

/** A language in its own words, such as 'Deutsch', 'Français' or '日本語'. */
export function languageName(code: Language): string {
  const known = names.get(code);
  if (known !== undefined) return known;
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  const shown = name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
  names.set(code, shown);
  return shown;
}

/** Every language a person can have, as they are offered. */
export const languageChoices = (): { code: Language; name: string }[] => languages.map((code) => ({ code, name: languageName(code) }));

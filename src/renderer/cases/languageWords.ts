/** A BCP 47 tag as a word, "Russian"; the tag itself when it names no known language. */
export function languageWords(tag: string, locale = 'en'): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A country's English name by its ISO 3166-1 code; the code itself when nobody knows it. */
export function countryWords(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' }).of(code.toUpperCase()) ?? code;
  } catch {
    return code;
  }
}

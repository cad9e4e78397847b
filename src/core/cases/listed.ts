/** What a list shows of a title or a name. */
const mostListed = 300;

/** A title or a name as rows of lists keep it: one of a book's length, a hundred times on a page, would hold up every list. Pure. */
export function listedText(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text.length <= mostListed) return text ?? null;
  return `${[...text.slice(0, mostListed)].slice(0, -1).join('')}…`;
}

/** A country as cases are filtered by it; null for what is no code of two letters. An empty one would be neither a market nor none, and its case in no list. Pure. */
export function listedMarket(country: string | null | undefined): string | null {
  const code = country?.trim().toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(code) ? code : null;
}

/** A language as cases are filtered by it; null for what begins with no code of two or three letters, such as a tag that is empty or "none". Pure. */
export function listedLanguage(tag: string | null | undefined): string | null {
  const code = tag?.trim().split('-')[0]?.toLowerCase() ?? '';
  return /^[a-z]{2,3}$/.test(code) ? code : null;
}

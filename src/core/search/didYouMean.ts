import type { QueryWord } from '../../contract/caseQuery.ts';
import type { SearchFound, SearchHit } from '../../contract/search.ts';
import type { Db } from '../db/open.ts';
import type { Search } from './ask.ts';
import { spellOut } from './begunWords.ts';
import { isInAny } from './candidates.ts';
import { columns, deskColumns } from './columns.ts';
import { fold } from './fold.ts';
import { casesWithId } from './ids.ts';
import { keyOf } from './keys.ts';
import { askedOf } from './match.ts';
import { nearestTo } from './near.ts';
import { readHits } from './readHits.ts';
import { askedId, idTerm } from './terms.ts';

const mostSuggested = 3;
const mostWordsHelped = 3;
const leastLetters = 4;
/** Words of names are kept up to 24 letters; of a longer one all that is nearly it would be megabytes to look up. */
const mostLetters = 26;

/** Help where nothing was found: words of names and titles, or ids, that are nearly what was typed; cases with such an id are shown, marked as near. */
export async function suggest(db: Db, text: string, search: Search): Promise<{ didYouMean: SearchFound['didYouMean']; hits: SearchHit[] }> {
  const id = askedId(search.query.words);
  if (id !== null && search.filter === undefined) return suggestIds(db, text, search, id);
  const unknown: QueryWord[] = [];
  for (const word of search.query.words.filter(({ isNot, isPhrase }) => !isNot && !isPhrase).slice(0, 2 * mostWordsHelped)) {
    const letters = [...word.text].length;
    if (letters >= leastLetters && letters <= mostLetters && !(await isKnown(db, word))) unknown.push(word);
  }
  const didYouMean: SearchFound['didYouMean'] = [];
  for (const word of unknown.slice(0, mostWordsHelped)) {
    for (const near of (await nearestTo(db, fold(word.text), 'words')).slice(0, mostSuggested)) {
      didYouMean.push({ text: text.slice(0, word.from) + near.text + text.slice(word.to), why: `Nothing was found with "${word.text}"; "${near.text}" is a word of names or titles here.` });
    }
  }
  return { didYouMean: didYouMean.slice(0, mostSuggested), hits: [] };
}

const openColumns = columns.filter(({ name }) => !deskColumns.has(name)).map(({ name }) => name).join(' ');

async function isKnown(db: Db, word: QueryWord): Promise<boolean> {
  const typed = askedOf([word], true);
  if (typed === null) return true;
  const asked = await spellOut(db, typed);
  if (asked === null) return false;
  const match = asked.begun ?? asked.each[0];
  // Looked for where everybody may read: that a word stands in a ruling or a note must not be told by what is proposed in its place.
  return match === undefined || (await isInAny(db, `{${openColumns}} : (${match})`));
}

async function suggestIds(db: Db, text: string, search: Search, id: string) {
  const [word] = search.query.words;
  const near = (await nearestTo(db, keyOf(id), 'ids')).slice(0, mostSuggested);
  const hits: SearchHit[] = [];
  for (const one of near) {
    const found = (await casesWithId(db, one.text)).slice(0, mostSuggested).map((number) => ({ number, terms: idTerm(one.text) }));
    for (const hit of await readHits(db, found, { inside: new Set(['head']), blind: new Set(search.blind) })) hits.push({ ...hit, isNear: true });
  }
  const didYouMean = near.map((one) => ({ text: text.slice(0, word?.from ?? 0) + one.text + text.slice(word?.to ?? text.length), why: `No case has "${id}"; ${one.cases === 1 ? 'one has' : `${one.cases} have`} this id.` }));
  return { didYouMean, hits: [...new Map(hits.map((hit) => [hit.caseId, hit])).values()] };
}

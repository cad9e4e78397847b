import type { CaseMark, QueryField, Speaker, WordPlace } from '../../contract/queryFields.ts';
import { reasonWords, sideWords, stateWords } from './words.ts';

const markWords: Record<CaseMark, string> = {
  overdue: 'its deadline has passed',
  appeal: 'an appeal or correction is open',
  harmful: 'somebody may come to harm',
  escalated: 'handed to a team lead',
  unread: 'something came that you have not seen',
  stuck: 'waits for long though nobody has to answer',
  bouncing: 'taken or skipped again and again',
  leased: 'somebody works on it',
  assigned: 'kept for somebody',
  faulty: 'came in with faults',
};
const placeWords: Record<WordPlace, string> = {
  head: 'title, names and ids', claims: 'what is complained about', messages: 'messages between the sides', evidence: 'exhibits and what stands in them', notes: 'notes of the desk', letters: 'letters of the desk', rulings: 'reasons of rulings',
};
const speakerWords: Record<Speaker, string> = { ...sideWords, desk: 'the desk itself' };

const namesOf = (type: 'region' | 'currency' | 'language') => new Intl.DisplayNames('en', { type, fallback: 'none' });
const names = { market: namesOf('region'), currency: namesOf('currency'), language: namesOf('language') };

/** A value of a filter in words; null where the value says it all. */
export function valueWords(field: QueryField, value: string): string | null {
  const of = (words: Record<string, string>): string | null => words[value] ?? null;
  if (field === 'reason') return of(reasonWords);
  if (field === 'state') return of(stateWords);
  if (field === 'is') return of(markWords);
  if (field === 'in') return of(placeWords);
  if (field === 'by') return of(speakerWords);
  if (field === 'due') return of({ overdue: 'its deadline has passed', none: 'nobody has to answer' });
  if ((field === 'holder' || field === 'assigned') && value === 'me') return 'you';
  if (field !== 'market' && field !== 'currency' && field !== 'language') return null;
  try {
    return names[field].of(value) ?? null;
  } catch {
    // Not a code of any country, currency or language.
    return null;
  }
}

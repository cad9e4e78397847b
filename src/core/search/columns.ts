import { methods } from '../../contract/methods.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { speakers, wordPlaces, type Speaker, type WordPlace } from '../../contract/queryFields.ts';

/** The columns of the index, in the order of its table: whose words they hold and where those stand. */
export const columns = [
  { name: 'head', place: 'head', speaker: null },
  { name: 'buyer_claims', place: 'claims', speaker: 'buyer' },
  { name: 'seller_claims', place: 'claims', speaker: 'seller' },
  { name: 'buyer_said', place: 'messages', speaker: 'buyer' },
  { name: 'seller_said', place: 'messages', speaker: 'seller' },
  { name: 'platform_said', place: 'messages', speaker: 'platform' },
  { name: 'carrier_said', place: 'messages', speaker: 'carrier' },
  { name: 'desk_said', place: 'messages', speaker: 'desk' },
  { name: 'buyer_files', place: 'evidence', speaker: 'buyer' },
  { name: 'seller_files', place: 'evidence', speaker: 'seller' },
  { name: 'platform_files', place: 'evidence', speaker: 'platform' },
  { name: 'carrier_files', place: 'evidence', speaker: 'carrier' },
  { name: 'notes', place: 'notes', speaker: 'desk' },
  { name: 'letters', place: 'letters', speaker: 'desk' },
  { name: 'rulings', place: 'rulings', speaker: 'desk' },
] as const satisfies readonly { name: string; place: WordPlace; speaker: Speaker | null }[];
export type ColumnName = (typeof columns)[number]['name'];
export type Column = (typeof columns)[number];

/** The last column holds tokens for filters, see facets.ts. */
export const facetColumn = 'facets';

const readsRulings: ReadonlySet<Role> = new Set(methods['rulings.get'].roles);

/** Columns that tell what the desk did; left out of a case that somebody has to judge without knowing it. */
export const deskColumns: ReadonlySet<ColumnName> = new Set(columns.filter(({ speaker }) => speaker === 'desk').map(({ name }) => name));

/** The columns with the words of some speakers in some places, of those that somebody may read; an empty list asks for all. */
export function columnsOf(places: readonly WordPlace[], who: readonly Speaker[], { role }: { role: Role }): Column[] {
  const inPlace = new Set(places.length > 0 ? places : wordPlaces);
  const by = new Set<Speaker | null>(who.length > 0 ? who : [...speakers, null]);
  return columns.filter(({ place, speaker }) => inPlace.has(place) && by.has(speaker) && (place !== 'rulings' || readsRulings.has(role)));
}

/** The column of words in a place by a speaker; null when there is none. */
export function columnOf(place: WordPlace, speaker: Speaker | null): ColumnName | null {
  return columns.find((one) => one.place === place && one.speaker === speaker)?.name ?? null;
}

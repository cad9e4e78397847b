import type { CaseQuery, Condition } from '../../contract/caseQuery.ts';
import type { QueryField } from '../../contract/queryFields.ts';

// A private sign, which no text of a case keeps when it is folded: what stands behind it is no word of anybody.
const mark = '\uE000';

/** In every case, so that a search for what is not there has something to start from. */
export const everyCase = `${mark}all`;

/** Filters whose values hardly ever change, as words of the index: with them it skips at once to cases that pass. The rest is asked of the rows. */
const tokenFields = { reason: 'r', market: 'm', language: 'l', currency: 'c', source: 's' } as const satisfies Partial<Record<QueryField, string>>;
type TokenField = keyof typeof tokenFields;
type FacetValues = Record<TokenField, string | null>;

/** The facet column of a case. */
export function facetsOf(values: FacetValues): string {
  const tokens = Object.entries(tokenFields).flatMap(([field, letter]) => tokenOf(letter, values[field as TokenField]) ?? []);
  return [everyCase, ...tokens].join(' ');
}

/** Parts of a MATCH that let only cases through which pass those of the query's conditions that are words of the index. */
export function facetMatches(query: CaseQuery): string[] {
  return query.conditions.flatMap((one) => matchOf(one) ?? []);
}

function matchOf(one: Condition): string | null {
  if (one.isNot || !('values' in one) || !(one.field in tokenFields)) return null;
  const tokens = one.values.map((value) => tokenOf(tokenFields[one.field as TokenField], value));
  // A value that makes no token, such as "none", is for the rows to answer.
  return tokens.some((token) => token === null || token.endsWith('none')) ? null : `(${tokens.map((token) => `"${token}"`).join(' OR ')})`;
}

function tokenOf(letter: string, value: string | null): string | null {
  const plain = value?.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') ?? '';
  return plain === '' ? null : `${mark}${letter}${plain}`;
}

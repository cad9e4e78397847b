import { inArray, sql } from 'drizzle-orm';
import { caseOrder, parcel, party } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Db } from '../db/open.ts';
import { referenceOf } from '../reference.ts';
import { columns, facetColumn, type ColumnName } from './columns.ts';
import { facetsOf } from './facets.ts';
import { fold, wordsOf } from './fold.ts';
import { keyOf } from './keys.ts';
import { readPieces } from './readPieces.ts';

/** What the index is to hold of a case: the words of each column, its ids, and the words of its names. */
export type IndexRow = { number: number; texts: string[]; keys: string[]; words: string[] };

/** The columns of the table in their order. */
export const tableColumns: readonly string[] = [...columns.map(({ name }) => name), facetColumn];

/** The most ids kept of one case. */
const mostKeys = 40;

/** What the index is to hold of some cases; one that is not there any more has no row. Long reading and cutting, for a thread of its own. */
export async function makeIndexRows(db: Db, numbers: readonly number[]): Promise<IndexRow[]> {
  const { number, caseId, source, sourceId, title, reason, market, language, amountCurrency, buyerName, sellerName } = disputeCase;
  const cases = await db.select({ number, caseId, source, sourceId, title, reason, market, language, amountCurrency, buyerName, sellerName }).from(disputeCase).where(inArray(disputeCase.number, sql`(select value from json_each(${JSON.stringify(numbers)}))`));
  const texts = new Map<number, Map<ColumnName, string[]>>(cases.map((one) => [one.number, new Map()]));
  for (const piece of await readPieces(db, numbers)) {
    const of = texts.get(piece.number);
    const said = wordsOf(piece.text);
    const before = of?.get(piece.column);
    if (before) before.push(said);
    else of?.set(piece.column, [said]);
  }
  const keys = await readKeys(db, cases.map((one) => one.caseId));
  return cases.map((one) => {
    const of = texts.get(one.number);
    const facets = facetsOf({ reason: one.reason, market: one.market, language: one.language, currency: one.amountCurrency, source: one.source });
    return {
      number: one.number,
      texts: [...columns.map(({ name }) => of?.get(name)?.join('\n') ?? ''), facets],
      keys: [...new Set([referenceOf(one), one.sourceId, one.buyerName ?? '', one.sellerName ?? '', ...(keys.get(one.caseId) ?? [])].map(keyOf))].filter((key) => key !== '').slice(0, mostKeys),
      words: nameWords(one.title, one.buyerName, one.sellerName),
    };
  });
}

async function readKeys(db: Db, caseIds: readonly string[]): Promise<Map<string, string[]>> {
  const chosen = sql`(select value from json_each(${JSON.stringify(caseIds)}))`;
  const orders = await db.select({ caseId: caseOrder.caseId, id: caseOrder.orderId, other: caseOrder.parentId }).from(caseOrder).where(inArray(caseOrder.caseId, chosen));
  const parcels = await db.select({ caseId: parcel.caseId, id: parcel.trackingNumber }).from(parcel).where(inArray(parcel.caseId, chosen));
  const parties = await db.select({ caseId: party.caseId, id: party.id }).from(party).where(inArray(party.caseId, chosen));
  const keys = new Map<string, string[]>();
  for (const { caseId, ...ids } of [...orders, ...parcels, ...parties]) {
    const given = Object.values(ids).filter((id) => id !== null);
    keys.set(caseId, [...(keys.get(caseId) ?? []), ...given]);
  }
  return keys;
}

const nameWord = /[\p{L}\p{M}]{4,24}/gu;

/** Words of titles and names that are worth help with their spelling: long enough, and of letters. */
function nameWords(...texts: (string | null)[]): string[] {
  return [...new Set(texts.flatMap((text) => (text === null ? [] : (fold(text).match(nameWord) ?? []))))];
}

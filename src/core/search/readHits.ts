import { inArray, sql } from 'drizzle-orm';
import type { SearchHit } from '../../contract/search.ts';
import { toMoney } from '../db/schema/columns.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence } from '../db/schema/evidence.ts';
import type { Db } from '../db/open.ts';
import { labelOf } from '../evidence/label.ts';
import { referenceOf } from '../reference.ts';
import { deskColumns } from './columns.ts';
import { readPieces, type Piece } from './readPieces.ts';
import { bestPlace } from './snippet.ts';
import type { Terms } from './terms.ts';

/** A case that was found, and what is to be marked in it; without terms it has no snippet. */
export type Found = { number: number; terms: Terms | null };
/** The columns in which words were looked for, and the cases of which nothing that the desk did may be told. */
export type Look = { inside: ReadonlySet<string>; blind: ReadonlySet<number> };

/** Found cases as hits, in that order, read as they are now: one whose words went since it was indexed, or may not be told, is left out. */
export async function readHits(db: Db, found: readonly Found[], { inside, blind }: Look): Promise<SearchHit[]> {
  if (found.length === 0) return [];
  const numbers = found.map((one) => one.number);
  const { number, caseId, state, reason, title, buyerName, sellerName, amountMinor, amountCurrency } = disputeCase;
  const rows = await db.select({ number, caseId, state, reason, title, buyerName, sellerName, amountMinor, amountCurrency }).from(disputeCase).where(inArray(number, sql`(select value from json_each(${JSON.stringify(numbers)}))`));
  const cases = new Map(rows.map((row) => [row.number, row]));
  const pieces = Map.groupBy(await readPieces(db, found.filter(({ terms }) => terms !== null).map((one) => one.number), found.every(({ terms }) => terms === found[0]?.terms) ? (found[0]?.terms?.plain ?? []) : []), (piece: Piece) => piece.number);
  const hits = found.flatMap(({ number: one, terms }): SearchHit[] => {
    const row = cases.get(one);
    if (!row) return [];
    const { amountMinor: minor, amountCurrency: currency, number: _number, ...shown } = row;
    const head = { ...shown, reference: referenceOf(row), amount: toMoney(minor, currency), isNear: false, exhibit: null };
    if (terms === null) return [{ ...head, place: 'head', speaker: null, spot: { in: 'head', part: 'reference' }, snippet: [], more: 0 }];
    const told = (pieces.get(one) ?? []).filter(({ column }) => inside.has(column) && !(blind.has(one) && deskColumns.has(column)));
    const best = bestPlace(told, terms);
    return best === null ? [] : [{ ...head, ...best }];
  });
  return withExhibits(db, hits);
}

/** The hits, with the exhibits named that they lie in. */
async function withExhibits(db: Db, hits: readonly SearchHit[]): Promise<SearchHit[]> {
  const ids = hits.flatMap(({ spot }) => (spot.in === 'evidence' ? [spot.evidenceId] : []));
  if (ids.length === 0) return [...hits];
  const { evidenceId, side, labelNumber, fileName } = evidence;
  const rows = await db.select({ evidenceId, side, labelNumber, fileName }).from(evidence).where(inArray(evidenceId, ids));
  const exhibits = new Map(rows.map((row) => [row.evidenceId, { label: labelOf(row), fileName: row.fileName }]));
  return hits.map((hit) => (hit.spot.in === 'evidence' ? { ...hit, exhibit: exhibits.get(hit.spot.evidenceId) ?? null } : hit));
}

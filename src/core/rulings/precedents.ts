import { asc, eq, max, sql } from 'drizzle-orm';
import type { GoodsKind, Reason } from '../../contract/vocabulary.ts';
import { loadCase } from '../cases/lease.ts';
import type { CaseRecord } from '../cases/lifeCycle.ts';
import type { Db } from '../db/open.ts';
import { goodsLabel } from '../db/schema/board.ts';
import { claim, item } from '../db/schema/caseParts.ts';
import { precedent } from '../db/schema/precedent.ts';
import { precedentText } from '../db/schema/precedentText.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { likeWords } from './likeWords.ts';
import { refundBpOf } from './refundSpread.ts';

/** What a case is likened by. */
export type Traits = { caseId: string; reasons: Reason[]; goods: GoodsKind | null; value: number; title: string | null; words: string[] };

/** The traits of a case as it stands: reasons of its claims, its goods as a mediator or the source says, value in US cents, words. NOT_FOUND. */
export async function traitsOf(db: Db, caseId: string): Promise<Traits> {
  const row = await loadCase(db, caseId);
  const claims = await db.select({ reason: claim.reason, words: claim.words }).from(claim).where(eq(claim.caseId, caseId)).orderBy(asc(claim.position));
  const [goods] = await db
    .select({ kind: sql<GoodsKind>`coalesce(${goodsLabel.goods}, ${item.goods})` })
    .from(item)
    .leftJoin(goodsLabel, sql`${goodsLabel.caseId} = ${item.caseId} and ${goodsLabel.itemId} = ${item.itemId}`)
    .where(sql`${item.caseId} = ${caseId} and coalesce(${goodsLabel.goods}, ${item.goods}) is not null`)
    .orderBy(asc(item.position))
    .limit(1);
  return traitsFrom(row, claims, goods?.kind ?? null);
}

/** The traits of a case with these claims. Pure. */
export function traitsFrom({ caseId, reason, value, title }: Pick<CaseRecord, 'caseId' | 'reason' | 'value' | 'title'>, claims: readonly { reason: Reason; words: string | null }[], goods: GoodsKind | null): Traits {
  const reasons = claims.length > 0 ? claims.map((one) => one.reason) : [reason];
  return { caseId, reasons: [...new Set(reasons)], goods, value, title, words: likeWords(title, ...claims.map((one) => one.words)) };
}

/** Makes a ruling that takes effect the one later cases are likened to, in place of an earlier one on the case. */
export async function keepPrecedent(tx: Tx, row: typeof ruling.$inferSelect): Promise<void> {
  const traits = await traitsOf(tx, row.caseId);
  const [frozen] = await tx
    .select({ cap: sql<string | null>`json_extract(${ruling.frozenFile}, '$.refundRoom.cap.minor')` })
    .from(ruling)
    .where(eq(ruling.rulingId, row.rulingId));
  const refundBp = refundBpOf(row.outcome, row.amountMinor, frozen?.cap ? BigInt(frozen.cap) : null);
  if (refundBp === null) return;
  const [before] = await tx.delete(precedent).where(eq(precedent.caseId, row.caseId)).returning({ place: precedent.place });
  if (before) await tx.delete(precedentText).where(eq(precedentText.rowid, before.place));
  const [last] = await tx.select({ place: max(precedent.place) }).from(precedent);
  const place = Number(last?.place ?? 0) + 1;
  const rows = precedentRows(row, traits, { place, refundBp, ruledAt: tx.now });
  await tx.insert(precedent).values(rows.precedent);
  await tx.insert(precedentText).values(rows.text);
}

/** The rows of the one ruling that later cases are likened to. Pure. */
export function precedentRows({ caseId, rulingId, reason, outcome }: Pick<typeof ruling.$inferSelect, 'caseId' | 'rulingId' | 'reason' | 'outcome'>, { goods, value, words }: Traits, last: Pick<typeof precedent.$inferSelect, 'place' | 'refundBp' | 'ruledAt'>) {
  return { precedent: { ...last, caseId, rulingId, reason, goods, value, outcome }, text: { rowid: last.place, reason: reasonToken(reason), words: words.join(' ') } };
}

/** A reason as one word of the index, which cuts at '_'. */
export function reasonToken(reason: Reason): string {
  return reason.replaceAll('_', '');
}

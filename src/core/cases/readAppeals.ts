import { and, asc, eq } from 'drizzle-orm';
import type { AppealStep } from '../../contract/appealParts.ts';
import type { OpenAppeal } from '../../contract/appeals.ts';
import type { RefundRoom } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { Correction } from '../../contract/refundStates.ts';
import type { Bearer } from '../../contract/vocabulary.ts';
import { appeal, appealView, correction } from '../db/schema/appeal.ts';
import { toMoney } from '../db/schema/columns.ts';
import type { ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { moneyOf } from '../refunds/money.ts';

/** The appeals of a case, oldest first, with what the person who asks noted on them, and the money they moved. */
export async function readAppeals(db: Db, caseId: string, by: SignedIn) {
  const appeals = await db.select().from(appeal).where(eq(appeal.caseId, caseId)).orderBy(asc(appeal.recordedAt), asc(appeal.appealId));
  if (appeals.length === 0) return { open: null, ended: [], view: null, corrections: [], standing: null };
  const open = appeals.find((one) => one.state === 'open') ?? null;
  const [view] = open
    ? await db
        .select()
        .from(appealView)
        .where(and(eq(appealView.appealId, open.appealId), eq(appealView.personId, by.personId)))
    : [];
  return {
    open,
    ended: appeals.filter((one) => one.state !== 'open'),
    view: view ?? null,
    corrections: await db.select().from(correction).where(eq(correction.caseId, caseId)).orderBy(asc(correction.createdAt)),
    /** What of the ruling appealed is really paid, where goods that go back made it less; filled in by whoever reads the rulings. */
    standing: null as { bearer: Bearer; amount: Money }[] | null,
  };
}
export type Appeals = Awaited<ReturnType<typeof readAppeals>>;

/** One appeal as the chain of a case shows it. */
export function toAppealStep(row: typeof appeal.$inferSelect): AppealStep {
  const { appealId, rulingId, newInformation, exhibits, receivedAt, personName, state, result, decidedRulingId } = row;
  const { by, how } = row.reviewId === null ? row : ({ by: 'platform', how: 'review' } as const);
  return { appealId, rulingId, by, how, newInformation, exhibits, receivedAt, personName, state, result, decidedRulingId };
}

type RulingRow = typeof ruling.$inferSelect;

/** The open appeal as the person who asks may see it; `rulings` are those of the case, and `toSummary` says one as lists do. */
export function toOpenAppeal({ open, view, standing }: Appeals, rulings: readonly RulingRow[], isHidden: boolean, toSummary: (row: RulingRow) => NonNullable<OpenAppeal['appealed']>['summary'], approvers: readonly { personName: string }[]): OpenAppeal | null {
  if (!open) return null;
  const appealed = rulings.find((row) => row.rulingId === open.rulingId);
  return {
    ...toAppealStep(open),
    notBy: [...new Set([...rulings.filter((row) => row.state === 'effective'), ...approvers].map((one) => one.personName))],
    view: view ? { outcome: view.outcome, amount: toMoney(view.amountMinor, view.amountCurrency), words: view.words, notedAt: view.notedAt } : null,
    isHidden,
    appealed: appealed && !isHidden ? { summary: toSummary(appealed), bearers: appealed.bearers, shares: appealed.shares, standing } : null,
  };
}

/** A request to give money back, as screens show it. */
export function toCorrection(row: typeof correction.$inferSelect): Correction {
  const { correctionId, rulingId, buyerMinor, currency, debits, credits, state, error, changedAt } = row;
  return { correctionId, rulingId, fromBuyer: moneyOf(buyerMinor, currency), debits, credits, state, error, changedAt };
}

/**
 * The room of a ruling on an appeal: it says anew what the buyer gets in all, so the cap is what is left and what the ruling before it paid.
 * While that ruling is hidden, what was paid is left out: the room is given as it was before it. Whoever decides cannot help seeing that
 * nothing else is known; that there was a ruling they know, which one they do not.
 */
export function appealRoom(room: RefundRoom, { open, standing }: Appeals, rulings: readonly RulingRow[], isHidden: boolean): RefundRoom {
  const appealed = rulings.find((row) => row.rulingId === open?.rulingId);
  if (!appealed) return room;
  const stands = standing?.reduce((sum, { amount }) => sum + BigInt(amount.minor), 0n) ?? appealed.amountMinor;
  const paid = stands !== null && appealed.amountCurrency === room.cap?.currency ? stands : 0n;
  const cap = room.cap && moneyOf(BigInt(room.cap.minor) + paid, room.cap.currency);
  return { ...room, cap, refundedHere: isHidden ? null : room.refundedHere };
}

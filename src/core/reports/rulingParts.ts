import { asc, eq, inArray } from 'drizzle-orm';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { RefundSheet } from '../../contract/refunds.ts';
import type { ReportRuling, ReportRulingDetail } from '../../contract/reportParts.ts';
import type { WorkingLine } from '../../contract/rulings.ts';
import type { Db } from '../db/open.ts';
import { approval, rulingHold } from '../db/schema/approval.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { refund } from '../db/schema/ruling.ts';
import { bookOf } from '../policy/books.ts';
import type { PolicyBook } from '../policy/book.ts';
import { moneyOf, splitBy } from '../refunds/money.ts';
import { readChain } from '../rulings/chain.ts';
import { suggestionOf } from '../rulings/followed.ts';
import { readRuling } from '../rulings/readRuling.ts';
import { iso, isoOrNull } from './moments.ts';

type Read = Awaited<ReturnType<typeof readRuling>>;
/** Names of what findings cite: exhibits and spots by their ids, claims by their numbers. */
type Names = { exhibits: Map<string, string>; spots: Map<string, string>; claims: Map<string, number> };

/** Rulings of one case as a report shows them, oldest first; without their reasons, lines and findings unless `isWhole`. */
export async function readRulingParts(db: Db, rulingIds: readonly string[], isWhole: boolean): Promise<ReportRuling[]> {
  const parts: ReportRuling[] = [];
  for (const rulingId of rulingIds) parts.push(await readOne(db, rulingId, isWhole));
  return parts.toSorted((a, b) => a.stagedAt.localeCompare(b.stagedAt));
}

async function readOne(db: Db, rulingId: string, isWhole: boolean): Promise<ReportRuling> {
  const read = await readRuling(db, rulingId);
  const { row, amount } = read;
  const [hold] = await db.select().from(rulingHold).where(eq(rulingHold.rulingId, rulingId));
  const steps = await db.select().from(approval).where(eq(approval.rulingId, rulingId)).orderBy(asc(approval.step));
  const refunds = await db.select().from(refund).where(inArray(refund.rulingId, [rulingId])).orderBy(asc(refund.createdAt), asc(refund.refundId));
  return {
    rulingId,
    isSettlement: row.offerId !== null,
    state: row.state,
    outcome: row.outcome,
    withReturn: row.withReturn,
    reason: row.reason,
    amount,
    personName: row.personName,
    stagedAt: iso(row.stagedAt),
    effectiveAt: iso(row.effectiveAt),
    appealUntil: isoOrNull(row.appealUntil),
    policyVersion: row.policyVersion,
    hold: hold ? { heldAt: iso(hold.heldAt), limit: moneyOf(hold.limitMinor, hold.currency), total: moneyOf(hold.totalMinor, hold.currency), sha256: hold.sha256 } : null,
    approvals: steps.map(({ action, personName, reason, at }) => ({ action, personName, reason, at: iso(at) })),
    refunds: refunds.map((one) => ({ refundId: one.refundId, kind: one.kind, amount: moneyOf(one.amountMinor, one.currency), state: one.state, error: one.error, waitsFor: one.waitsFor, changedAt: iso(one.changedAt) })),
    detail: isWhole ? await readDetail(db, read) : null,
  };
}

async function readDetail(db: Db, { row, ruling, sheet }: Read): Promise<ReportRulingDetail> {
  const [its] = await db.select({ number: disputeCase.number }).from(disputeCase).where(eq(disputeCase.caseId, row.caseId));
  const { appeal, correction } = await readChain(db, row, its ?? { number: 0 });
  const { followed } = await suggestionOf(db, row.rulingId);
  const names = namesIn(row.frozenFile);
  const book = await bookOf(db, row.policyVersion).catch((): PolicyBook | null => null);
  return {
    lines: toLines(row.working, sheet),
    sums: {
      capBefore: sheet?.capBefore ?? null,
      capAfter: sheet?.capAfter ?? null,
      percent: sheet?.percent ?? null,
      tariff: sheet?.tariff ? sayTariff(sheet.tariff) : null,
      postage: sheet?.postage ? { paidBy: sheet.postage.paidBy, amount: sheet.postage.amount } : null,
      buyerGets: sheet?.buyerGets ?? null,
    },
    second: sheet?.exchange ? toSecond(sheet.exchange) : null,
    shares: row.shares,
    goodsBack: row.returnTerms ? { refundWhen: row.returnTerms.refundWhen, days: row.returnTerms.days } : null,
    findings: ruling.findings.map(({ claimId, result, words, absence, exhibits, spots }) => ({
      claim: names.claims.get(claimId) ?? null,
      claimId,
      result,
      words,
      absence,
      exhibits: exhibits.map((id) => names.exhibits.get(id) ?? id),
      spots: spots.map((id) => names.spots.get(id) ?? id),
    })),
    clauses: row.clauses.map((code) => {
      const clause = book?.clauses.find((one) => one.code === code);
      return { code, title: clause?.title ?? null, text: clause?.text ?? null };
    }),
    reasons: row.reasons,
    followedSuggestion: followed,
    onAppeal: appeal ? { result: appeal.result, newInformation: appeal.newInformation } : null,
    correction: correction ? { fromBuyer: correction.fromBuyer, debits: correction.debits, credits: correction.credits, state: correction.state, changedAt: iso(correction.changedAt) } : null,
    frozenSha256: row.frozenSha256,
  };
}

/** The lines of the amount; in the second currency they are parts of its one rounded sum, so that they come to it. */
function toLines(working: readonly WorkingLine[], sheet: RefundSheet | null): ReportRulingDetail['lines'] {
  const seconds = sheet?.exchange ? splitBy(sheet.exchange.amount, working.map(({ refund: one }) => BigInt(one.minor))) : [];
  return working.map((line, index) => ({
    words: line.words,
    kind: line.kind ?? null,
    of: line.of,
    before: line.before ?? null,
    percent: line.percent ?? null,
    refund: line.refund,
    second: seconds[index] ?? null,
  }));
}

function toSecond({ currency, rate, source, at, for: whose, amount, postage, buyerGets, shares }: NonNullable<RefundSheet['exchange']>): NonNullable<ReportRulingDetail['second']> {
  return { currency, rate, source, at: iso(at), for: whose, amount, postage, buyerGets, shares };
}

function sayTariff({ code, clause, fromPercent, upToPercent, percent, standing }: NonNullable<RefundSheet['tariff']>): string {
  return `${code} (clause ${clause}): ${fromPercent > 0 ? `${fromPercent} to` : 'up to'} ${upToPercent} %; this is ${percent} %, ${standing} it.`;
}

/** The file as it was ruled names what was cited then, also what is gone now. */
function namesIn(frozenFile: string): Names {
  const { exhibits = [], spots = [], claims = [] } = JSON.parse(frozenFile) as Partial<Pick<CaseFile, 'exhibits' | 'spots' | 'claims'>>;
  return {
    exhibits: new Map(exhibits.map(({ evidenceId, label }) => [evidenceId, label])),
    spots: new Map(spots.map(({ spotId, label, name }) => [spotId, `${label} ${name}`])),
    claims: new Map(claims.map(({ claimId }, index) => [claimId, index + 1])),
  };
}

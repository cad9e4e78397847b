import { eq } from 'drizzle-orm';
import type { Money } from '../../contract/money.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import type { ReturnChoice } from '../../contract/returns.ts';
import { append } from '../audit/append.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { loadCase } from '../cases/lease.ts';
import { referenceOf, touchCase, type CaseRecord } from '../cases/lifeCycle.ts';
import { payableLines } from '../cases/readReturns.ts';
import { returnDecision } from '../db/schema/goodsBack.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { requireRulingsShown } from '../hiddenRulings.ts';
import { newId } from '../ids.ts';
import { once } from '../once.ts';
import { isMore, moneyOf, sayMoney, sumOf } from '../refunds/money.ts';
import type { RefundRow } from '../refunds/orderPayout.ts';
import { whyNotPayable } from '../refunds/payable.ts';
import { changeReturn, eventsOf, isUnderAppeal, loadReturn, noteStep, type ReturnRow } from './orders.ts';
import { requireNeutral } from './requireNeutral.ts';
import { tellBoth } from './tell.ts';
import { cancel, partOf, planAgain, planInstead, release, sharesOf, waitingRefunds } from './waiting.ts';

type Payable = ReturnType<typeof payableLines>;
type Choice = { choice: ReturnChoice['choice']; lines: { lineId: string; minor: string }[]; amount: Money };

/**
 * Decides about the money of a return that needs a person: all of it, some by line after an inspection, or none. What is not paid is cancelled with
 * the reason, never edited, and both sides are told. Paying what was ruled already needs no second person. Throws NOT_ALLOWED_NOW, NOT_PERMITTED, BAD_INPUT.
 */
export function decideReturn(desk: Desk, input: ParsedInputOf<'returns.decide'>, by: SignedIn) {
  return once(desk, by, 'returns.decide', input, async (tx) => {
    const back = await loadReturn(tx, input.returnId);
    const row = await loadCase(tx, back.caseId);
    await requireRulingsShown(tx, row.caseId, by);
    await requireAllowed(tx, back, row, by);
    const isLate = back.state === 'lapsed';
    const waiting = await waitingRefunds(tx, row.caseId, isLate ? 'lapsed' : 'live');
    const ofGoods = waiting.filter(({ kind }) => kind === 'order');
    const first = ofGoods[0];
    if (!first) throw new DeskError('NOT_ALLOWED_NOW', 'No refund waits for these goods any more.');
    const whole = sumOf(first.currency, ofGoods.map((one) => moneyOf(one.amountMinor, one.currency)));
    const payable = payableLines(await tx.select().from(ruling).where(eq(ruling.caseId, row.caseId)));
    const chosen = choose(input.decision, payable, whole);
    if (chosen.choice === 'part' && !(await eventsOf(tx, back.returnId)).some(({ kind }) => kind === 'inspected')) {
      throw new DeskError('NOT_ALLOWED_NOW', 'Nobody has inspected the goods. Record what came back first; then less than all can be paid by line.');
    }
    const decisionId = newId(tx.now);
    await tx.insert(returnDecision).values({ decisionId, returnId: back.returnId, choice: chosen.choice, lines: chosen.lines, amountMinor: BigInt(chosen.amount.minor), currency: whole.currency, reasons: input.reasons, personId: by.personId, personName: by.name, at: tx.now });
    const rows: CoveredRow[] = [{ table: 'return_decision', id: decisionId }];
    rows.push(...(await moveMoney(tx, { back, row, waiting, chosen, decisionId, isLate, reasons: input.reasons })));
    const changed = await changeReturn(tx, back.returnId, { needs: null, needsAt: null, ...(isLate && chosen.choice === 'cancel' ? {} : { state: 'done' as const }) });
    rows.push(changed.covered, await noteStep(tx, back.returnId, { kind: 'decided', by: 'person', personId: by.personId, personName: by.name, words: input.reasons }));
    const act = ({ pay: 'paid', part: 'part', cancel: 'cancelled' } as const)[chosen.choice];
    const lines = chosen.choice === 'part' ? payable.map(({ lineId, words, most }) => ({ words, of: most, paid: moneyOf(BigInt(chosen.lines.find((line) => line.lineId === lineId)?.minor ?? '0'), most.currency) })) : [];
    rows.push(...(await tellBoth(tx, row, back, { act, dueAt: back.dueAt, dueBefore: null, amount: chosen.amount, ruled: whole, lines, reason: input.reasons })));
    const moved = await touchCase(tx, row);
    const what = { pay: `all of ${sayMoney(whole)} is paid`, part: `${sayMoney(chosen.amount)} of ${sayMoney(whole)} is paid`, cancel: `nothing of ${sayMoney(whole)} is paid` }[chosen.choice];
    await append(tx, { by, action: 'return.decided', subject: `return:${back.returnId}`, caseId: row.caseId, version: moved.version, words: `${by.name} decided about the goods of ${referenceOf(row)}: ${what}`, data: { ...chosen, reasons: input.reasons }, rows });
    tx.emit({ type: 'queue.changed' });
    return { returnId: back.returnId, state: changed.row.state };
  });
}

async function requireAllowed(tx: Tx, back: ReturnRow, row: CaseRecord, by: SignedIn): Promise<void> {
  if (back.needs === null) throw new DeskError('NOT_ALLOWED_NOW', 'This return goes on by itself; there is nothing to decide. Record what happened, or wait for news.');
  if (await isUnderAppeal(tx, row.caseId)) throw new DeskError('NOT_ALLOWED_NOW', `${referenceOf(row)} is under appeal: the ruling on it says what becomes of the goods and the money.`);
  await requireNeutral(tx, row, by);
}

/** What is decided, with its sum: by line never above what was ruled on it, in all never above what waits. */
function choose(decision: ReturnChoice, payable: Payable, whole: Money): Choice {
  const nothing = moneyOf(0n, whole.currency);
  if (decision.choice === 'pay') return { choice: 'pay', lines: [], amount: whole };
  if (decision.choice === 'cancel') return { choice: 'cancel', lines: [], amount: nothing };
  const seen = new Set<string>();
  for (const { lineId, minor } of decision.lines) {
    const line = payable.find((one) => one.lineId === lineId);
    if (!line || seen.has(lineId)) throw new DeskError('BAD_INPUT', 'The decision names a line that is not one of the ruling, or names one twice.');
    seen.add(lineId);
    if (BigInt(minor) < 0n || isMore(moneyOf(BigInt(minor), whole.currency), line.most)) throw new DeskError('BAD_INPUT', `On "${line.words}" at most ${sayMoney(line.most)} was ruled; no more can be paid.`);
  }
  const amount = sumOf(whole.currency, decision.lines.map(({ minor }) => moneyOf(BigInt(minor), whole.currency)));
  if (isMore(amount, whole)) throw new DeskError('BAD_INPUT', `${sayMoney(whole)} waits for the goods; no more can be paid.`);
  if (amount.minor === whole.minor) return { choice: 'pay', lines: decision.lines, amount };
  return { choice: amount.minor === '0' ? 'cancel' : 'part', lines: decision.lines, amount };
}

type Move = { back: ReturnRow; row: CaseRecord; waiting: RefundRow[]; chosen: Choice; decisionId: string; isLate: boolean; reasons: string };

/** Pays what was chosen out of the refunds that wait, oldest first; each is paid whole, replaced by a lesser one, or stays cancelled. */
async function moveMoney(tx: Tx, { back, row, waiting, chosen, decisionId, isLate, reasons }: Move): Promise<CoveredRow[]> {
  const reference = referenceOf(row);
  const rows: CoveredRow[] = [];
  let left = BigInt(chosen.amount.minor);
  for (const one of waiting) {
    const isPostage = one.kind === 'return_postage';
    const part = isPostage ? (chosen.choice === 'cancel' ? 0n : one.amountMinor) : left < one.amountMinor ? left : one.amountMinor;
    if (!isPostage) left -= part;
    if (part === one.amountMinor && !isLate) {
      rows.push(...(await release(tx, [one], reference)));
      continue;
    }
    rows.push(...(isLate ? await forget(tx, one) : await cancel(tx, [one], reasons)));
    if (part === 0n) continue;
    const planned = part === one.amountMinor ? await planAgain(tx, one) : await planInstead(tx, one, partOf(await sharesOf(tx, one), moneyOf(part, one.currency)), { returnId: back.returnId, cause: 'inspection', causeId: decisionId });
    const why = await whyNotPayable(tx, planned.one);
    if (why !== null) throw new DeskError('NOT_ALLOWED_NOW', why);
    rows.push(...planned.rows, ...(await release(tx, [planned.one], reference)));
  }
  return rows;
}

/** A refund that lapsed is decided about once: it waits for nobody any more. */
function forget(tx: Tx, one: RefundRow): Promise<CoveredRow[]> {
  return cancel(tx, [one], one.error ?? '');
}

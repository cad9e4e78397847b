import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { GoodsBack, ReturnDecision, ReturnStep } from '../../contract/returnParts.ts';
import { returnDecision, returnEvent, returnOrder } from '../db/schema/goodsBack.ts';
import type { refund, ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import { moneyOf, sumOf } from '../refunds/money.ts';
import { countGoods, differs } from './goodsStanding.ts';

type Rulings = readonly Pick<typeof ruling.$inferSelect, 'rulingId' | 'working' | 'amountCurrency' | 'state' | 'effectiveAt'>[];
type Refunds = readonly (typeof refund.$inferSelect)[];

/** The returns of a case as screens show them, oldest first. */
export async function readReturns(db: Db, caseId: string, rulings: Rulings, refunds: Refunds): Promise<GoodsBack[]> {
  const orders = await db.select().from(returnOrder).where(eq(returnOrder.caseId, caseId)).orderBy(asc(returnOrder.createdAt), asc(returnOrder.returnId));
  if (orders.length === 0) return [];
  const ids = orders.map(({ returnId }) => returnId);
  const events = await db.select().from(returnEvent).where(inArray(returnEvent.returnId, ids)).orderBy(asc(returnEvent.at), sql`rowid`);
  const decisions = await db.select().from(returnDecision).where(inArray(returnDecision.returnId, ids)).orderBy(asc(returnDecision.at));
  return orders.map(({ caseId: _caseId, needsAt: _needsAt, createdAt: _createdAt, changedAt: _changedAt, ...row }, index) => {
    const own = events.filter(({ returnId }) => returnId === row.returnId);
    const waits = index === orders.length - 1 ? refunds.filter(({ waitsFor, state }) => waitsFor === 'return' && state !== 'cancelled') : [];
    return {
      ...row,
      steps: own.map(toStep),
      counts: countGoods(row.lines, own),
      differs: differs(row.lines, own),
      waiting: sumOfRefunds(waits),
      payable: payableLines(rulings),
      decision: decisions.filter(({ returnId }) => returnId === row.returnId).map(toDecision).at(-1) ?? null,
    };
  });
}

function toStep({ returnId: _returnId, eventKey: _eventKey, personId: _personId, ...step }: typeof returnEvent.$inferSelect): ReturnStep {
  return step;
}

function toDecision({ choice, lines, amountMinor, currency, reasons, personName, at }: typeof returnDecision.$inferSelect): ReturnDecision {
  return { choice, lines, amount: moneyOf(amountMinor, currency), reasons, personName, at };
}

function sumOfRefunds(refunds: Refunds): GoodsBack['waiting'] {
  const currency = refunds[0]?.currency;
  return currency === undefined ? null : sumOf(currency, refunds.map((one) => moneyOf(one.amountMinor, one.currency)));
}

/** The lines of the ruling that stands, each with what was ruled on it. */
export function payableLines(rulings: Rulings): GoodsBack['payable'] {
  const standing = [...rulings].filter(({ state }) => state === 'effective').sort((a, b) => b.effectiveAt - a.effectiveAt)[0];
  return (standing?.working ?? []).filter(({ refund: of }) => BigInt(of.minor) > 0n).map(({ lineId, words, refund: most }) => ({ lineId, words, most }));
}

import { desc, eq } from 'drizzle-orm';
import type { ErrorCode } from '../../contract/reply.ts';
import type { RulingProblem } from '../../contract/rulings.ts';
import { toSummary } from '../cases/caseFile.ts';
import { referenceOf, type CaseRecord } from '../cases/lifeCycle.ts';
import type { Db } from '../db/open.ts';
import { toMoney } from '../db/schema/columns.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { isFrozen } from '../evidence/lateCopy.ts';
import { DeskError } from '../fault.ts';
import { casesWithHiddenRulings } from '../hiddenRulings.ts';
import { sayMoney } from '../refunds/money.ts';

/** Which answer a problem leads to; everything else is a matter of fair process. */
const codes: Partial<Record<RulingProblem['code'], ErrorCode>> = {
  NOT_LEASED: 'LEASE_LOST',
  READ_ONLY: 'NOT_ALLOWED_NOW',
  UNDER_APPEAL: 'NOT_ALLOWED_NOW',
  ABOVE_LIMIT: 'NOT_PERMITTED',
  REFUND_BLOCKED: 'NOT_ALLOWED_NOW',
  CURRENCY_UNKNOWN: 'NOT_ALLOWED_NOW',
  ABOVE_CAP: 'ABOVE_CAP',
};

/** The refusal to stage a ruling, or to put an offer: the gravest code of the problems, the first sentence, and all of them as data. */
export function refuse(reference: string, problems: RulingProblem[], what: 'ruling' | 'offer' = 'ruling'): DeskError {
  const order = Object.keys(codes);
  const gravest = problems.toSorted((a, b) => rank(order, a) - rank(order, b))[0];
  const more = problems.length > 1 ? ` ${problems.length - 1} more to mend.` : '';
  const code = (gravest && codes[gravest.code]) ?? 'UNFAIR_PROCESS';
  return new DeskError(code, `${what === 'ruling' ? `The ruling on ${reference} was not staged; your draft is kept.` : `The offer in ${reference} was not put; your words are kept.`} ${gravest?.message ?? ''}${more}`, { problems });
}

function rank(order: string[], problem: RulingProblem): number {
  const place = order.indexOf(problem.code);
  return place < 0 ? order.length : place;
}

/** CONFLICT that says who decided what and when, or that the case changed in another way; `data.ruling` is the summary. */
export async function decidedMeanwhile(db: Db, row: CaseRecord, by: SignedIn): Promise<DeskError> {
  const [last] = await db.select().from(ruling).where(eq(ruling.caseId, row.caseId)).orderBy(desc(ruling.stagedAt), desc(ruling.rulingId)).limit(1);
  const reference = referenceOf(row);
  // A ruling under appeal is not what came between; who must not see it yet would learn of it here.
  if (!last || last.state === 'undone' || last.state === 'returned' || !isFrozen(row.state) || (await casesWithHiddenRulings(db, [row.caseId], by)).size > 0) {
    return new DeskError('CONFLICT', `${reference} changed while you worked on it. Nothing was overwritten and your draft is kept; look at the case again.`, {
      version: row.version,
    });
  }
  const amount = toMoney(last.amountMinor, last.amountCurrency);
  const what = `${last.outcome.replaceAll('_', ' ')}${amount ? ` of ${sayMoney(amount)}` : ''}`;
  const when = new Date(last.stagedAt).toISOString().slice(0, 16).replace('T', ' ');
  return new DeskError('CONFLICT', `${last.personName} decided ${reference} at ${when} UTC: ${what}. Your draft is kept beside it.`, {
    version: row.version,
    ruling: toSummary(last, row),
  });
}

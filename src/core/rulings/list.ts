import { and, desc, eq, gte, isNotNull, isNull, lt, lte, not, or, type SQL } from 'drizzle-orm';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { toSummary } from '../cases/caseFile.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';

type ListInput = ParsedInputOf<'rulings.list'>;

/** Decisions that fit a filter, newest first, a page by key; without those hidden from `by`. Throws BAD_INPUT for an amount without its currency or a foreign cursor. */
export async function listRulings(db: Db, { filter, cursor, limit }: ListInput, by: SignedIn): Promise<OutputOf<'rulings.list'>> {
  const fits = and(not(areRulingsHidden(ruling.caseId, by)), ...conditionsOf(filter));
  const found = await db
    .select({ ruling, number: disputeCase.number })
    .from(ruling)
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .where(and(fits, cursor === null ? undefined : after(cursor)))
    .orderBy(desc(ruling.stagedAt), desc(ruling.rulingId))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1)?.ruling;
  return {
    rows: page.map((one) => toSummary(one.ruling, one)),
    nextCursor: found.length > page.length && last ? `${last.stagedAt}|${last.rulingId}` : null,
    total: Number(await db.$count(ruling, fits)),
  };
}

function conditionsOf(filter: ListInput['filter']): SQL[] {
  if ((filter.minMinor !== undefined || filter.maxMinor !== undefined) && filter.currency === undefined) {
    throw new DeskError('BAD_INPUT', 'Name the currency of the amounts: sums in different currencies cannot be compared.');
  }
  return [
    // A settlement was decided by nobody here: it is no work of whoever offered it.
    filter.personId === undefined ? undefined : and(eq(ruling.personId, filter.personId), isNull(ruling.offerId)),
    filter.kind === undefined ? undefined : filter.kind === 'ruling' ? isNull(ruling.offerId) : isNotNull(ruling.offerId),
    filter.reason === undefined ? undefined : eq(ruling.reason, filter.reason),
    filter.outcome === undefined ? undefined : eq(ruling.outcome, filter.outcome),
    filter.state === undefined ? undefined : eq(ruling.state, filter.state),
    filter.currency === undefined ? undefined : eq(ruling.amountCurrency, filter.currency),
    filter.minMinor === undefined ? undefined : gte(ruling.amountMinor, BigInt(filter.minMinor)),
    filter.maxMinor === undefined ? undefined : lte(ruling.amountMinor, BigInt(filter.maxMinor)),
    filter.from === undefined ? undefined : gte(ruling.stagedAt, filter.from),
    filter.to === undefined ? undefined : lte(ruling.stagedAt, filter.to),
  ].filter((condition) => condition !== undefined);
}

/** Rows after the last one shown; the id settles rulings of the same millisecond. */
function after(cursor: string): SQL | undefined {
  const match = /^(-?\d{1,16})\|(.{1,200})$/.exec(cursor);
  if (!match?.[1] || !match[2]) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  const at = Number(match[1]);
  return or(lt(ruling.stagedAt, at), and(eq(ruling.stagedAt, at), lt(ruling.rulingId, match[2])));
}

import { and, desc, eq, getTableColumns, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { toSummary } from '../cases/caseFile.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { decisionsThatFit } from './decisionFilter.ts';

/** Decisions counted; nobody reads further than that, and counting a million takes a second. */
const mostCounted = 10_000;

// Not the frozen file: a page of them is megabytes.
const { frozenFile: _frozen, ...shown } = getTableColumns(ruling);

/** Decisions that fit a filter, newest first, a page by key; without those hidden from `by`. Throws BAD_INPUT for an amount without its currency or a foreign cursor. */
export async function listRulings(db: Db, { filter, cursor, limit }: ParsedInputOf<'rulings.list'>, by: SignedIn, now: number): Promise<OutputOf<'rulings.list'>> {
  const fits = decisionsThatFit(db, filter, by, now);
  const found = await db
    .select({ ruling: shown, number: disputeCase.number })
    .from(ruling)
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .where(and(fits, cursor === null ? undefined : after(cursor)))
    .orderBy(desc(ruling.stagedAt), desc(ruling.rulingId))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1)?.ruling;
  const counted = Number(await db.$count(db.select({ one: sql`1`.as('one') }).from(ruling).where(fits).limit(mostCounted + 1).as('counted')));
  return {
    rows: page.map((one) => toSummary(one.ruling, one)),
    nextCursor: found.length > page.length && last ? `${last.stagedAt}|${last.rulingId}` : null,
    total: Math.min(counted, mostCounted),
    isMore: counted > mostCounted,
  };
}

/** Rows after the last one shown; the id settles rulings of the same millisecond. The outer bound is what the index is entered by. */
function after(cursor: string): SQL | undefined {
  const match = /^(-?\d{1,16})\|(.{1,200})$/.exec(cursor);
  if (!match?.[1] || !match[2]) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  const at = Number(match[1]);
  return and(lte(ruling.stagedAt, at), or(lt(ruling.stagedAt, at), lt(ruling.rulingId, match[2])));
}

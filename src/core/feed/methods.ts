import { and, desc, eq, lt, not, or, sql } from 'drizzle-orm';
import type { feedMethods } from '../../contract/feed.ts';
import { hookPath } from '../../contract/hookPath.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { feedRefusal, feedSource } from '../db/schema/feed.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';
import { once } from '../once.ts';
import { referenceOf } from '../reference.ts';
import { wakePull } from './arm.ts';
import { readSources } from './health.ts';
import { lineOf } from './lineOf.ts';

/** The methods over what comes from outside. */
export const feedHandlers: Pick<Handlers, keyof typeof feedMethods> = {
  'feed.status': async (desk) => ({
    sources: await readSources(desk, await lineOf(desk)),
    refusals: Number(await desk.db.$count(feedRefusal)),
    hookPath,
  }),

  'feed.pullNow': async (desk, input, by) => {
    await requireLine(desk);
    return once(desk, by, 'feed.pullNow', input, (tx) => lookNow(tx, desk));
  },

  'feed.refusals': async (desk, { cursor, limit }, by) => {
    const found = await desk.db
      .select({ row: feedRefusal, caseId: disputeCase.caseId, number: disputeCase.number })
      .from(feedRefusal)
      .innerJoin(feedSource, eq(feedSource.line, feedRefusal.line))
      .leftJoin(disputeCase, and(eq(disputeCase.source, feedSource.source), eq(disputeCase.sourceId, feedRefusal.disputeId)))
      .where(and(not(tellsOfHidden(by)), cursor === null ? undefined : after(cursor)))
      .orderBy(desc(feedRefusal.lastAt), desc(feedRefusal.refusalId))
      .limit(limit + 1);
    const rows = found.slice(0, limit).map(({ row, caseId, number }) => ({ ...row, caseId, reference: number === null ? null : referenceOf({ number }) }));
    const last = rows.at(-1);
    return { rows, nextCursor: found.length > limit && last ? `${last.lastAt}|${last.refusalId}` : null };
  },

  'feed.tryAgain': async (desk, input, by) => {
    await requireLine(desk);
    return once(desk, by, 'feed.tryAgain', input, async (tx) => {
      const [found] = await tx.update(feedRefusal).set({ tryAt: tx.now }).where(eq(feedRefusal.refusalId, input.refusalId)).returning();
      if (!found) throw notFound('refused item', input.refusalId);
      return lookNow(tx, desk);
    });
  },
};

/** That money or goods of a case move tells how was ruled. */
function tellsOfHidden(by: SignedIn) {
  return sql`(${feedRefusal.thing} in ('refund', 'return') and ${disputeCase.caseId} is not null and ${areRulingsHidden(disputeCase.caseId, by)})`;
}

async function lookNow(tx: Tx, desk: Desk): Promise<{ lookAt: number }> {
  await wakePull(tx, desk);
  return { lookAt: tx.now };
}

async function requireLine(desk: Desk): Promise<void> {
  if (!(await lineOf(desk))) throw new DeskError('NOT_ALLOWED_NOW', 'This desk has no line to a marketplace. Connect it in Settings first.');
}

function after(cursor: string) {
  const match = /^(\d{1,16})\|([0-9a-zA-Z-]{1,64})$/.exec(cursor);
  if (!match?.[1] || !match[2]) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  const at = Number(match[1]);
  return or(lt(feedRefusal.lastAt, at), and(eq(feedRefusal.lastAt, at), lt(feedRefusal.refusalId, match[2])));
}

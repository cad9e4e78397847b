import { and, eq } from 'drizzle-orm';
import type { tagMethods } from '../../contract/tags.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Handlers } from '../handlers.ts';
import { once } from '../once.ts';
import { assignCase } from './assign.ts';
import { loadCase } from './lease.ts';
import { isUnread, markSeen } from './marks.ts';
import { listTags, tagCase, untagCase } from './tagCase.ts';

/** Tags of cases, whom a case is kept for, and what a person has seen of it. */
export const tagHandlers: Pick<Handlers, keyof typeof tagMethods> = {
  'cases.tag': (desk, input, by) => once(desk, by, 'cases.tag', input, async (tx) => ({ tags: await tagCase(tx, input, by) })),
  'cases.untag': (desk, input, by) => once(desk, by, 'cases.untag', input, async (tx) => ({ tags: await untagCase(tx, input, by) })),
  'cases.tags': (desk) => listTags(desk.db),
  'cases.assign': (desk, input, by) => once(desk, by, 'cases.assign', input, (tx) => assignCase(tx, input, by)),

  'cases.seen': (desk, input, by) =>
    desk.write(async (tx) => {
      const { caseId } = await loadCase(tx, input.caseId);
      const [unread] = await tx.select({ caseId: disputeCase.caseId }).from(disputeCase).where(and(eq(disputeCase.caseId, caseId), isUnread(by, tx.now)));
      await markSeen(tx, caseId, by);
      // The mark of the row goes; where there was none no list has to look again.
      if (unread) tx.emit({ type: 'tags.changed', caseId });
      return null;
    }),
};

import type { tagMethods } from '../../contract/tags.ts';
import type { Handlers } from '../handlers.ts';
import { once } from '../once.ts';
import { assignCase } from './assign.ts';
import { loadCase } from './lease.ts';
import { markSeen } from './marks.ts';
import { listTags, tagCase, untagCase } from './tagCase.ts';

/** Tags of cases, whom a case is kept for, and what a person has seen of it. */
export const tagHandlers: Pick<Handlers, keyof typeof tagMethods> = {
  'cases.tag': (desk, input, by) => once(desk, by, 'cases.tag', input, async (tx) => ({ tags: await tagCase(tx, input, by) })),
  'cases.untag': (desk, input, by) => once(desk, by, 'cases.untag', input, async (tx) => ({ tags: await untagCase(tx, input, by) })),
  'cases.tags': (desk) => listTags(desk.db),
  'cases.assign': (desk, input, by) => once(desk, by, 'cases.assign', input, (tx) => assignCase(tx, input, by)),

  'cases.seen': (desk, input, by) =>
    desk.write(async (tx) => {
      await markSeen(tx, (await loadCase(tx, input.caseId)).caseId, by);
      return null;
    }),
};

import canonicalize from 'canonicalize';
import { and, desc, eq } from 'drizzle-orm';
import type { RulingDraft } from '../../contract/rulings.ts';
import { draftEdit, type rulingDraft } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';

/** Drafts that follow each other faster are kept once: a person at work saves every second or so. */
const apartMs = 10_000;

type Kept = typeof rulingDraft.$inferSelect;

/**
 * Keeps a draft that is about to be written over, at the moment it was saved: when it had stood for ten seconds, or when the last one
 * that was kept is that old. So every draft somebody paused at is there, and at most one for ten seconds of writing.
 */
export async function keepFormer(tx: Tx, before: Kept, next: RulingDraft): Promise<void> {
  if (isSameDraft(before.draft, next)) return;
  const last = await lastKept(tx, before.caseId, before.personId);
  const hasStood = tx.now - before.savedAt >= apartMs;
  const isDue = last === undefined || before.savedAt - last.at >= apartMs;
  if (hasStood || isDue) await keep(tx, before.caseId, before.personId, before.draft, before.savedAt, last);
}

/** Keeps a ruling as it was staged: the end of the history of its draft. */
export async function keepStaged(tx: Tx, caseId: string, draft: RulingDraft, by: SignedIn): Promise<void> {
  await keep(tx, caseId, by.personId, draft, tx.now, await lastKept(tx, caseId, by.personId));
}

/** Whether two drafts say the same, whatever the order of their keys. Pure. */
export function isSameDraft(one: RulingDraft, other: RulingDraft): boolean {
  return canonicalize(one) === canonicalize(other);
}

type Edit = typeof draftEdit.$inferSelect;

async function keep(tx: Tx, caseId: string, personId: string, draft: RulingDraft, at: number, last: Edit | undefined): Promise<void> {
  if (last && (isSameDraft(last.draft, draft) || last.at > at)) return;
  await tx.insert(draftEdit).values({ caseId, personId, version: (last?.version ?? 0) + 1, draft, at });
}

/** Numbers of former drafts go on over all drafts of a person on a case, also after one was done with. */
async function lastKept(tx: Tx, caseId: string, personId: string): Promise<Edit | undefined> {
  const [last] = await tx
    .select()
    .from(draftEdit)
    .where(and(eq(draftEdit.caseId, caseId), eq(draftEdit.personId, personId)))
    .orderBy(desc(draftEdit.version))
    .limit(1);
  return last;
}

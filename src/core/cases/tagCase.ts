import { and, asc, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { mostTags } from '../../contract/tags.ts';
import { append } from '../audit/append.ts';
import type { Db } from '../db/open.ts';
import { caseTag, tagTally } from '../db/schema/caseTag.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import type { Asking, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { areRulingsHidden, casesPerhapsHidden } from '../hiddenRulings.ts';
import { loadCase } from './lease.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';

/** Whether a tag is shown to a person, as SQL over `case_tag`: one that a case was given after it was ruled on may tell of the ruling, and is kept from whoever must not know that, unless they gave it. */
export function isTagShown(by: Asking): SQL {
  const isLater = sql`exists (select 1 from ${ruling} as earlier where earlier.case_id = ${caseTag.caseId} and earlier.staged_at <= ${caseTag.at})`;
  return sql`not (${caseTag.caseId} in (${casesPerhapsHidden(by)}) and ${caseTag.personName} <> ${by.name} and ${isLater} and ${areRulingsHidden(caseTag.caseId, by)})`;
}

/** The tags of a case that a person is shown, in their order. */
export function readTags(db: Db, caseId: string, by: SignedIn): Promise<string[]> {
  return tagsOf(db, caseId, isTagShown(by));
}

async function tagsOf(db: Db, caseId: string, which?: SQL): Promise<string[]> {
  return (await db.select({ tag: caseTag.tag }).from(caseTag).where(and(eq(caseTag.caseId, caseId), which)).orderBy(asc(caseTag.tag))).map(({ tag }) => tag);
}

/** Gives a case tags; those the person is shown afterwards. NOT_ALLOWED_NOW when that were too many. */
export async function tagCase(tx: Tx, input: { caseId: string; tags: readonly string[] }, by: SignedIn): Promise<string[]> {
  const row = await loadCase(tx, input.caseId);
  const before = await tagsOf(tx, row.caseId);
  const added = [...new Set(input.tags)].filter((tag) => !before.includes(tag));
  if (before.length + added.length > mostTags) {
    throw new DeskError('NOT_ALLOWED_NOW', `${referenceOf(row)} would have ${before.length + added.length} tags; a case has at most ${mostTags}. Take some away first.`);
  }
  if (added.length === 0) return readTags(tx, row.caseId, by);
  await tx.insert(caseTag).values(added.map((tag) => ({ caseId: row.caseId, tag, personName: by.name, at: tx.now })));
  await note(tx, row, by, 'case.tagged', `${by.name} tagged ${referenceOf(row)}: ${added.join(', ')}`, added);
  return readTags(tx, row.caseId, by);
}

/** Takes tags of a case away; those that are left. */
export async function untagCase(tx: Tx, input: { caseId: string; tags: readonly string[] }, by: SignedIn): Promise<string[]> {
  const row = await loadCase(tx, input.caseId);
  const gone = await tx.delete(caseTag).where(and(eq(caseTag.caseId, row.caseId), inArray(caseTag.tag, [...input.tags]))).returning({ tag: caseTag.tag });
  const removed = gone.map(({ tag }) => tag).sort();
  if (removed.length > 0) await note(tx, row, by, 'case.untagged', `${by.name} took tags of ${referenceOf(row)} away: ${removed.join(', ')}`, removed);
  return readTags(tx, row.caseId, by);
}

/** A tag is no part of the case's version: it must not turn away a ruling that is being written. */
async function note(tx: Tx, row: CaseRecord, by: SignedIn, action: string, words: string, tags: string[]): Promise<void> {
  await append(tx, { by, action, subject: `case:${row.caseId}`, caseId: row.caseId, version: row.version, words, data: { tags } });
  tx.emit({ type: 'tags.changed', caseId: row.caseId });
  tx.emit({ type: 'queue.changed' });
}

/** The most tags a screen is told. */
const mostListed = 500;

/** All tags in use, the most used first. */
export async function listTags(db: Db): Promise<{ tag: string; cases: number }[]> {
  return db.select().from(tagTally).orderBy(desc(tagTally.cases), asc(tagTally.tag)).limit(mostListed);
}

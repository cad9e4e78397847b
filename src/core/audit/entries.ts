import { and, desc, eq, inArray, isNotNull, isNull, like, lt, not, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { LogRow } from '../../contract/audit.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Db } from '../db/open.ts';
import { auditEntry, auditPayload } from '../db/schema/audit.ts';
import { checkpoint } from '../db/schema/checkpoint.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { allHiddenCases, casesToJudgeBlind, casesWithHiddenRulings, hiddenWords, isSomethingHidden } from '../hiddenRulings.ts';
import { jsonOrNull } from '../jsonOrNull.ts';
import { referenceOf } from '../reference.ts';
import { logSize } from './keepAnchors.ts';

const tellingSubjects = ['refund', 'correction', 'letter', 'job', 'return'];
/** Subjects that tell of money or of words sent because of a ruling. */
export const tellingSubject = new RegExp(`^(${tellingSubjects.join('|')}):`);
const tellingAction = /^(refund|correction|letter|job|return|ledger)/;
/** Subjects of entries about no one case that may tell of several. */
const sharedSubjects = ['job', 'ledger', 'difference', 'together', 'ruling', 'refund', 'import', 'exchange'];

const Told = z.object({ personName: z.string(), words: z.string() });

/** Names and words of a payload; null stands for erased ones. One that was changed past the desk must not take the others off the screen: the check names it. */
export function readWords(action: string, payload: string | null): { personName: string; words: string } {
  if (payload === null) return { personName: 'erased', words: `${action} (its words were erased)` };
  const told = Told.safeParse(jsonOrNull(payload));
  return told.success ? told.data : { personName: 'unreadable', words: `${action} (its words cannot be read)` };
}

/** A page of the log, newest first, without what the person may not know yet; every filter has an index of its own. */
export async function listEntries(db: Db, { before, limit, personId, action, caseId, reference }: ParsedInputOf<'audit.entries'>, by: SignedIn): Promise<OutputOf<'audit.entries'>> {
  const filters = [
    before === undefined ? undefined : lt(auditEntry.seq, before),
    personId === undefined ? undefined : eq(auditEntry.personId, personId),
    action === undefined ? undefined : eq(auditEntry.action, action),
    caseId === undefined ? undefined : eq(auditEntry.caseId, caseId),
    reference === undefined ? undefined : sql`${auditEntry.caseId} = (select case_id from dispute_case where number = ${BigInt(reference.slice(2))})`,
    ...(await tellNothing(db, by)),
  ];
  const found = await db
    .select({
      entry: auditEntry,
      payload: auditPayload.payload,
      number: disputeCase.number,
      isSigned: sql<bigint>`exists (select 1 from ${checkpoint} where ${checkpoint.size} = ${auditEntry.seq} and ${checkpoint.publicKey} <> '')`,
    })
    .from(auditEntry)
    .leftJoin(auditPayload, eq(auditPayload.seq, auditEntry.seq))
    .leftJoin(disputeCase, eq(disputeCase.caseId, auditEntry.caseId))
    .where(and(...filters))
    .orderBy(desc(auditEntry.seq))
    .limit(limit);
  const hidden = await casesWithHiddenRulings(db, found.map(({ entry }) => entry.caseId), by);
  const entries = found.map(({ entry, payload, number, isSigned }): LogRow => {
    const { seq, at, personId: who, action: what, subject, caseId: about, hash } = entry;
    const { personName, words } = readWords(what, payload);
    const isRuling = about !== null && hidden.has(about) && subject.startsWith('ruling:');
    return { seq, at, personId: who, personName, action: what, subject, words: isRuling ? hiddenWords : words, hash, caseId: about, reference: number === null ? null : referenceOf({ number }), isSigned: Number(isSigned) === 1 };
  });
  const isSomeHidden = await isSomethingHidden(db, by);
  const actions = (await listActions(db)).filter((one) => !isSomeHidden || !tellingAction.test(one));
  return { entries, next: found.length < limit ? null : (found.at(-1)?.entry.seq ?? null), total: await logSize(db), actions };
}

/**
 * What keeps entries from a person they would tell of a hidden ruling. Asked with the filter, not after it: a page that is empty but has a
 * next one says that the filter found something, and so who ruled, or that money moved.
 */
async function tellNothing(db: Db, by: SignedIn): Promise<(SQL | undefined)[]> {
  const hidden = await allHiddenCases(db, by);
  if (hidden.length === 0) return [];
  const begins = (subjects: readonly string[], mark: string) => or(...subjects.map((subject) => like(auditEntry.subject, `${subject}${mark}%`)));
  const isOfHidden = inArray(auditEntry.caseId, hidden);
  return [
    // Every entry of a case tells who worked on it.
    or(isNull(auditEntry.caseId), sql`${auditEntry.caseId} not in (${casesToJudgeBlind(by)})`),
    // Left out, not only emptied: that there was one would tell of money.
    or(isNull(auditEntry.caseId), not(and(isOfHidden, begins(tellingSubjects, ':')) ?? isOfHidden)),
    or(isNotNull(auditEntry.caseId), not(begins(sharedSubjects, '') ?? isOfHidden)),
  ];
}

/** Every action there is, jumping along the index from one to the next: a million entries take no longer than a hundred. */
async function listActions(db: Db): Promise<string[]> {
  const rows = await db.all<{ action: string }>(sql`
    with recursive each(action) as (select min(action) from audit_entry union all select (select min(action) from audit_entry where action > each.action) from each where each.action is not null)
    select action from each where action is not null`);
  return rows.map(({ action }) => action);
}

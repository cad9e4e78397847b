import { eq } from 'drizzle-orm';
import type { PolicyCheck, PolicyDraft } from '../../contract/policy.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { append } from '../audit/append.ts';
import type { Db } from '../db/open.ts';
import { policyDraft } from '../db/schema/policy.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { once } from '../once.ts';
import { booksInForce } from './books.ts';
import { readBook } from './readBook.ts';
import { clash, type WrittenBook } from './shippedBooks.ts';

/** Milliseconds of a day; versions take effect at midnight UTC unless their document says another moment. */
export const dayMs = 24 * 60 * 60_000;

/** The draft of a lead; null when none was begun. */
export async function draftOf(db: Db, by: SignedIn): Promise<PolicyDraft | null> {
  const [row] = await db.select().from(policyDraft).where(eq(policyDraft.personId, by.personId));
  return row ? { text: row.text, basedOn: row.basedOn, revision: row.revision, savedAt: row.savedAt } : null;
}

/** Begins a draft from the newest version, with its number and date moved on; gives the one there is. */
export function startDraft(desk: Desk, input: ParsedInputOf<'policy.startDraft'>, by: SignedIn): Promise<PolicyDraft> {
  return once(desk, by, 'policy.startDraft', input, async (tx) => {
    const begun = await draftOf(tx, by);
    if (begun) return begun;
    const newest = (await booksInForce(tx)).at(-1)!;
    const draft = { text: movedOn(newest, tx.now), basedOn: newest.version, revision: 1, savedAt: tx.now };
    await tx.insert(policyDraft).values({ ...draft, personId: by.personId, personName: by.name });
    tx.emit({ type: 'policy.changed' });
    return draft;
  });
}

/** Keeps a draft as it stands, sound or not. CONFLICT when it was saved elsewhere since, NOT_FOUND when none was begun. */
export function saveDraft(desk: Desk, input: ParsedInputOf<'policy.saveDraft'>, by: SignedIn): Promise<PolicyDraft> {
  return once(desk, by, 'policy.saveDraft', input, async (tx) => {
    const begun = await draftOf(tx, by);
    if (!begun) throw notFound('policy draft', by.personId);
    requireRevision(begun, input.expectedRevision);
    const draft = { ...begun, text: input.text, revision: begun.revision + 1, savedAt: tx.now };
    await tx.update(policyDraft).set(draft).where(eq(policyDraft.personId, by.personId));
    return draft;
  });
}

/** Throws the draft away; nothing rested on it. */
export function discardDraft(desk: Desk, input: ParsedInputOf<'policy.discard'>, by: SignedIn): Promise<Record<string, never>> {
  return once(desk, by, 'policy.discard', input, async (tx) => {
    const begun = await draftOf(tx, by);
    if (!begun) return {};
    await tx.delete(policyDraft).where(eq(policyDraft.personId, by.personId));
    await append(tx, { by, action: 'policy.draftDiscarded', subject: `policy:${begun.basedOn}`, words: `${by.name} threw away a draft that was begun from policy ${begun.basedOn}` });
    tx.emit({ type: 'policy.changed' });
    return {};
  });
}

/** CONFLICT when the draft was saved elsewhere since it was read. */
export function requireRevision(draft: PolicyDraft, expected: number): void {
  if (draft.revision !== expected) throw new DeskError('CONFLICT', 'This draft was saved in another window. Open it anew; what you wrote here is still in the field.', { revision: draft.revision });
}

/** What a document would be, or what is wrong with it by itself and against the versions there are. */
export async function checkDraft(db: Db, text: string, now: number): Promise<PolicyCheck> {
  const { book, problems } = readBook(text);
  if (!book) return { content: null, problems };
  const lines = text.split('\n');
  const lineOf = (key: string) => lines.findIndex((line) => line.startsWith(`${key}:`)) + 1 || null;
  const newest = (await booksInForce(db)).at(-1)!;
  const words = clash(newest, book);
  if (words) return { content: book, problems: [{ line: lineOf(book.version === newest.version ? 'version' : 'effectiveFrom'), words }] };
  // An order that was placed yesterday was placed under the rules of yesterday.
  const today = now - (now % dayMs);
  const isPast = book.effectiveFrom < today;
  return { content: book, problems: isPast ? [{ line: lineOf('effectiveFrom'), words: 'a version takes effect today or later, never for orders that were placed before' }] : [] };
}

/** The document of a version with the next number, in force from tomorrow or the day after the newest one began. */
function movedOn(newest: WrittenBook, now: number): string {
  const from = Math.max(now, newest.effectiveFrom) + dayMs;
  const day = new Date(from - (from % dayMs)).toISOString().slice(0, 10);
  const month = day.slice(0, 7);
  const [base, count = '1'] = newest.version.split('.');
  const version = base! < month ? month : `${base}.${Number(count) + 1}`;
  return newest.text.replace(/^version:.*$/m, `version: ${version}`).replace(/^effectiveFrom:.*$/m, `effectiveFrom: ${day}`);
}

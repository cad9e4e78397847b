import { and, eq, inArray } from 'drizzle-orm';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { append } from '../audit/append.ts';
import { spot } from '../db/schema/board.ts';
import { evidence } from '../db/schema/evidence.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { dropKept, stillHeld } from '../evidence/erased.ts';
import { forgetUnused } from '../evidence/forget.ts';
import { labelOf } from '../evidence/label.ts';
import { DeskError, notFound } from '../fault.ts';
import { loadCase } from './lease.ts';
import { touchCase } from './lifeCycle.ts';

/** What was erased, where the same bytes can still be read, and the sealed files whose keys are forgotten. */
export type Erased = { version: number; stillIn: string[]; spare: string[] };

/**
 * Forgets the file of an exhibit, and of what was attached to it, for good: label, name and history stay. Other exhibits with the same bytes keep
 * theirs, and are named. Throws NOT_FOUND, NOT_ALLOWED_NOW while a ruling is staged on it or when there is no file.
 */
export async function eraseExhibit(tx: Tx, { caseId, evidenceId, reason }: ParsedInputOf<'cases.eraseExhibit'>, by: SignedIn): Promise<Erased> {
  const row = await loadCase(tx, caseId);
  if (row.state === 'staged') throw new DeskError('NOT_ALLOWED_NOW', 'A ruling is staged on this case. Take it back or wait until it took effect, then erase the file.', { state: row.state });
  const [asked] = await tx.select().from(evidence).where(and(eq(evidence.caseId, caseId), eq(evidence.evidenceId, evidenceId)));
  if (!asked) throw notFound('exhibit', evidenceId);
  if (asked.sha256 === null) throw new DeskError('NOT_ALLOWED_NOW', `${labelOf(asked)} has no file here that could be erased.`);
  const touched = await touchCase(tx, row);
  const items = await withAttachments(tx, [asked]);
  for (const item of items) {
    if (item.sha256 === null) continue;
    const stateWords = `Erased on ${new Date(tx.now).toISOString().slice(0, 10)} by ${by.name}: ${reason}`;
    await tx.update(evidence).set({ sha256: null, text: null, state: 'erased', stateWords }).where(eq(evidence.evidenceId, item.evidenceId));
    await forgetQuotes(tx, item.evidenceId);
    await append(tx, {
      by,
      action: 'exhibit.erased',
      subject: `evidence:${item.evidenceId}`,
      caseId,
      version: touched.version,
      words: `${by.name} erased the file of ${labelOf(item)}: ${reason}`,
      data: { sha256: item.sha256, reason },
    });
  }
  const hashes = items.flatMap((item) => item.sha256 ?? []);
  await dropKept(tx, caseId, hashes);
  return { version: touched.version, stillIn: await stillHeld(tx, caseId, items), spare: await forgetUnused(tx, hashes) };
}

/** The words of the file that spots quote go with it; where the spots lie stays. */
async function forgetQuotes(tx: Tx, evidenceId: string): Promise<void> {
  for (const { spotId, place } of await tx.select().from(spot).where(eq(spot.evidenceId, evidenceId))) {
    if (place.type === 'lines') await tx.update(spot).set({ place: { ...place, quote: '(erased)' } }).where(eq(spot.spotId, spotId));
  }
}

type Item = typeof evidence.$inferSelect;

/** The items and all that was attached to them, to mails attached to them, and so on. */
async function withAttachments(tx: Tx, items: Item[]): Promise<Item[]> {
  if (items.length === 0) return [];
  const attached = await tx.select().from(evidence).where(inArray(evidence.attachedTo, items.map((item) => item.evidenceId)));
  return [...items, ...(await withAttachments(tx, attached))];
}

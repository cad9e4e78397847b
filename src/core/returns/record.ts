import { and, eq, inArray } from 'drizzle-orm';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { loadCase } from '../cases/lease.ts';
import { evidence } from '../db/schema/evidence.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { requireRulingsShown } from '../hiddenRulings.ts';
import { newId } from '../ids.ts';
import { once } from '../once.ts';
import { noteTold } from './note.ts';
import { loadReturn, type ReturnRow } from './orders.ts';
import { requireNeutral } from './requireNeutral.ts';

const words = { shipped: 'sent', in_transit: 'on its way', delivered: 'delivered', inspected: 'inspected', refused: 'refused', lost: 'lost' } as const;

/**
 * Records what a person was told of goods on their way back, by phone, letter or with the parcel in their hands; the same follows as from news of
 * the marketplace. Throws NOT_FOUND, BAD_INPUT for a moment in the future or lines that are no inspection's, NOT_ALLOWED_NOW,
 * NOT_PERMITTED.
 */
export function recordReturn(desk: Desk, input: ParsedInputOf<'returns.record'>, by: SignedIn) {
  return once(desk, by, 'returns.record', input, async (tx) => {
    const before = await loadReturn(tx, input.returnId);
    await requireRulingsShown(tx, before.caseId, by);
    const at = input.at ?? tx.now;
    requireSense(before, input, at, tx.now);
    const photos = await exhibitsOf(tx, before.caseId, input.evidenceIds);
    await requireNeutral(tx, await loadCase(tx, before.caseId), by);
    const told = { eventKey: `person:${newId(tx.now)}`, kind: input.kind, at, words: input.words?.trim() ? input.words : null, lines: input.kind === 'inspected' ? input.lines : [], photos, files: [] };
    await noteTold(tx, input.returnId, [told], { by: 'person', side: 'platform', person: by });
    const { returnId, state } = await loadReturn(tx, input.returnId);
    return { returnId, state };
  });
}

function requireSense(back: ReturnRow, { kind, lines }: ParsedInputOf<'returns.record'>, at: number, now: number): void {
  if (at > now) throw new DeskError('BAD_INPUT', `Goods cannot have been ${words[kind]} in the future. Mend the day.`);
  if (back.state === 'called_off') throw new DeskError('NOT_ALLOWED_NOW', 'This return was called off; nothing follows from it any more.');
  if (kind !== 'inspected' && lines.length > 0) throw new DeskError('BAD_INPUT', 'Only an inspection says what was in the parcel.');
  if (kind === 'inspected' && lines.length === 0 && back.lines.length > 0) throw new DeskError('BAD_INPUT', 'Say of every item how many came back, and in which condition.');
}

async function exhibitsOf(tx: Tx, caseId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const found = await tx.select({ evidenceId: evidence.evidenceId, fileName: evidence.fileName, sha256: evidence.sha256 }).from(evidence).where(and(eq(evidence.caseId, caseId), inArray(evidence.evidenceId, [...ids])));
  const missing = ids.find((id) => !found.some(({ evidenceId }) => evidenceId === id));
  if (missing !== undefined) throw notFound('exhibit', missing);
  return found;
}

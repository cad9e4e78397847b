import { and, eq, isNotNull, isNull, max } from 'drizzle-orm';
import type { spotMethods } from '../../contract/spots.ts';
import { spot } from '../db/schema/board.ts';
import type { Tx } from '../db/write.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { newId } from '../ids.ts';
import { readCaseFile } from './caseFile.ts';
import { changeHeld, type HeldChange } from './changeHeld.ts';
import { spotLabel } from './spotLabel.ts';
import { spotFault } from './spotRules.ts';

type OneSpot = { caseId: string; spotId: string };

export const spotHandlers: Pick<Handlers, keyof typeof spotMethods> = {
  'cases.addSpot': (desk, input, by) =>
    changeHeld(desk, by, 'cases.addSpot', input, async (tx) => {
      const { caseId, evidenceId, name, place } = input;
      const file = await readCaseFile(tx, caseId, by, tx.now);
      const fault = spotFault(file, evidenceId, place);
      if (fault !== null) throw new DeskError('BAD_INPUT', fault);
      const anchor = evidenceId ?? place.type;
      const [last] = await tx.select({ number: max(spot.number) }).from(spot).where(and(eq(spot.caseId, caseId), eq(spot.anchor, anchor)));
      const row = { spotId: newId(tx.now), caseId, evidenceId, anchor, number: Number(last?.number ?? 0) + 1, name, place, personId: by.personId, personName: by.name, at: tx.now };
      await tx.insert(spot).values(row);
      const label = spotLabel(row, file.exhibits.find((one) => one.evidenceId === evidenceId)?.label ?? null);
      // Without the quote: words of a file must go when the file is erased, and the log keeps what it is told.
      const note = { action: 'spot.added', subject: `spot:${row.spotId}`, words: `${by.name} marked ${label}: ${name}`, data: { evidenceId, type: place.type } };
      return { note, value: { spotId: row.spotId, label } };
    }),

  'cases.renameSpot': (desk, input, by) =>
    changeHeld(desk, by, 'cases.renameSpot', input, (tx) => change(tx, input, { name: input.name }, 'spot.renamed', `${by.name} called a spot ${input.name}`)),

  'cases.removeSpot': (desk, input, by) =>
    changeHeld(desk, by, 'cases.removeSpot', input, (tx) => change(tx, input, { removedAt: tx.now }, 'spot.removed', `${by.name} took a spot away`)),

  'cases.restoreSpot': (desk, input, by) =>
    changeHeld(desk, by, 'cases.restoreSpot', input, (tx) => change(tx, input, { removedAt: null }, 'spot.restored', `${by.name} put a spot back`)),
};

/** Changes a spot that is there; only one that was taken away can be put back. NOT_FOUND otherwise. */
async function change(tx: Tx, { caseId, spotId }: OneSpot, set: { name: string } | { removedAt: number | null }, action: string, words: string): Promise<HeldChange<object>> {
  const isBack = 'removedAt' in set && set.removedAt === null;
  const [changed] = await tx
    .update(spot)
    .set(set)
    .where(and(eq(spot.caseId, caseId), eq(spot.spotId, spotId), isBack ? isNotNull(spot.removedAt) : isNull(spot.removedAt)))
    .returning();
  if (!changed) throw notFound('spot', spotId);
  return { note: { action, subject: `spot:${spotId}`, words: `${words} (${changed.name})` }, value: {} };
}

import { and, eq } from 'drizzle-orm';
import type { boardMethods } from '../../contract/board.ts';
import { claimStanding, contradiction, exhibitTie, goodsLabel } from '../db/schema/board.ts';
import { claim, item } from '../db/schema/caseParts.ts';
import { evidence } from '../db/schema/evidence.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { labelOf } from '../evidence/label.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { newId } from '../ids.ts';
import { changeHeld } from './changeHeld.ts';

export const boardHandlers: Pick<Handlers, keyof typeof boardMethods> = {
  'cases.setStanding': (desk, input, by) =>
    changeHeld(desk, by, 'cases.setStanding', input, async (tx) => {
      const number = await numberOfClaim(tx, input.caseId, input.claimId);
      const subject = `case:${input.caseId}`;
      if (input.standing === null) {
        await tx.delete(claimStanding).where(and(eq(claimStanding.caseId, input.caseId), eq(claimStanding.claimId, input.claimId)));
        return { note: { action: 'claim.standingCleared', subject, words: `${by.name} took back what they said of the standing of claim ${number}` }, value: {} };
      }
      if (!input.reason) throw new DeskError('BAD_INPUT', 'Say why the claim stands so: whoever audits the ruling will ask.');
      const row = { caseId: input.caseId, claimId: input.claimId, standing: input.standing, reason: input.reason, ...authorOf(by, tx) };
      await tx.insert(claimStanding).values(row).onConflictDoUpdate({ target: [claimStanding.caseId, claimStanding.claimId], set: row });
      return { note: { action: 'claim.standingSaid', subject, words: `${by.name} called claim ${number} ${sayStanding[input.standing]}: ${input.reason}`, data: input }, value: {} };
    }),

  'cases.setGoods': (desk, input, by) =>
    changeHeld(desk, by, 'cases.setGoods', input, async (tx) => {
      const here = and(eq(item.caseId, input.caseId), eq(item.itemId, input.itemId));
      const [found] = await tx.select({ title: item.title }).from(item).where(here);
      if (!found) throw notFound('item', input.itemId);
      await tx.delete(goodsLabel).where(and(eq(goodsLabel.caseId, input.caseId), eq(goodsLabel.itemId, input.itemId)));
      if (input.goods !== null) await tx.insert(goodsLabel).values({ caseId: input.caseId, itemId: input.itemId, goods: input.goods, ...authorOf(by, tx) });
      const words = input.goods === null ? `${by.name} took back what kind of goods an item is` : `${by.name} called an item ${input.goods}`;
      return { note: { action: 'item.goodsSaid', subject: `case:${input.caseId}`, words, data: { itemId: input.itemId, goods: input.goods } }, value: {} };
    }),

  'cases.tieExhibit': (desk, input, by) =>
    changeHeld(desk, by, 'cases.tieExhibit', input, async (tx) => {
      const number = await numberOfClaim(tx, input.caseId, input.claimId);
      const label = labelOf(await exhibitOf(tx, input.caseId, input.evidenceId));
      await putTie(tx, { caseId: input.caseId, evidenceId: input.evidenceId, claimId: input.claimId, isTied: true, proves: input.proves, ...authorOf(by, tx) });
      const what = input.proves ? `, as proof that ${input.proves}` : '';
      return { note: { action: 'exhibit.tied', subject: `evidence:${input.evidenceId}`, words: `${by.name} put ${label} onto claim ${number}${what}`, data: input }, value: {} };
    }),

  'cases.untieExhibit': (desk, input, by) =>
    changeHeld(desk, by, 'cases.untieExhibit', input, async (tx) => {
      const number = await numberOfClaim(tx, input.caseId, input.claimId);
      const label = labelOf(await exhibitOf(tx, input.caseId, input.evidenceId));
      await putTie(tx, { caseId: input.caseId, evidenceId: input.evidenceId, claimId: input.claimId, isTied: false, proves: null, ...authorOf(by, tx) });
      return { note: { action: 'exhibit.untied', subject: `evidence:${input.evidenceId}`, words: `${by.name} took ${label} off claim ${number}` }, value: {} };
    }),

  'cases.addContradiction': (desk, input, by) =>
    changeHeld(desk, by, 'cases.addContradiction', input, async (tx) => {
      const [firstId, secondId] = input.between.toSorted() as [string, string];
      if (firstId === secondId) throw new DeskError('BAD_INPUT', 'An exhibit cannot contradict itself; choose two.');
      const labels = [labelOf(await exhibitOf(tx, input.caseId, firstId)), labelOf(await exhibitOf(tx, input.caseId, secondId))].sort();
      const [added] = await tx
        .insert(contradiction)
        .values({ contradictionId: newId(tx.now), caseId: input.caseId, firstId, secondId, words: input.words, ...authorOf(by, tx) })
        .onConflictDoUpdate({ target: [contradiction.firstId, contradiction.secondId], set: { words: input.words, ...authorOf(by, tx) } })
        .returning({ contradictionId: contradiction.contradictionId });
      if (!added) throw new Error('A contradiction that was just written is not there.');
      const words = `${by.name} noted that ${labels.join(' and ')} contradict each other: ${input.words}`;
      return { note: { action: 'contradiction.noted', subject: `case:${input.caseId}`, words, data: input }, value: added };
    }),

  'cases.removeContradiction': (desk, input, by) =>
    changeHeld(desk, by, 'cases.removeContradiction', input, async (tx) => {
      const [gone] = await tx
        .delete(contradiction)
        .where(and(eq(contradiction.caseId, input.caseId), eq(contradiction.contradictionId, input.contradictionId)))
        .returning();
      if (!gone) throw notFound('contradiction', input.contradictionId);
      const labels = [labelOf(await exhibitOf(tx, input.caseId, gone.firstId)), labelOf(await exhibitOf(tx, input.caseId, gone.secondId))].sort();
      return { note: { action: 'contradiction.removed', subject: `case:${input.caseId}`, words: `${by.name} took back that ${labels.join(' and ')} contradict each other` }, value: {} };
    }),
};

const sayStanding = { agreed: 'agreed', contested: 'contested', unanswered: 'not answered' } as const;

function authorOf(by: SignedIn, tx: Tx) {
  return { personId: by.personId, personName: by.name, at: tx.now };
}

async function putTie(tx: Tx, row: typeof exhibitTie.$inferInsert): Promise<void> {
  await tx.insert(exhibitTie).values(row).onConflictDoUpdate({ target: [exhibitTie.evidenceId, exhibitTie.claimId], set: row });
}

/** The claim's place on the board, from 1; NOT_FOUND when the case has no such claim. */
async function numberOfClaim(tx: Tx, caseId: string, claimId: string): Promise<number> {
  const [found] = await tx.select({ position: claim.position }).from(claim).where(and(eq(claim.caseId, caseId), eq(claim.claimId, claimId)));
  if (!found) throw notFound('claim', claimId);
  return found.position + 1;
}

async function exhibitOf(tx: Tx, caseId: string, evidenceId: string): Promise<typeof evidence.$inferSelect> {
  const [found] = await tx.select().from(evidence).where(and(eq(evidence.caseId, caseId), eq(evidence.evidenceId, evidenceId)));
  if (!found) throw notFound('exhibit', evidenceId);
  return found;
}

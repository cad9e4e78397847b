import { readCaseFile } from './cases/caseFile.ts';
import { leaseCase, loadCase } from './cases/lease.ts';
import { pick, type Random } from './db/seed/docket/random.ts';
import { madeMediators, verdictOn } from './db/seed/made/verdicts.ts';
import { openedMark } from './db/schema/evidence.ts';
import type { Desk, SignedIn } from './desk.ts';
import { DeskError } from './fault.ts';
import { ensurePerson } from './people/ensurePerson.ts';
import { stageOn } from './rulings/stage.ts';
import { letTakeEffect } from './rulings/takeEffect.ts';

/** The mediators of generated decisions; each person is made once. */
export async function seatMadeMediators(desk: Desk): Promise<SignedIn[]> {
  const seated: SignedIn[] = [];
  for (const name of madeMediators) seated.push({ ...(await desk.write((tx) => ensurePerson(tx, name, 'mediator'))), sessionId: 'demo' });
  return seated;
}

/**
 * Decides a generated case as a mediator would: takes it, opens its exhibits, stages a ruling without undo window and lets it take effect. The
 * payout and the letters wait as jobs. False when the desk refuses the ruling, as it may for any; the case then stays in the queue.
 */
export async function decideMade(desk: Desk, caseId: string, mediators: readonly SignedIn[], random: Random): Promise<boolean> {
  const by = pick(random, mediators);
  try {
    const { rulingId } = await desk.write(async (tx) => {
      await leaseCase(tx, await loadCase(tx, caseId), by);
      const unread = await readCaseFile(tx, caseId, by, tx.now);
      const marks = unread.exhibits.map(({ evidenceId }) => ({ evidenceId, personId: by.personId, at: tx.now }));
      if (marks.length > 0) await tx.insert(openedMark).values(marks).onConflictDoNothing();
      return stageOn(tx, { caseId, expectedVersion: unread.version, ruling: verdictOn(unread, random) }, by, 0);
    });
    await letTakeEffect(desk, rulingId);
    return true;
  } catch (error) {
    if (error instanceof DeskError) return false;
    throw error;
  }
}

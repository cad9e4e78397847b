import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { JobKind } from '../../contract/jobs.ts';
import type { LimitHolder } from '../../contract/limits.ts';
import type { RulingInput } from '../../contract/rulings.ts';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk } from '../../testing/tempDesk.ts';
import { loadCase } from '../cases/lease.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { limitHandlers } from '../people/limits.ts';
import { payOut } from '../refunds/payOut.ts';
import { approvalHandlers } from './approvalMethods.ts';
import { rulingHandlers } from './methods.ts';
import { takeEffect } from './takeEffect.ts';

export const approvalJobs: Partial<Record<JobKind, JobHandler>> = { 'ruling.takeEffect': takeEffect, 'refund.payOut': payOut, 'letter.send': sendLetter };

/** A desk with a case in the hands of Dana, a mediator, and Iris, a lead; and all they do about rulings above a limit. */
export async function openApprovalDesk() {
  const temp = await openTempDesk();
  const [dana, iris] = [await temp.seat('Dana'), await temp.seat('Iris', 'lead')];
  const file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  const limit = (holder: LimitHolder, minor: string | null, currency = 'USD') => limitHandlers['people.setLimit'](temp.desk, { requestId: randomUUID(), holder, currency, minor }, iris);
  const stage = (input: RulingInput = soundRuling(file), by = dana, seen = file) =>
    rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId: seen.caseId, expectedVersion: seen.version, ruling: input }, by);
  const undo = (rulingId: string, by: SignedIn) => rulingHandlers['rulings.undo'](temp.desk, { requestId: randomUUID(), rulingId }, by);
  const look = async (rulingId: string, by = iris) => {
    const found = await approvalHandlers['approvals.get'](temp.desk, { rulingId }, by);
    if (!found) throw new Error('The ruling was never held.');
    return found;
  };
  const approve = async (rulingId: string, by = iris, sha256?: string) =>
    approvalHandlers['approvals.approve'](temp.desk, { requestId: randomUUID(), rulingId, sha256: sha256 ?? (await look(rulingId, by)).sha256 }, by);
  const giveBack = (rulingId: string, by = iris, reason = 'The label cannot be read.') => approvalHandlers['approvals.return'](temp.desk, { requestId: randomUUID(), rulingId, reason }, by);
  const stateOf = async () => (await loadCase(temp.desk.db, file.caseId)).state;
  const rulingOf = async (rulingId: string) => (await temp.desk.db.select().from(ruling).where(eq(ruling.rulingId, rulingId)))[0];
  const pass = async (ms = 15_000) => {
    temp.clock.now += ms;
    for (let round = 0; round < 3; round += 1) expect(await temp.runDueJobs(approvalJobs)).toEqual([]);
  };
  /** Dana's ruling of USD 33.33 at the end of its undo window, with a limit of USD 20.00. */
  const held = async () => {
    await limit({ personId: dana.personId }, '2000');
    const { rulingId } = await stage();
    await pass();
    expect(await stateOf()).toBe('held');
    return rulingId;
  };
  return { temp, dana, iris, file, limit, stage, undo, look, approve, giveBack, stateOf, rulingOf, pass, held };
}

export type ApprovalDesk = Awaited<ReturnType<typeof openApprovalDesk>>;

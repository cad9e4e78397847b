import { randomUUID } from 'node:crypto';
import type { AppealAnswer } from '../contract/appealParts.ts';
import type { RulingInput, RulingSummary } from '../contract/rulings.ts';
import type { Adversary } from '../contract/vocabulary.ts';
import { sendLetter } from '../core/letters/sendLetter.ts';
import type { SignedIn } from '../core/desk.ts';
import { payOut } from '../core/refunds/payOut.ts';
import { sendCorrection } from '../core/refunds/sendCorrection.ts';
import { orderReturn } from '../core/returns/jobs.ts';
import { appealHandlers } from '../core/rulings/appealMethods.ts';
import { rulingHandlers } from '../core/rulings/methods.ts';
import { takeEffect } from '../core/rulings/takeEffect.ts';
import { soundRuling, takeCase } from './builders.ts';
import type { TempDesk } from './tempDesk.ts';

/** Jobs a ruling causes. */
export const rulingJobs = { 'ruling.takeEffect': takeEffect, 'refund.payOut': payOut, 'letter.send': sendLetter, 'correction.send': sendCorrection, 'return.order': orderReturn };

/** Rules on a case as a person would and lets it take effect, with its money and letters; on an appeal a view is noted first. */
export async function ruleOn(temp: TempDesk, caseId: string, by: SignedIn, change: Partial<RulingInput> = {}, answer?: AppealAnswer): Promise<RulingSummary> {
  await takeCase(temp.desk, caseId, by);
  if (answer) await noteView(temp, caseId, by);
  const file = await takeCase(temp.desk, caseId, by);
  const ruling = soundRuling(file, { ...change, ...(answer ? { appeal: answer } : {}) });
  const staged = await rulingHandlers['rulings.stage'](temp.desk, { requestId: randomUUID(), caseId, expectedVersion: file.version, ruling }, by);
  temp.clock.now += 15_000;
  for (let rounds = 0; rounds < 2; rounds += 1) {
    for (const failure of await temp.runDueJobs(rulingJobs)) throw failure;
  }
  return staged;
}

/** Notes the view that nothing is refunded. */
export const noteView = (temp: TempDesk, caseId: string, by: SignedIn) =>
  appealHandlers['appeals.noteView'](temp.desk, { requestId: randomUUID(), caseId, outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, words: 'The buyer shows nothing.' }, by);

/** Records an appeal of a side as it came by letter. */
export const recordAppeal = (temp: TempDesk, caseId: string, by: SignedIn, side: Adversary = 'seller', change: { newInformation?: string; receivedAt?: number; exhibits?: string[] } = {}) =>
  appealHandlers['appeals.record'](temp.desk, { requestId: randomUUID(), caseId, by: side, how: 'letter', newInformation: 'The carrier weighed the parcel.', exhibits: [], receivedAt: null, ...change }, by);

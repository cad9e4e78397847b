import { randomUUID } from 'node:crypto';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { InputOf, MethodName, OutputOf } from '../../contract/methods.ts';
import type { RulingInput, RulingSummary } from '../../contract/rulings.ts';
import { DeskError } from '../../core/fault.ts';
import { soundRuling } from '../builders.ts';
import type { CasePlan } from './plan.ts';

/** What the desk acknowledged: from then on it must hold, whatever dies. */
export type Acknowledged = { rulingId: string; caseId: string; amount: RulingSummary['amount']; undone: boolean; returned: boolean };

/** What a mediator works with. Sessions: their own, that of a colleague who decides appeals, that of a lead. */
export type Tools = {
  ask<Name extends MethodName>(method: Name, input: InputOf<Name>, sessionId: string): Promise<OutputOf<Name>>;
  seat: string;
  colleague: string;
  lead: string;
  acknowledge(summary: RulingSummary): Acknowledged;
};

const waitMs = 40;
/** Longer than any desk takes to start again and work through what it finds. */
const patienceMs = 90_000;
const refusals = new Set(['CONFLICT', 'LEASE_LOST', 'NOT_ALLOWED_NOW', 'ABOVE_CAP', 'NOT_FOUND']);

/** Works one case through as its plan says, as a person does it on screen. */
export async function workThrough(tools: Tools, plan: CasePlan, caseId: string): Promise<void> {
  const { seat, lead, colleague } = tools;
  const [first, second] = plan.percents;
  if (plan.story === 'none') return void (await rule(tools, plan, caseId, seat, null));
  const staged = await rule(tools, plan, caseId, seat, first);
  if (plan.story === 'rule' || staged.summary.amount === null) return;
  if (plan.story === 'undo') {
    if (await undo(tools, staged, seat)) await rule(tools, plan, caseId, seat, second);
  } else if (plan.story === 'appeal') {
    if ((await reached(tools, staged.summary.rulingId, 'effective')) !== 'effective') return;
    await orRefused(() => tools.ask('appeals.record', { requestId: randomUUID(), caseId, by: 'buyer', how: 'letter', newInformation: 'The carrier weighed the parcel.' }, seat));
    await rule(tools, plan, caseId, colleague, second);
  } else await bySecondPerson(tools, plan, staged, lead);
}

type Staged = { summary: RulingSummary; noted: Acknowledged };

/** Takes the case, opens what it shows and stages; refused for a reason, looks again as a person would. */
async function rule(tools: Tools, plan: CasePlan, caseId: string, sessionId: string, percent: string | null): Promise<Staged> {
  let share = percent;
  for (let until = Date.now() + patienceMs; ; ) {
    try {
      await tools.ask('cases.claim', { requestId: randomUUID(), caseId }, sessionId);
      let file = await openAll(tools, caseId, sessionId);
      if (file.appeal && !file.appeal.view) {
        await tools.ask('appeals.noteView', { requestId: randomUUID(), caseId, outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, words: 'The buyer shows nothing.' }, sessionId);
        file = await tools.ask('cases.get', { caseId }, sessionId);
      }
      const summary = await tools.ask('rulings.stage', { requestId: randomUUID(), caseId, expectedVersion: file.version, ruling: rulingOf(file, plan, share) }, sessionId);
      return { summary, noted: tools.acknowledge(summary) };
    } catch (error) {
      if (!(error instanceof DeskError) || !refusals.has(error.code)) throw error;
      if (error.code === 'ABOVE_CAP' && share !== null) {
        // The order has no room left for this much: half of it, in the end nothing. Each is a new try, however long the machine took for the last.
        share = Number(share) < 2 ? null : (Number(share) / 2).toFixed(2);
        until = Date.now() + patienceMs;
      } else if (Date.now() > until) throw error;
      await pause();
    }
  }
}

function rulingOf(file: CaseFile, plan: CasePlan, percent: string | null): RulingInput {
  const change: Partial<RulingInput> = percent === null ? { outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, bearers: [] } : { basis: { by: 'percent', percent }, bearers: plan.bearers };
  const sound = soundRuling(file, change);
  const findings = percent === null ? sound.findings.map((one) => ({ ...one, result: 'not_established' as const })) : sound.findings;
  return { ...sound, findings, ...(file.appeal ? { appeal: { result: 'partly' as const, newInformation: 'It changes a part.' } } : {}) };
}

async function openAll(tools: Tools, caseId: string, sessionId: string): Promise<CaseFile> {
  const { exhibits } = await tools.ask('cases.get', { caseId }, sessionId);
  for (const { evidenceId, openedAt } of exhibits) if (openedAt === null) await tools.ask('cases.openExhibit', { caseId, evidenceId }, sessionId);
  return tools.ask('cases.get', { caseId }, sessionId);
}

/** Takes a ruling back; false when its time was over. */
async function undo(tools: Tools, { summary, noted }: Staged, sessionId: string): Promise<boolean> {
  const undone = await orRefused(() => tools.ask('rulings.undo', { requestId: randomUUID(), rulingId: summary.rulingId }, sessionId));
  if (undone?.state === 'undone') noted.undone = true;
  return undone !== null;
}

/** A lead approves, at once or after taking the approval back, or returns the case to its author, who rules anew. */
async function bySecondPerson(tools: Tools, plan: CasePlan, staged: Staged, lead: string): Promise<void> {
  const { rulingId, caseId } = staged.summary;
  if ((await reached(tools, rulingId, 'held')) !== 'held') return;
  if (plan.story === 'return') {
    const returned = await orRefused(() => tools.ask('approvals.return', { requestId: randomUUID(), rulingId, reason: 'Look at the label again.' }, lead));
    if (returned) staged.noted.returned = true;
    // Below the limit now, whatever was captured.
    return void (await rule(tools, plan, caseId, tools.seat, '5.55'));
  }
  await openAll(tools, caseId, lead);
  const approve = async () => {
    const look = await tools.ask('approvals.get', { rulingId }, lead);
    if (look) await orRefused(() => tools.ask('approvals.approve', { requestId: randomUUID(), rulingId, sha256: look.sha256 }, lead));
  };
  await approve();
  if (plan.story === 'unapprove' && (await undo(tools, staged, lead))) await approve();
}

/** Waits until a ruling is in a state, or in one that it does not leave. */
async function reached(tools: Tools, rulingId: string, state: RulingSummary['state']): Promise<RulingSummary['state']> {
  for (const until = Date.now() + patienceMs; ; await pause()) {
    const { summary } = await tools.ask('rulings.get', { rulingId }, tools.seat);
    if (summary.state === state || ['effective', 'undone', 'returned'].includes(summary.state)) return summary.state;
    if (Date.now() > until) throw new Error(`The ruling ${rulingId} stayed ${summary.state} and was never ${state}.`);
  }
}

async function orRefused<Value>(act: () => Promise<Value>): Promise<Value | null> {
  try {
    return await act();
  } catch (error) {
    // An approver who comes too late is told that only the author could take the ruling back.
    if (error instanceof DeskError && (refusals.has(error.code) || error.code === 'NOT_PERMITTED')) return null;
    throw error;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, waitMs));
}

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CaseReport, DecisionsReport } from '../../contract/reportParts.ts';
import type { RulingSummary } from '../../contract/rulings.ts';
import { noteView, recordAppeal, ruleOn } from '../../testing/appealed.ts';
import { neutralCase, placeCase, takeCase } from '../../testing/builders.ts';
import { answerIt, correctIt, reviewedBy } from '../../testing/reviewed.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { readLogOf } from '../audit/logOfCase.ts';
import { auditEntry } from '../db/schema/audit.ts';
import type { SignedIn } from '../desk.ts';
import { createLongRead } from '../longRead.ts';
import { verifyAll } from '../verifyAll.ts';
import { makingsOf } from './making.ts';
import { reportHandlers } from './methods.ts';
import { openReport } from './openReport.ts';

const reasons = 'The watch on the photo is red, said first.';

let temp: TempDesk;
let ada: SignedIn;
let lead: SignedIn;
let triage: SignedIn;
let caseId: string;
let first: RulingSummary;

/** A case that Ada ruled on, with its money and letters gone out. */
beforeEach(async () => {
  temp = await openTempDesk();
  [ada, lead, triage] = [await temp.seat('Ada Mira'), await temp.seat('Lou', 'lead'), await temp.seat('Tess', 'triage')];
  caseId = await placeCase(temp.desk);
  first = await ruleOn(temp, caseId, ada, { reasons });
});
afterEach(() => temp.close());

async function words(reportId: string, by: SignedIn): Promise<string> {
  const { stream } = await openReport(temp.desk, reportId, by);
  // Not as text: that would swallow the byte order mark.
  return Buffer.from(await new Response(stream).arrayBuffer()).toString('utf8');
}

async function caseReport(by: SignedIn, rulingId: string | null = null): Promise<CaseReport> {
  const { reportId } = await reportHandlers['reports.ofCase'](temp.desk, { requestId: randomUUID(), caseId, rulingId, format: 'json' }, by);
  return CaseReport.parse(JSON.parse(await words(reportId, by)));
}

const decisions = (by: SignedIn, format: 'csv' | 'json', filter = {}) => reportHandlers['reports.ofDecisions'](temp.desk, { requestId: randomUUID(), filter, format }, by);

describe('the report of a case', () => {
  it('would leave out how the amount came about, what it rests on, the clause as it read then, what was paid, or the log', async () => {
    const report = await caseReport(lead);
    const [ruling] = report.rulings;
    expect(ruling).toMatchObject({ state: 'effective', outcome: 'partial_refund', amount: { minor: '3333' }, refunds: [{ state: 'settled', amount: { minor: '3333' } }] });
    expect(ruling?.detail).toMatchObject({ reasons, findings: [{ claim: 1, result: 'established', exhibits: ['B-1'] }], shares: [{ bearer: 'seller', amount: { minor: '3333' } }] });
    expect(ruling?.detail?.lines.reduce((sum, { refund }) => sum + Number(refund.minor), 0)).toBe(3333);
    expect(ruling?.detail?.clauses).toEqual([{ code: '3.3', title: expect.any(String), text: expect.stringMatching(/\w{3,}/u) }]);
    expect(report.letters.map(({ to, state }) => [to, state]).toSorted()).toEqual([['buyer', 'sent'], ['seller', 'sent']]);
    const entries = await temp.desk.db.select().from(auditEntry);
    const before = entries.at(-2);
    expect(report.made.log).toMatchObject({ entries: before?.seq, head: before?.hash, checkpoint: null });
    expect(report.log.map(({ seq, hash }) => [seq, hash])).toEqual(entries.filter((one) => one.caseId === caseId && one.action !== 'report.made').map(({ seq, hash }) => [seq, hash]));
  });

  it('would leave the log without who took it out, as what, and which file it was', async () => {
    const requestId = randomUUID();
    const made = await reportHandlers['reports.ofCase'](temp.desk, { requestId, caseId, rulingId: null, format: 'pdf' }, lead);
    expect(made).toMatchObject({ reportId: requestId, mediaType: 'application/pdf', fileName: expect.stringMatching(/^C-\d+ report 2026-06-10\.pdf$/) });
    const told = (await readLogOf(temp.desk.db, caseId, lead)).at(-1);
    expect(told).toMatchObject({ action: 'report.made', subject: `report:${requestId}`, personName: 'Lou', words: expect.stringMatching(/^Lou took out the report of C-\d+ as PDF$/) });
    expect(await verifyAll(temp.desk.db, temp.desk.dataDir)).toMatchObject({ ok: true });
  });

  it('would log and make a report twice when its answer was lost on the way', async () => {
    const input = { requestId: randomUUID(), caseId, rulingId: null, format: 'json' as const };
    const once = await reportHandlers['reports.ofCase'](temp.desk, input, lead);
    expect(await reportHandlers['reports.ofCase'](temp.desk, input, lead)).toEqual(once);
    expect((await readLogOf(temp.desk.db, caseId, lead)).filter(({ action }) => action === 'report.made')).toHaveLength(1);
  });

  it('would hand a report to another person or window, or for ever', async () => {
    const { reportId } = await reportHandlers['reports.ofCase'](temp.desk, { requestId: randomUUID(), caseId, rulingId: null, format: 'json' }, lead);
    for (const other of [ada, triage, { ...lead, sessionId: 'another window' }]) await expect(openReport(temp.desk, reportId, other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    temp.clock.now += 11 * 60_000;
    await expect(openReport(temp.desk, reportId, lead)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('would tell triage the reasons of a decision, or show them its moment', async () => {
    const report = await caseReport(triage);
    expect(report.rulings).toMatchObject([{ outcome: 'partial_refund', detail: null }]);
    expect(report.leftOut).toHaveLength(1);
    expect(JSON.stringify(report)).not.toContain(reasons);
    await expect(caseReport(triage, first.rulingId)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  });

  it('would tell the ruling appealed to who may come to decide, in any part of it', async () => {
    await recordAppeal(temp, caseId, lead);
    const bo = await temp.seat('Noel');
    // Without ids and hashes, which hold any four digits now and then.
    const told = JSON.stringify(await caseReport(bo)).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,}/g, '');
    for (const secret of [reasons, '3333', '33.33', '33,33', 'refund.settled']) expect([secret, told.includes(secret)]).toEqual([secret, false]);
    expect(JSON.parse(told)).toMatchObject({ rulings: [], leftOut: [expect.stringContaining('under appeal')], appeals: [{ state: 'open' }] });
    await expect(caseReport(bo, first.rulingId)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect(await decisions(bo, 'json')).toMatchObject({ rows: 0 });
    await ruleOnAppeal(bo);
    expect(JSON.stringify(await caseReport(bo))).toContain(reasons);
  });

  it('would say that a party appealed where a review of the desk led to a correction, with the words of the lead as theirs', async () => {
    const reviewId = await reviewedBy(temp, first.rulingId, lead);
    await answerIt(temp, reviewId, ada);
    await correctIt(temp, reviewId, lead);
    expect((await caseReport(lead)).appeals).toMatchObject([{ rulingId: first.rulingId, by: 'platform', how: 'review', state: 'open' }]);
    const { reportId } = await decisions(lead, 'json');
    expect(DecisionsReport.parse(JSON.parse(await words(reportId, lead))).rows).toMatchObject([{ appeal: null, review: { verdict: 'overturn' } }]);
  });

  it('would show the case as it is in place of as it was ruled', async () => {
    const before = await caseReport(lead, first.rulingId);
    await recordAppeal(temp, caseId, lead);
    await ruleOnAppeal(await temp.seat('Noel'));
    const after = await caseReport(ada, first.rulingId);
    expect([after.case.state, after.rulings.map(({ rulingId }) => rulingId), after.asOf?.rulingId]).toEqual(['in_review', [first.rulingId], first.rulingId]);
    const { made: _made, appeals: _appeals, log: _log, letters: _letters, ...wasThere } = before;
    expect(after).toMatchObject(wasThere);
    expect(after.log.length).toBeLessThan((await readLogOf(temp.desk.db, caseId, ada)).length);
    expect((await caseReport(ada)).rulings).toHaveLength(2);
  });
});

async function ruleOnAppeal(by: SignedIn): Promise<void> {
  await ruleOn(temp, caseId, by, { outcome: 'full_refund', basis: { by: 'full' } }, { result: 'changed', newInformation: 'The weight shows nothing.' });
}

describe('the report of decisions', () => {
  it('would take other rulings than the list shows, or pages of them twice', async () => {
    for (let count = 0; count < 3; count += 1) await ruleOn(temp, await placeCase(temp.desk, neutralCase()), ada, { outcome: 'full_refund', basis: { by: 'full' } });
    const { reportId, rows } = await decisions(lead, 'json', { outcome: 'full_refund' });
    const report = DecisionsReport.parse(JSON.parse(await words(reportId, lead)));
    expect([rows, report.rows.length, new Set(report.rows.map(({ rulingId }) => rulingId)).size]).toEqual([3, 3, 3]);
    expect(report).toMatchObject({ filterWords: ['Outcome: Full refund.'], totals: { rulings: 3, byCurrency: [{ currency: 'USD', n: 3, ruled: { minor: '19995' }, paid: { minor: '19995' } }] } });
  });

  it('would let a name of a person become a formula in a spreadsheet, or a sum lose its point', async () => {
    const rogue = await temp.seat('=HYPERLINK("http://x")');
    await ruleOn(temp, await placeCase(temp.desk, neutralCase()), rogue);
    const csv = await words((await decisions(lead, 'csv')).reportId, lead);
    expect(csv.split('\r\n')[0]).toBe('\ufeffruling_id,case,case_id,kind,staged_at,effective_at,mediator,reason,outcome,with_return,amount,currency,second_amount,second_currency,paid,paid_currency,policy,state,approval,approval_by,approval_at,appeal_by,appeal,review_state,review_verdict');
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv).toContain(',33.33,USD,');
    expect(csv.trimEnd().split('\r\n')).toHaveLength(3);
  });
});

describe('making a report', () => {
  it('would hold the thread of the core while it is made, or go on after it was stopped and stand in the log', async () => {
    const key = new Uint8Array(32).fill(7);
    temp.desk.longRead = createLongRead({ dataDir: temp.desk.dataDir, key });
    const requestId = randomUUID();
    const made = reportHandlers['reports.ofDecisions'](temp.desk, { requestId, filter: {}, format: 'pdf' }, lead);
    const ended = expect(made).rejects.toMatchObject({ code: 'CONFLICT' });
    while (!makingsOf(temp.desk).making.has(requestId)) await new Promise(setImmediate);
    expect(await reportHandlers['reports.progress'](temp.desk, { requestId }, lead)).toEqual({ done: 0, total: 1 });
    expect(await reportHandlers['reports.progress'](temp.desk, { requestId }, ada)).toBeNull();
    await reportHandlers['reports.cancel'](temp.desk, { requestId }, ada);
    await reportHandlers['reports.cancel'](temp.desk, { requestId }, lead);
    await ended;
    expect(await reportHandlers['reports.progress'](temp.desk, { requestId }, lead)).toBeNull();
    expect((await temp.desk.db.select().from(auditEntry)).some(({ action }) => action === 'report.made')).toBe(false);
    expect(await decisions(lead, 'csv')).toMatchObject({ rows: 1 });
  });

  it('would hand something out from a desk that cannot write it into the log', async () => {
    temp.desk.mode = 'read';
    await expect(caseReport(lead)).rejects.toMatchObject({ code: 'DATA_FOLDER_BUSY' });
  });
});

it('would need a view noted first even for the report of decisions after it', async () => {
  await recordAppeal(temp, caseId, lead);
  const bo = await temp.seat('Noel');
  await ruleOn(temp, await placeCase(temp.desk, neutralCase()), bo);
  expect(await decisions(bo, 'json')).toMatchObject({ rows: 1 });
  await takeCase(temp.desk, caseId, bo);
  await noteView(temp, caseId, bo);
  expect(await decisions(bo, 'json')).toMatchObject({ rows: 2 });
});

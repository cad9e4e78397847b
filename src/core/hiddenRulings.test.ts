import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RulingSummary } from '../contract/rulings.ts';
import { noteView, recordAppeal, ruleOn, rulingJobs } from '../testing/appealed.ts';
import { neutralCase, openAllExhibits, placeCase, soundRuling, takeCase } from '../testing/builders.ts';
import { giveVerdict } from '../testing/reviewed.ts';
import { openTempDesk, type TempDesk } from '../testing/tempDesk.ts';
import { readCaseFile } from './cases/caseFile.ts';
import { listCases } from './cases/list.ts';
import { readMarks } from './cases/marks.ts';
import { caseHandlers } from './cases/methods.ts';
import { tagHandlers } from './cases/tagMethods.ts';
import { disputeCase } from './db/schema/disputeCase.ts';
import { feedRefusal, feedSource } from './db/schema/feed.ts';
import { job } from './db/schema/job.ts';
import { letter } from './db/schema/letter.ts';
import type { SignedIn } from './desk.ts';
import { createDispatch } from './dispatch.ts';
import { everyRead } from './everyRead.testing.ts';
import { createBatches } from './intake/batches.ts';
import { openLetter } from './letters/openLetter.ts';
import { limitHandlers } from './people/limits.ts';
import { reconciliationHandlers } from './refunds/reconcile/methods.ts';
import { reconcileLedger } from './refunds/reconcile/reconcile.ts';
import { createHandlers } from './registry.ts';
import { catchUp } from './search/catchUp.ts';
import { searchHandlers } from './search/methods.ts';
import { calibrationHandlers } from './reviews/calibrationMethods.ts';
import { reviewHandlers } from './reviews/reviewMethods.ts';
import { approvalHandlers } from './rulings/approvalMethods.ts';
import { rulingHandlers } from './rulings/methods.ts';
import { verifyAll } from './verifyAll.ts';

const reasons = 'The watch on the photo is red, said first.';
const found = 'The colour differs, found first.';
/** The reasons, the finding, and the amount as data, in words, in German and Japanese letters, as a share, and in sums with another amount. */
const secrets = [reasons, found, '"3333"', '33.33', '33,33', '5001', '"9998"', 'refund.settled', 'refundId'];

let temp: TempDesk;
let ada: SignedIn;
let bo: SignedIn;
let lead: SignedIn;
let approver: SignedIn;
let caseId: string;
let otherId: string;
let first: RulingSummary;
const seats = new Map<string, SignedIn>();
let reviewIds: string[];
let roundIds: string[];

/** A case that Ada ruled on above her limit and Lena approved; nothing else is decided here. */
beforeEach(async () => {
  [reviewIds, roundIds] = [[], []];
  temp = await openTempDesk();
  [ada, bo, lead, approver] = [await temp.seat('Ada Mira'), await temp.seat('Noel'), await temp.seat('Lou', 'lead'), await temp.seat('Lena', 'lead')];
  for (const one of [ada, bo, lead, approver]) seats.set(one.sessionId, one);
  await limitHandlers['people.setLimit'](temp.desk, { requestId: randomUUID(), holder: { role: 'mediator' }, currency: 'USD', minor: '2000' }, lead);
  caseId = await placeCase(temp.desk);
  otherId = await placeCase(temp.desk, neutralCase());
  const file = await takeCase(temp.desk, caseId, ada);
  const findings = soundRuling(file).findings.map((one) => ({ ...one, words: found }));
  first = await ruleOn(temp, caseId, ada, { reasons, findings });
  await openAllExhibits(temp.desk, caseId, approver);
  const look = await approvalHandlers['approvals.get'](temp.desk, { rulingId: first.rulingId }, approver);
  await approvalHandlers['approvals.approve'](temp.desk, { requestId: randomUUID(), rulingId: first.rulingId, sha256: look?.sha256 ?? '' }, approver);
  temp.clock.now += 15_000;
  for (let round = 0; round < 2; round += 1) expect(await temp.runDueJobs(rulingJobs)).toEqual([]);
  // A payout that the ledger lost tells of the ruling too.
  temp.clock.now += 2 * 3_600_000;
  temp.gateway.ledger = [];
  await reconciliationHandlers['reconciliation.run'](temp.desk, { requestId: randomUUID() }, lead);
  expect(await temp.runDueJobs({ 'ledger.reconcile': reconcileLedger })).toEqual([]);
  await catchUp(temp.desk);
});
afterEach(() => temp.close());

/** Which secrets each method tells a person, by its name. */
async function told(by: SignedIn): Promise<Record<string, string[]>> {
  const handlers = createHandlers(createBatches(temp.desk.dataDir), () => verifyAll(temp.desk.db, temp.desk.dataDir), async () => []);
  const faults: unknown[] = [];
  const handle = createDispatch(temp.desk, handlers, async (sessionId) => seats.get(sessionId) ?? null, (method, error) => faults.push([method, error]));
  const tells: Record<string, string[]> = {};
  for (const [method, asked] of Object.entries(await everyRead(temp, { caseId, otherId, by: ada, rulingId: first.rulingId, reviewIds, roundIds }))) {
    for (const input of asked) {
      const reply = await handle(method, input, { sessionId: by.sessionId });
      if (!reply.ok) expect([method, reply.error.code, reply.error.message]).toEqual([method, expect.stringMatching(/^NOT_(PERMITTED|ALLOWED_NOW|FOUND)$/), expect.any(String)]);
      const text = JSON.stringify(reply, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
      const leaks = secrets.filter((secret) => text.includes(secret));
      if (leaks.length > 0) tells[method] = [...new Set([...(tells[method] ?? []), ...leaks])];
    }
  }
  expect(faults).toEqual([]);
  return tells;
}

it('would tell the ruling appealed by some read method to those who may come to decide, before they noted a view', async () => {
  await recordAppeal(temp, caseId, bo);
  expect(await told(lead)).toEqual({});
  await takeCase(temp.desk, caseId, bo);
  expect(await told(bo)).toEqual({});
  await catchUp(temp.desk);
  expect(await told(bo)).toEqual({});
});

it('would find the case by the words of its ruling or letters, count it, or say where they stand, once they are hidden', async () => {
  const find = async (query: string, by: SignedIn) => {
    const { hits, total } = await searchHandlers['search.find'](temp.desk, { query, limit: 50, before: null }, by);
    return [hits.map((hit) => hit.place), total];
  };
  const asked = ['"differs, found first"', 'in:rulings differs', 'in:letters colour', '"said first"'];
  for (const query of asked) expect([query, await find(query, bo)]).toEqual([query, [[expect.stringMatching(/^(rulings|letters)$/)], 1]]);
  await recordAppeal(temp, caseId, bo);
  for (const query of asked) expect([query, await find(query, bo)]).toEqual([query, [[], 0]]);
  await catchUp(temp.desk);
  for (const query of asked) expect([query, await find(query, bo)]).toEqual([query, [[], 0]]);
  expect(await find('blue', bo)).toEqual([['head', 'head'], 2]);
});

it('would find a case under appeal by what who ruled on it noted, which the case keeps from whoever decides next', async () => {
  const note = (by: SignedIn, text: string) => caseHandlers['cases.addNote'](temp.desk, { requestId: randomUUID(), caseId, text }, by);
  await note(ada, 'A third is enough, for the zebra stripes');
  await note(bo, 'The buyer rang about the zebra twice');
  await recordAppeal(temp, caseId, bo);
  const find = async (query: string) => {
    const { hits, total } = await searchHandlers['search.find'](temp.desk, { query, limit: 50, before: null }, lead);
    const { rows } = await caseHandlers['cases.list'](temp.desk, { scope: 'all', query, sort: 'priority', cursor: null, limit: 50 } as never, lead);
    return [hits.length, total, rows.length];
  };
  await catchUp(temp.desk);
  for (const query of ['"zebra stripes"', 'in:notes enough']) expect([query, await find(query)]).toEqual([query, [0, 0, 0]]);
  expect(await find('zebra twice')).toEqual([1, 1, 1]);
});

it('would tell of the last of very many cases that somebody has to judge blind', async () => {
  let lastId = '';
  for (let one = 0; one < 210; one += 1) lastId = await placeCase(temp.desk);
  await caseHandlers['cases.addNote'](temp.desk, { requestId: randomUUID(), caseId: lastId, text: 'The zebra is right' }, ada);
  await catchUp(temp.desk);
  const find = async () => (await searchHandlers['search.find'](temp.desk, { query: 'zebra', limit: 50, before: null }, lead)).total;
  expect(await find()).toBe(1);
  // As many rulings are reviewed as there are cases; none of them is looked at here.
  await temp.database.run(sql`pragma foreign_keys = off`);
  await temp.database.run(sql`insert into review (review_id, ruling_id, case_id, reviewer_id, state, opened_at) select 'review-' || number, 'ruling-' || number, case_id, ${lead.personId}, 'open', 0 from dispute_case`);
  expect(await find()).toBe(0);
});

it('would show a triage clerk by a search the reasons of a ruling, which is not theirs to open', async () => {
  const clerk = await temp.seat('Tri', 'triage');
  const find = async (query: string, by: SignedIn) => {
    const { hits } = await searchHandlers['search.find'](temp.desk, { query, limit: 50, before: null }, by);
    const { rows } = await caseHandlers['cases.list'](temp.desk, { scope: 'all', query, sort: 'priority', cursor: null, limit: 50 } as never, by);
    return [hits.map((hit) => hit.place), rows.length];
  };
  for (const query of ['in:rulings differs', '"differs, found first"']) expect([query, await find(query, bo)]).toEqual([query, [[expect.stringMatching(/^(rulings|letters)$/)], 1]]);
  expect(await find('in:rulings differs', clerk)).toEqual([[], 0]);
  // The letters of it are theirs to read.
  expect(await find('in:letters differs', clerk)).toEqual([['letters'], 1]);
});

it('would find a case to be judged blind by what the desk wrote of it, or count it in a list', async () => {
  await caseHandlers['cases.addNote'](temp.desk, { requestId: randomUUID(), caseId, text: 'Ada finds the seller lying' }, ada);
  await catchUp(temp.desk);
  const find = async (query: string) => {
    const { hits, total } = await searchHandlers['search.find'](temp.desk, { query, limit: 50, before: null }, lead);
    const { rows } = await caseHandlers['cases.list'](temp.desk, { scope: 'all', query, sort: 'priority', cursor: null, limit: 50 } as never, lead);
    return [hits.map((hit) => hit.place), total, rows.length];
  };
  expect(await find('"seller lying"')).toEqual([['notes'], 1, 1]);
  await reviewHandlers['reviews.open'](temp.desk, { requestId: randomUUID(), rulingId: first.rulingId, sampleId: null }, lead);
  for (const query of ['"seller lying"', 'in:notes lying', 'in:rulings differs', '"found first"']) expect([query, await find(query)]).toEqual([query, [[], 0, 0]]);
  expect(await find('blue')).toEqual([['head', 'head'], 2, 2]);
});

it('would keep it from those who noted a view, or made or approved it, and so hide nothing because it tells nobody', async () => {
  await recordAppeal(temp, caseId, bo);
  const known = ['cases.get', 'rulings.get', 'rulings.list', 'letters.preview', 'letters.ofCase', 'audit.ofCase', 'approvals.get', 'rulings.likeCases', 'jobs.list', 'payouts.list', 'cases.ofParties', 'reconciliation.list', 'reconciliation.differences'];
  await takeCase(temp.desk, caseId, bo);
  await noteView(temp, caseId, bo);
  for (const one of [bo, ada, approver]) expect(Object.keys(await told(one))).toEqual(expect.arrayContaining(known));
  // Drafts are told to their author and to leads alone.
  expect(await told(ada)).toHaveProperty(['rulings.asItWas']);
});

it('would hand out the letters of the ruling as a PDF, or show one of them on the way to sending it once more', async () => {
  await recordAppeal(temp, caseId, bo);
  const [sent] = await temp.desk.db.select().from(letter).where(eq(letter.kind, 'ruling'));
  const letterId = sent?.letterId ?? '';
  expect(sent?.state).toBe('sent');
  const handlers = createHandlers(createBatches(temp.desk.dataDir), () => Promise.reject(new Error('not asked')), async () => []);
  const resend = (by: SignedIn) => handlers['letters.resend'](temp.desk, { requestId: randomUUID(), letterId }, by);
  for (const hidden of [bo, lead]) {
    await expect(openLetter(temp.desk, letterId, hidden)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await expect(resend(hidden)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  }
  expect(await resend(approver)).toMatchObject({ kind: 'ruling' });
});

it('would tell of its money by trying the job of the payout again, or by pictures of its goods that could not be had', async () => {
  await recordAppeal(temp, caseId, bo);
  await temp.desk.write(async (tx) => {
    await tx.update(job).set({ state: 'failed' }).where(eq(job.kind, 'refund.payOut'));
    const [row] = await tx.select().from(disputeCase).where(eq(disputeCase.caseId, caseId));
    const line = 'https://market.example';
    await tx.insert(feedSource).values({ line, source: row?.source ?? '' });
    await tx.insert(feedRefusal).values({ refusalId: randomUUID(), line, thing: 'return', about: randomUUID(), disputeId: row?.sourceId ?? '', code: 'FILE_MISSING', words: 'The return is noted.', firstAt: tx.now, lastAt: tx.now, times: 1, tryAt: null });
  });
  const [payout] = await temp.desk.db.select().from(job).where(eq(job.kind, 'refund.payOut'));
  const handlers = createHandlers(createBatches(temp.desk.dataDir), () => Promise.reject(new Error('not asked')), async () => []);
  for (const hidden of [bo, lead]) {
    await expect(handlers['jobs.retry'](temp.desk, { jobId: payout?.jobId ?? '' }, hidden)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect((await handlers['feed.refusals'](temp.desk, { cursor: null, limit: 50 }, hidden)).rows).toEqual([]);
  }
  expect((await handlers['feed.refusals'](temp.desk, { cursor: null, limit: 50 }, approver)).rows).toHaveLength(1);
  expect(await handlers['jobs.retry'](temp.desk, { jobId: payout?.jobId ?? '' }, approver)).toMatchObject({ state: 'waiting' });
});

it('would tell of a ruling by a tag that was given after it, in the case or a list, or hide those that were there before', async () => {
  const tag = (tags: string[], by: SignedIn) => tagHandlers['cases.tag'](temp.desk, { requestId: randomUUID(), caseId: otherId, tags }, by);
  await tag(['fragile'], bo);
  temp.clock.now += 60_000;
  const { rulingId } = await ruleOn(temp, otherId, approver);
  temp.clock.now += 60_000;
  expect(await temp.runDueJobs(rulingJobs)).toEqual([]);
  await tag(['half back'], approver);
  const { reviewId } = await reviewHandlers['reviews.open'](temp.desk, { requestId: randomUUID(), rulingId, sampleId: null }, lead);
  const shown = async (by: SignedIn) => {
    const list = async (query: string) => (await listCases(temp.desk.db, { scope: 'all', query, sort: 'age', cursor: null, limit: 10 }, by, temp.clock.now)).rows.map(({ tags }) => tags);
    const marks = (await readMarks(temp.desk.db, [otherId], by, temp.clock.now)).get(otherId)?.tags;
    return [(await readCaseFile(temp.desk.db, otherId, by, temp.clock.now)).tags, marks, await list('tag:fragile'), await list('tag:"half back"')];
  };
  const before = ['fragile'];
  const all = ['fragile', 'half back'];
  expect([await shown(lead), await shown(bo)]).toEqual([[before, before, [before], []], [all, all, [all], [all]]]);
  expect(await tag(['half back', 'seen'], lead)).toEqual({ tags: [...before, 'seen'] });
  await reviewHandlers['reviews.noteView'](temp.desk, { requestId: randomUUID(), reviewId, outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, words: 'Nothing is shown.' }, lead);
  expect((await shown(lead))[0]).toEqual([...all, 'seen']);
});

it('would tell a ruling, its money or who made it by some read method to who judges it blind, in a review or a round', async () => {
  const other = await temp.seat('Nia', 'lead');
  seats.set(other.sessionId, other);
  // A third lead's verdict on the same ruling, and what they noted, tell of it too.
  for (const one of [other, lead]) reviewIds.push((await reviewHandlers['reviews.open'](temp.desk, { requestId: randomUUID(), rulingId: first.rulingId, sampleId: null }, one)).reviewId);
  const [reviewId = ''] = reviewIds;
  await reviewHandlers['reviews.noteView'](temp.desk, { requestId: randomUUID(), reviewId, outcome: 'partial_refund', basis: { by: 'sum', minor: '3333' }, words: 'Half of it, said first.' }, other);
  await giveVerdict(temp, reviewId, other, 'agree', { words: reasons });
  const round = await calibrationHandlers['calibration.open'](temp.desk, { requestId: randomUUID(), name: 'June', rulingIds: [first.rulingId], personIds: [bo.personId, (await temp.seat('Pia')).personId] }, other);
  roundIds.push(round.calibrationId);
  for (const blind of [lead, bo]) expect([blind.name, await told(blind)]).toEqual([blind.name, {}]);
  const log = (by: SignedIn) => createHandlers(createBatches(temp.desk.dataDir), () => Promise.reject(new Error('not asked')), async () => [])['audit.ofCase'](temp.desk, { caseId }, by);
  for (const blind of [lead, bo]) await expect(log(blind)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  const shown = JSON.stringify([await reviewHandlers['reviews.get'](temp.desk, { reviewId: reviewIds[1] ?? '' }, lead), await readCaseFile(temp.desk.db, caseId, lead, temp.clock.now), await rulingHandlers['rulings.list'](temp.desk, { filter: { personId: ada.personId }, cursor: null, limit: 50 }, lead)], (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  expect([shown.includes('Ada Mira'), shown.includes('Lena'), shown.includes(ada.personId)]).toEqual([false, false, false]);
  // Nor may a page say that there is more of what it does not show.
  const pageOf = (by: SignedIn, asked: object) => createHandlers(createBatches(temp.desk.dataDir), () => Promise.reject(new Error('not asked')), async () => [])['audit.entries'](temp.desk, { limit: 1, ...asked } as never, by);
  for (const blind of [lead, bo]) {
    const none = { entries: [], next: null };
    for (const asked of [{ caseId, action: 'ruling.staged', personId: ada.personId }, { caseId, action: 'refund.settled' }, { action: 'ruling.staged', personId: ada.personId }]) expect([asked, await pageOf(blind, asked)]).toMatchObject([asked, none]);
  }
  const jobs = createHandlers(createBatches(temp.desk.dataDir), () => Promise.reject(new Error('not asked')), async () => [])['jobs.list'];
  for (const blind of [lead, bo]) for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof jobs>> = await jobs(temp.desk, { state: 'done', cursor, limit: 1 }, blind);
    expect([page.rows.length, page.nextCursor]).not.toEqual([0, expect.any(String)]);
    if ((cursor = page.nextCursor) === null) break;
  }
  // Once the view is noted there is nothing to hide.
  await reviewHandlers['reviews.noteView'](temp.desk, { requestId: randomUUID(), reviewId: reviewIds[1] ?? '', outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, words: 'Nothing is shown.' }, lead);
  expect(Object.keys(await told(lead))).toEqual(expect.arrayContaining(['rulings.get', 'rulings.list', 'reviews.get', 'audit.ofCase']));
  // An appeal that comes while others still rate names those who may not hear it, and so who ruled.
  await recordAppeal(temp, caseId, approver);
  const notBy = async (by: SignedIn) => (await readCaseFile(temp.desk.db, caseId, by, temp.clock.now)).appeal?.notBy;
  expect([await notBy(bo), await notBy(approver)]).toEqual([[], expect.arrayContaining(['Ada Mira'])]);
});

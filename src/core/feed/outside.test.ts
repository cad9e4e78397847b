import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { openAllExhibits, soundRuling, takeCase } from '../../testing/builders.ts';
import { createAuditHandlers } from '../audit/methods.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { questionHandlers } from '../cases/questionMethods.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { exchangeDocument } from '../db/schema/exchange.ts';
import { job } from '../db/schema/job.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { payOut } from '../refunds/payOut.ts';
import { rulingHandlers } from '../rulings/methods.ts';
import { takeEffect } from '../rulings/takeEffect.ts';
import { verifyAll } from '../verifyAll.ts';
import { followed } from './followed.testing.ts';
import type { FeedClient } from './line.ts';

type Followed = Awaited<ReturnType<typeof followed>>;
const open: Followed[] = [];
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

/** A desk that has taken the one dispute of its marketplace in. */
async function withCase(change?: (client: FeedClient) => FeedClient) {
  const feed = await followed({ disputes: 1, ...(change ? { change } : {}) });
  open.push(feed);
  await feed.look();
  const [row] = await feed.cases();
  const [disputeId] = feed.disputeIds();
  if (!row || !disputeId) throw new Error('No case came.');
  // The time of both sides to answer is over.
  feed.temp.clock.now += 30 * 86_400_000;
  await feed.temp.desk.write((tx) => tx.update(disputeCase).set({ answerUntil: null }).where(eq(disputeCase.caseId, row.caseId)));
  const dana = await feed.temp.seat('Dana');
  const read = () => readCaseFile(feed.temp.desk.db, row.caseId, dana, feed.temp.clock.now);
  return { feed, dana, caseId: row.caseId, disputeId, read };
}

async function stage({ feed, caseId }: { feed: Followed; caseId: string }, by: SignedIn): Promise<string> {
  const file = await takeCase(feed.temp.desk, caseId, by);
  await openAllExhibits(feed.temp.desk, caseId, by);
  const { rulingId } = await rulingHandlers['rulings.stage'](feed.temp.desk, { requestId: randomUUID(), caseId, expectedVersion: file.version, ruling: soundRuling(file) }, by);
  return rulingId;
}

describe('a dispute that ends at the marketplace', () => {
  it('closes here with its reason, in the words of the marketplace, and its questions end', async () => {
    const { feed, dana, caseId, disputeId, read } = await withCase();
    const file = await takeCase(feed.temp.desk, caseId, dana);
    await questionHandlers['cases.ask'](feed.temp.desk, { requestId: randomUUID(), caseId, to: ['seller'], questions: [{ text: 'Where is it?', claimId: file.claims[0]?.claimId ?? '', kinds: [] }], dueAt: null }, dana);
    await feed.act('withdraw', { disputeId, words: 'The parcel came after all.' });
    await feed.look();
    expect(await read()).toMatchObject({
      state: 'closed',
      exit: { as: 'withdrawn', code: 'marketplace', words: 'The parcel came after all.', personName: 'The marketplace' },
      questions: [{ state: 'withdrawn' }],
      lease: null,
    });
    expect((await read()).timeline.map(({ words }) => words)).toContain('The buyer withdrew the dispute at the marketplace: The parcel came after all.');
    const entries = await createAuditHandlers(() => verifyAll(feed.temp.desk.db, feed.temp.desk.dataDir))['audit.ofCase'](feed.temp.desk, { caseId }, dana);
    expect(entries.map(({ words }) => words).join('\n')).toMatch(/The buyer withdrew C-\d+ at the marketplace: The parcel came after all\.; nothing more is waited for/);
    expect(await verifyLog(feed.temp.desk.db)).toMatchObject({ ok: true });
    await feed.look();
    expect((await feed.cases())[0]?.state).toBe('closed');
  });

  it('tells a settlement from a withdrawal, and is left out when it never was here', async () => {
    const { feed, disputeId, read } = await withCase();
    await feed.act('settleOutside', { disputeId, words: 'Half the price.' });
    const { disputeIds } = await feed.act<{ disputeIds: string[] }>('addDisputes', { count: 1 });
    await feed.act('withdraw', { disputeId: disputeIds[0] ?? '' });
    await feed.look();
    expect(await read()).toMatchObject({ state: 'closed', exit: { as: 'settled', words: 'Half the price.' } });
    expect(await feed.cases()).toHaveLength(1);
  });

  it('takes a staged ruling back instead of paying for it', async () => {
    const parts = await withCase();
    const { feed, disputeId, read } = parts;
    await stage(parts, parts.dana);
    await feed.act('withdraw', { disputeId, words: 'Never mind.' });
    await feed.look();
    feed.temp.clock.now += 60_000;
    expect(await feed.temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
    expect(await read()).toMatchObject({ state: 'closed', exit: { as: 'withdrawn', words: 'Never mind.' } });
    expect(await feed.temp.desk.db.select({ state: ruling.state }).from(ruling)).toEqual([{ state: 'undone' }]);
    expect(await feed.temp.desk.db.select({ state: refund.state }).from(refund)).toEqual([{ state: 'cancelled' }]);
  });

  it('changes nothing in a case that was ruled here', async () => {
    const parts = await withCase();
    const { feed, disputeId } = parts;
    await stage(parts, parts.dana);
    feed.temp.clock.now += 60_000;
    await feed.temp.runDueJobs({ 'ruling.takeEffect': takeEffect });
    await feed.act('settleOutside', { disputeId });
    await feed.look();
    expect((await feed.cases())[0]).toMatchObject({ state: 'ruled', endedOutside: null });
  });
});

describe('a chargeback that is opened at the marketplace', () => {
  it('holds the payout back that was staged before it, and lets it go once it is closed for the seller', async () => {
    const parts = await withCase();
    const { feed, disputeId } = parts;
    await stage(parts, parts.dana);
    feed.temp.clock.now += 60_000;
    await feed.temp.runDueJobs({ 'ruling.takeEffect': takeEffect });
    await feed.act('openChargeback', { disputeId, reference: 'CB-1' });
    await feed.look();
    const failures = await feed.temp.runDueJobs({ 'refund.payOut': payOut });
    expect(String(failures[0])).toMatch(/chargeback \(CB-1\) is open/);
    expect(feed.temp.gateway.payoutCalls).toBe(0);
    await feed.act('closeChargeback', { disputeId, inFavourOf: 'seller' });
    await feed.look();
    // What was held back goes on when a person lets it, and only now.
    await feed.temp.desk.write((tx) => tx.update(job).set({ payload: sql`json_set(payload, '$.byHand', json('true'))`, runAfter: tx.now }).where(eq(job.kind, 'refund.payOut')));
    expect(await feed.temp.runDueJobs({ 'refund.payOut': payOut })).toEqual([]);
    expect(feed.temp.gateway.payoutCalls).toBe(1);
  });

  it('between staging and its end takes the ruling back', async () => {
    const parts = await withCase();
    await stage(parts, parts.dana);
    await parts.feed.act('openChargeback', { disputeId: parts.disputeId });
    await parts.feed.look();
    parts.feed.temp.clock.now += 60_000;
    await parts.feed.temp.runDueJobs({ 'ruling.takeEffect': takeEffect });
    expect(await parts.read()).toMatchObject({ state: 'queued', rulings: [{ state: 'undone' }] });
  });
});

describe('what a party says at the marketplace', () => {
  it('comes back with its photo to whoever asked, once', async () => {
    const { feed, dana, caseId, read, disputeId } = await withCase();
    const file = await takeCase(feed.temp.desk, caseId, dana);
    const asked = await questionHandlers['cases.ask'](feed.temp.desk, { requestId: randomUUID(), caseId, to: ['seller'], questions: [{ text: 'A photo, please.', claimId: file.claims[0]?.claimId ?? '', kinds: ['photo'] }], dueAt: null }, dana);
    feed.temp.clock.now = asked.undoUntil;
    await feed.temp.runDueJobs({ 'letter.send': sendLetter });
    const questionId = asked.questions[0]?.questionId ?? '';
    await askAtMarketplace(feed, disputeId, questionId);
    await feed.act('answer', { letterKey: 'letter-1', questionId, words: 'Here it is.', files: [{ fileName: 'label.png', draw: 'label' }] });
    await feed.look();
    expect(await feed.refusals()).toEqual([]);
    const seen = await read();
    expect(seen).toMatchObject({ state: 'queued', questions: [{ state: 'answered' }], answers: [{ words: 'Here it is.', from: 'seller' }], cameBack: { words: 'The seller answered with 1 exhibit' } });
    expect(seen.exhibits.find((one) => one.fileName === 'label.png')).toMatchObject({ state: 'waiting', side: 'seller' });
    expect((await feed.cases())[0]?.keptForPersonId).toBe(dana.personId);
    await feed.temp.desk.write((tx) => tx.update(disputeCase).set({ sourceStatus: 'x' }));
    await feed.look();
    expect(await feed.temp.desk.db.select().from(exchangeDocument)).toHaveLength(1);
  });

  it('is refused with its reason when the document is hostile, and the feed goes on', async () => {
    const hostile = (document: object) => ({ replyId: 'r', disputeId: '', at: '2026-06-10T09:00:00Z', document, files: [] });
    const documents: object[] = [{ schema: 'dispute-appeal/1', source: 'other', sourceId: 'x' }, { schema: 'constructor' }, { a: '\ud800' }, { schema: 'dispute-answer/1', questionId: 'nobody asked', letterId: null, from: 'seller', at: '2026-06-10T09:00:00Z', words: 'x', language: null, evidence: [], bundle: null }];
    let given = documents[0] ?? {};
    const { feed, disputeId } = await withCase((client) => ({
      ...client,
      getReply: async () => ({ ...hostile(given), disputeId: feed.disputeIds()[0] ?? '' }) as never,
      listEvents: async (page) => {
        const found = await client.listEvents(page);
        return { ...found, events: [{ eventId: 'e', at: '2026-06-10T09:00:00Z', type: 'reply.received' as const, disputeId: 'd', about: `r${documents.indexOf(given)}` }, ...found.events] };
      },
    }));
    for (given of documents) {
      await feed.act('write', { disputeId, from: 'buyer', words: `More ${documents.indexOf(given)}` });
      await feed.look();
    }
    const refused = await feed.refusals();
    expect(refused.map(({ about, code }) => [about, code]).toSorted()).toEqual([['r0', 'DOCUMENT_INVALID'], ['r1', 'DOCUMENT_SCHEMA_UNKNOWN'], ['r2', expect.any(String)], ['r3', expect.any(String)]]);
    expect(await feed.source()).toMatchObject({ error: null, behind: 0 });
  });
});

describe('a hostile document of a dispute', () => {
  const cases: [string, (document: Record<string, unknown>) => unknown, string][] = [
    ['of another marketplace', (document) => ({ ...document, source: 'aliexpress' }), 'CASE_OF_ANOTHER'],
    ['of another dispute', (document) => ({ ...document, sourceId: 'another' }), 'CASE_OF_ANOTHER'],
    ['that is no case', () => ({ schema: 'dispute-case/1' }), 'CASE_INVALID'],
    ['with more values than any dispute has', (document) => ({ ...document, unmapped: [{ path: '$', value: Array.from({ length: 600_000 }, () => 1) }] }), 'CASE_TOO_LARGE'],
  ];
  it.each(cases)('%s is refused, said with its reason, and stops nothing', async (_name, spoil, code) => {
    const feed = await followed({ disputes: 2, change: (client) => ({
      ...client,
      getDispute: async (which) => {
        const found = await client.getDispute(which);
        return found && which.disputeId === feed.disputeIds()[0] ? { ...found, case: spoil(found.case) as never } : found;
      },
    }) });
    open.push(feed);
    await feed.look();
    expect(await feed.cases()).toHaveLength(1);
    expect(await feed.refusals()).toMatchObject([{ code, tryAt: null }]);
    expect(await feed.source()).toMatchObject({ error: null, behind: 0, refused: 1 });
  });

  it('whose evidence names a path outside its folder waits for a person and writes nowhere', async () => {
    const feed = await followed({ disputes: 1, change: (client) => ({
      ...client,
      getDispute: async (which) => {
        const found = await client.getDispute(which);
        const evidence = (found?.case['evidence'] ?? []) as { path: string | null }[];
        return found && { ...found, case: { ...found.case, evidence: evidence.map((one) => (one.path === null ? one : { ...one, path: 'evidence/buyer/../../../vault/key' })) } };
      },
    }) });
    open.push(feed);
    await feed.look();
    expect((await feed.cases())[0]).toMatchObject({ state: 'received', isReadOnly: true });
  });
});

/** The letter of a question as the marketplace would hold it after it was sent there. */
async function askAtMarketplace(feed: Followed, disputeId: string, questionId: string): Promise<void> {
  const body = { disputeId, to: 'seller', dueAt: '2026-12-31T00:00:00Z', questions: [{ questionId, words: 'A photo, please.' }], letter: { language: 'en', subject: 'x', body: 'x' } };
  const response = await fetch(`${feed.mart.url}/v1/questions`, { method: 'POST', headers: { authorization: `Bearer ${feed.mart.token}`, 'content-type': 'application/json', 'idempotency-key': 'letter-1' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
}

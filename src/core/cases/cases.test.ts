import { and, eq, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { incoming, neutralCase } from '../../testing/neutralCases.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { job } from '../db/schema/job.ts';
import type { SignedIn } from '../desk.ts';
import { readCaseFile } from './caseFile.ts';
import { endForgottenLeases, expireLease } from './lease.ts';
import { caseHandlers } from './methods.ts';
import { normalise } from './normalise.ts';
import { storeCase, type IncomingCase } from './storeCase.ts';
import { toNeutral } from './toNeutral.ts';

let temp: TempDesk;
let ada: SignedIn;
let bo: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Ada');
  bo = await temp.seat('Bo');
});
afterEach(() => temp.close());

const take = (one: IncomingCase) => temp.desk.write((tx) => storeCase(tx, one, ada));
const next = (by: SignedIn) => caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, by);
const listed = (by: SignedIn) => caseHandlers['cases.list'](temp.desk, { scope: 'queue', query: '', sort: 'due', cursor: null, limit: 2 }, by);

describe('taking a case in', () => {
  it('reads back exactly the document that came in, so that an export loses nothing', async () => {
    const { row } = await take(incoming());
    expect(await toNeutral(temp.desk.db, row.caseId)).toEqual(normalise(neutralCase()));
  });

  it('changes nothing when the same content comes again, and updates when it differs', async () => {
    const first = await take(incoming());
    expect((await take(incoming())).result).toBe('unchanged');
    const second = await take(incoming({ sourceStatus: 'changed' }));
    expect(second).toMatchObject({ result: 'updated', row: { caseId: first.row.caseId, version: 2 } });
  });

  it('keeps a label when the side sends more, so that a citation never points elsewhere', async () => {
    await take(incoming());
    const { evidence } = neutralCase();
    const { row } = await take(incoming({ evidence: [{ id: 'e0', side: 'buyer', kind: 'photo', fileName: 'new.txt', text: 'x' }, ...evidence] }));
    const file = await readCaseFile(temp.desk.db, row.caseId, ada, temp.clock.now);
    expect(file.exhibits.map(({ sourceEvidenceId, label }) => [sourceEvidenceId, label]).sort()).toEqual([['e0', 'B-2'], ['e1', 'B-1'], ['e2', 'S-1']]);
  });

  it('keeps the label a mediator gave to a claim when the case is sent again', async () => {
    const { row } = await take(incoming());
    await next(ada);
    await caseHandlers['cases.relabelClaim'](temp.desk, { requestId: randomUUID(), caseId: row.caseId, claimId: 'c1', reason: 'defective' }, ada);
    const again = await take(incoming({ sourceStatus: 'changed' }));
    expect(again.result).toBe('updated');
    expect((await readCaseFile(temp.desk.db, row.caseId, ada, temp.clock.now)).claims).toMatchObject([{ reason: 'defective', firstReason: 'wrong_item' }]);
    expect((await listed(ada)).rows).toMatchObject([{ reason: 'defective' }]);
  });

  it('lets a faulty bundle only be looked at until it is accepted with a reason', async () => {
    const faults = [{ code: 'FILE_CHECKSUM_DIFFERS', path: 'data/x', message: 'differs' }];
    const { row } = await take({ ...incoming(), integrity: { kind: 'bundle', valid: false, complete: true, faults, warnings: [] } });
    expect(row).toMatchObject({ state: 'received', isReadOnly: true });
    expect(await next(ada)).toMatchObject({ served: false });
    await caseHandlers['cases.accept'](temp.desk, { requestId: randomUUID(), caseId: row.caseId, reason: 'the rest suffices' }, { ...ada, role: 'triage' });
    expect(await next(ada)).toMatchObject({ served: true, caseId: row.caseId });
  });

  it('does not queue a dispute that already ended at its source', async () => {
    const { row } = await take(incoming({ stage: 'closed' }));
    expect(row.state).toBe('closed');
  });
});

describe('serving and leasing', () => {
  it('never gives one case to two windows, even when both ask at once', async () => {
    for (const sourceId of ['T-1', 'T-2', 'T-3']) await take(incoming({ sourceId }));
    const served = await Promise.all([next(ada), next(bo), next(ada), next(bo)]);
    const ids = served.flatMap((one) => (one.served ? [one.caseId] : []));
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(3);
    expect(served.find((one) => !one.served)).toMatchObject({ why: 'leased_by_others' });
  });

  it('answers a repeated request with the first answer instead of leasing a second case', async () => {
    await take(incoming());
    await take(incoming({ sourceId: 'T-2' }));
    const requestId = randomUUID();
    const first = await caseHandlers['cases.next'](temp.desk, { requestId }, ada);
    expect(await caseHandlers['cases.next'](temp.desk, { requestId }, ada)).toEqual(first);
    expect(Number(await temp.desk.db.$count(disputeCase, eq(disputeCase.state, 'in_review')))).toBe(1);
  });

  it('serves what is overdue before what is worth more', async () => {
    await take(incoming({ sourceId: 'rich', order: null, claims: [{ id: 'c', reason: 'other', amount: { minor: '900000000', currency: 'USD' } }] }));
    const due = { id: 'd', party: 'mediator' as const, action: 'decide', dueAt: '2026-06-09T00:00:00Z', isMandatory: true, from: 'source' as const };
    const { row } = await take(incoming({ sourceId: 'late', deadlines: [due] }));
    expect(await next(ada)).toMatchObject({ caseId: row.caseId, because: [{ code: 'overdue' }, { code: 'value' }] });
  });

  it('gives a case back to the queue when its lease ends, and not before', async () => {
    const { row } = await take(incoming());
    await next(ada);
    const claimed = (await temp.desk.db.select().from(job).where(eq(job.kind, 'lease.expire')))[0];
    if (!claimed) throw new Error('no job ends the lease');
    const expire = () => expireLease(claimed.payload, { desk: temp.desk, signal: AbortSignal.abort(), progress: async () => {} }, claimed);
    await expire();
    expect((await readCaseFile(temp.desk.db, row.caseId, ada, temp.clock.now)).state).toBe('in_review');
    temp.clock.now += 10 * 60_000 + 1;
    await expire();
    expect(await readCaseFile(temp.desk.db, row.caseId, ada, temp.clock.now)).toMatchObject({ state: 'queued', lease: null });
  });

  it('would keep a case from everybody for good when the job that ends its lease fails for good', async () => {
    const { row } = await take(incoming());
    await next(ada);
    await temp.database.run(sql`update job set state = 'failed' where kind = 'lease.expire'`);
    temp.clock.now += 10 * 60_000 + 60_000;
    await endForgottenLeases(temp.desk);
    expect((await readCaseFile(temp.desk.db, row.caseId, ada, temp.clock.now)).state).toBe('in_review');
    temp.clock.now += 2 * 60_000;
    await endForgottenLeases(temp.desk);
    expect(await next(bo)).toMatchObject({ served: true, caseId: row.caseId });
  });

  it('would never end a lease when the clock was set back while its job began', async () => {
    await take(incoming());
    await next(ada);
    const [claimed] = await temp.desk.db.select().from(job).where(eq(job.kind, 'lease.expire'));
    if (!claimed) throw new Error('no job ends the lease');
    await temp.database.run(sql`update job set state = 'running'`);
    await expireLease(claimed.payload, { desk: temp.desk, signal: AbortSignal.abort(), progress: async () => {} }, claimed);
    expect(await temp.desk.db.select({ state: job.state }).from(job).where(and(eq(job.kind, 'lease.expire'), eq(job.state, 'waiting')))).toHaveLength(1);
  });

  it('refuses commands of somebody whose lease was lost', async () => {
    const { row } = await take(incoming());
    await next(ada);
    await expect(caseHandlers['cases.handBack'](temp.desk, { requestId: randomUUID(), caseId: row.caseId, note: null }, bo)).rejects.toMatchObject({ code: 'LEASE_LOST' });
  });

  it('does not serve a skipped case to the same person, but to others', async () => {
    const { row } = await take(incoming());
    await next(ada);
    await caseHandlers['cases.skip'](temp.desk, { requestId: randomUUID(), caseId: row.caseId, reason: 'I know the seller' }, ada);
    expect(await next(ada)).toMatchObject({ served: false });
    expect(await next(bo)).toMatchObject({ served: true });
  });
});

describe('the list', () => {
  it('pages by key without losing or repeating a case, also when deadlines are equal or missing', async () => {
    for (let one = 0; one < 5; one += 1) await take(incoming({ sourceId: `T-${one}`, ...(one % 2 ? { deadlines: [] } : {}) }));
    const seen: string[] = [];
    for (let cursor: string | null = null, isFirst = true; isFirst || cursor; isFirst = false) {
      const page = await caseHandlers['cases.list'](temp.desk, { scope: 'all', query: '', sort: 'due', cursor, limit: 2 }, ada);
      seen.push(...page.rows.map((row) => row.sourceId));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it('says how many a filter hides', async () => {
    await take(incoming());
    const page = await caseHandlers['cases.list'](temp.desk, { scope: 'queue', query: 'reason:counterfeit', sort: 'due', cursor: null, limit: 2 }, ada);
    expect(page).toMatchObject({ rows: [], total: 0, totalInScope: 1 });
    expect((await listed(ada)).rows[0]).toMatchObject({ reference: 'C-20001', amount: { minor: '6665', currency: 'USD' } });
  });
});

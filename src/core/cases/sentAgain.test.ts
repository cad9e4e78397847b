import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import { neutralCase, openAllExhibits, placeCase, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { evidence, vaultFile } from '../db/schema/evidence.ts';
import type { SignedIn } from '../desk.ts';
import { readCaseFile } from './caseFile.ts';
import { extendLease, leaseCase, loadCase } from './lease.ts';
import { listCases } from './list.ts';

let temp: TempDesk;
let dana: SignedIn;
const [red, blue] = ['a'.repeat(64), 'b'.repeat(64)];
const path = 'evidence/buyer/red.jpg';
const photo = (change = {}): NeutralCase['evidence'] => neutralCase({ evidence: [{ id: 'photo', side: 'buyer', kind: 'photo', fileName: 'red.jpg', path, ...change }] }).evidence;
const good = (sha256: string) => ({ files: new Map([['photo', { sha256, state: 'good' as const, words: null }]]) });
const lost = { files: new Map([['photo', { sha256: null, state: 'missing' as const, words: 'Not sent along.' }]]) };

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  await temp.desk.write((tx) => tx.insert(vaultFile).values([red, blue].map((sha256) => ({ sha256, size: 1, name: `aa/${sha256}`, key: new Uint8Array(32), createdAt: 0 }))));
});
afterEach(() => temp.close());

describe('evidence of a case that is sent again', () => {
  it('counts as not opened when its file was exchanged after the mediator had looked', async () => {
    const sent = { ...neutralCase(), evidence: photo() };
    const caseId = await placeCase(temp.desk, sent, good(red));
    await openAllExhibits(temp.desk, caseId, dana);
    await placeCase(temp.desk, { ...sent, sourceStatus: 'newer' }, good(red));
    expect((await readCaseFile(temp.desk.db, caseId, dana, temp.clock.now)).exhibits[0]?.openedAt).not.toBeNull();
    await placeCase(temp.desk, sent, good(blue));
    expect((await readCaseFile(temp.desk.db, caseId, dana, temp.clock.now)).exhibits[0]?.openedAt).toBeNull();
  });

  it('keeps the file that is here when the document comes alone, unless it names another file', async () => {
    const sent = { ...neutralCase(), evidence: photo() };
    const caseId = await placeCase(temp.desk, sent, good(red));
    const row = async () => (await temp.desk.db.select().from(evidence).where(eq(evidence.caseId, caseId)))[0];
    await placeCase(temp.desk, { ...sent, sourceStatus: 'newer' }, lost);
    expect(await row()).toMatchObject({ sha256: red, state: 'good', stateWords: null });
    await placeCase(temp.desk, { ...sent, evidence: photo({ sha256: blue }) }, lost);
    expect(await row()).toMatchObject({ sha256: null, state: 'missing' });
  });
});

describe('a list of cases', () => {
  it('refuses a cursor it never gave, instead of failing on it', async () => {
    for (const cursor of ["1e999|NaN' or 1=1", '1.5|2', '|', '1|2|3']) {
      const input = { scope: 'all', query: '', sort: 'due', cursor, limit: 10 } as const;
      await expect(listCases(temp.desk.db, input, dana, temp.clock.now)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
  });
});

describe('a lease', () => {
  it('is not inherited by whoever signs in to the same window next', async () => {
    const { caseId } = await takeCase(temp.desk, await placeCase(temp.desk), dana);
    const next = { ...(await temp.seat('Noor')), sessionId: dana.sessionId };
    expect((await readCaseFile(temp.desk.db, caseId, next, temp.clock.now)).lease).toMatchObject({ isMine: false, personName: 'Dana' });
    await expect(temp.desk.write(async (tx) => extendLease(tx, await loadCase(tx, caseId), next))).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await expect(temp.desk.write(async (tx) => leaseCase(tx, await loadCase(tx, caseId), next))).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

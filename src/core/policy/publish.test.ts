import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, testNow, type TempDesk } from '../../testing/tempDesk.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { verifyLog } from '../audit/verify.ts';
import { policyVersion } from '../db/schema/policy.ts';
import type { SignedIn } from '../desk.ts';
import { stageRuling } from '../rulings/stage.ts';
import { readRuling } from '../rulings/readRuling.ts';
import { bookFor, bookOf } from './books.ts';
import { dayMs } from './draft.ts';
import { policyHandlers as policy } from './methods.ts';

let temp: TempDesk;
let lea: SignedIn;
let dana: SignedIn;
beforeEach(async () => {
  temp = await openTempDesk();
  lea = await temp.seat('Lea', 'lead');
  dana = await temp.seat('Dana');
});
afterEach(() => temp.close());

const once = () => ({ requestId: randomUUID() });
const start = (by = lea) => policy['policy.startDraft'](temp.desk, once(), by);
const save = (text: string, expectedRevision: number, by = lea) => policy['policy.saveDraft'](temp.desk, { ...once(), text, expectedRevision }, by);
const publish = (expectedRevision: number, by = lea) => policy['policy.publish'](temp.desk, { ...once(), expectedRevision }, by);
const check = (text: string) => policy['policy.check'](temp.desk, { text }, lea);
const otherTitle = (text: string) => text.replace('## 3.3 Wrong item sent', '## 3.3 Another item sent');

/** Publishes the next version under another title of clause 3.3. */
async function publishNext(from?: string) {
  const draft = await start();
  const dated = from === undefined ? draft.text : draft.text.replace(/^effectiveFrom:.*$/m, `effectiveFrom: ${from}`);
  await save(otherTitle(dated), draft.revision);
  return publish(draft.revision + 1);
}
const placed = (at: string) => neutralCase({ order: { id: `order-${at}`, currency: 'USD', captured: { minor: '6665', currency: 'USD' }, placedAt: at } });
const titleIn = async (caseId: string) => (await readCaseFile(temp.desk.db, caseId, dana, temp.clock.now)).clauses.find(({ code }) => code === '3.3')?.title;

describe('writing a version of the policy', () => {
  it('begins from the newest one, with the next number and from tomorrow on, and holds together as it is', async () => {
    const draft = await start();
    expect(draft).toMatchObject({ basedOn: '2026-01', revision: 1 });
    expect(await check(draft.text)).toMatchObject({ problems: [], content: { version: '2026-06', effectiveFrom: Date.parse('2026-06-11T00:00:00Z') } });
    expect(await start()).toEqual(draft);
  });

  it('keeps half a sentence, and not what another window wrote over it', async () => {
    const draft = await start();
    await save('half a', 1);
    expect(await policy['policy.getDraft'](temp.desk, {}, lea)).toMatchObject({ text: 'half a', revision: 2 });
    await expect(save('an older window', 1)).rejects.toMatchObject({ code: 'CONFLICT' });
    await policy['policy.discard'](temp.desk, once(), lea);
    expect(await policy['policy.getDraft'](temp.desk, {}, lea)).toBeNull();
    expect((await start()).text).toBe(draft.text);
  });

  it('says by line what does not hold against the versions there are: the same number, an older number, the same day, yesterday', async () => {
    const { text } = await start();
    const withHead = (version: string, from: string) => text.replace(/^version:.*$/m, `version: ${version}`).replace(/^effectiveFrom:.*$/m, `effectiveFrom: ${from}`);
    const said = async (version: string, from: string) => (await check(withHead(version, from))).problems.map(({ line, words }) => `${line}: ${words}`);
    expect(await said('2026-01', '2026-07-01')).toEqual(['2: there is a version 2026-01 already']);
    expect(await said('2025-12', '2026-07-01')).toEqual(['3: version 2026-01 has the higher number and takes effect earlier']);
    expect(await said('2026-06', '2026-01-01')).toEqual([expect.stringMatching(/^3: .*overlap/)]);
    expect(await said('2026-06', '2026-06-09')).toEqual([expect.stringMatching(/^3: a version takes effect today or later/)]);
    expect(await said('2026-06', '2026-06-10')).toEqual([]);
  });
});

describe('publishing', () => {
  it('refuses a draft that does not hold together, with what is wrong, and keeps it', async () => {
    const draft = await start();
    await save(draft.text.replace('clause: 2.1', 'clause: 9.9'), 1);
    await expect(publish(2)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW', data: { problems: [{ words: 'tariff T-01: there is no clause 9.9' }] } });
    expect(await policy['policy.getDraft'](temp.desk, {}, lea)).toMatchObject({ revision: 2 });
  });

  it('refuses what was saved elsewhere since, and a draft from before another version was published', async () => {
    const lou = await temp.seat('Lou', 'lead');
    const theirs = await start(lou);
    await expect(publish(7)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await publishNext();
    await expect(publish(theirs.revision + 1, lou)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(publish(theirs.revision, lou)).rejects.toMatchObject({ code: 'CONFLICT', data: { version: '2026-06' } });
  });

  it('binds orders from its day on and leaves those placed before to the version they have', async () => {
    const old = await placeCase(temp.desk, placed('2026-06-09T08:00:00Z'));
    await publishNext('2026-06-10');
    const young = await placeCase(temp.desk, placed('2026-06-10T08:00:00Z'));
    expect([await titleIn(old), await titleIn(young)]).toEqual(['Wrong item sent', 'Another item sent']);
  });

  it('goes by the payment, the opening and the coming in, in this order, where no order date is known', async () => {
    await publishNext('2026-06-10');
    const order = (change: object) => ({ id: `order-${randomUUID()}`, ...change });
    const paid = await placeCase(temp.desk, neutralCase({ order: order({ paidAt: '2026-06-01T00:00:00Z' }), openedAt: '2026-06-10T01:00:00Z' }));
    const opened = await placeCase(temp.desk, neutralCase({ order: order({}), openedAt: '2026-06-01T00:00:00Z' }));
    const received = await placeCase(temp.desk, neutralCase({ order: null, openedAt: null }));
    expect([await titleIn(paid), await titleIn(opened), await titleIn(received)]).toEqual(['Wrong item sent', 'Wrong item sent', 'Another item sent']);
  });

  it('leaves a ruling with the version it was made under, whatever is published before it takes effect', async () => {
    const caseId = await placeCase(temp.desk);
    const file = await takeCase(temp.desk, caseId, dana);
    const staged = await stageRuling(temp.desk, { ...once(), caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
    await publishNext('2026-06-10');
    const { row } = await readRuling(temp.desk.db, staged.rulingId);
    expect(row.policyVersion).toBe('2026-01');
    expect((await bookOf(temp.desk.db, '2026-01')).clauses.find(({ code }) => code === '3.3')?.title).toBe('Wrong item sent');
  });

  it('counts the cases that keep theirs', async () => {
    await placeCase(temp.desk, placed('2026-06-09T08:00:00Z'));
    await placeCase(temp.desk, placed('2026-06-10T08:00:00Z'));
    expect(await policy['policy.reach'](temp.desk, { effectiveFrom: Date.parse('2026-06-10T00:00:00Z') }, lea)).toEqual({ kept: 1, isMore: false, references: ['C-20001'] });
  });

  it('is for good: a published version is neither edited nor deleted, and the log covers it', async () => {
    const { version } = await publishNext();
    const edit = temp.database.update(policyVersion).set({ text: 'x' }).where(eq(policyVersion.version, version));
    await expect(edit.then()).rejects.toThrow();
    await expect(temp.database.delete(policyVersion).then()).rejects.toThrow();
    expect(await verifyLog(temp.desk.db)).toMatchObject({ firstBroken: null });
    await temp.database.insert(policyVersion).values({ version: '2027-01', effectiveFrom: testNow + 99 * dayMs, text: 'x', textSha256: 'x', basedOn: version, personId: lea.personId, personName: 'Lea', publishedAt: testNow });
    expect((await verifyLog(temp.desk.db)).firstBroken?.message).toMatch(/policy_version 2027-01 is in no entry/);
  });

  it('shows who published what, what is in force, and who is writing', async () => {
    await publishNext();
    await start();
    expect(await policy['policy.list'](temp.desk, {}, dana)).toMatchObject({
      versions: [
        { version: '2026-06', personName: 'Lea', basedOn: '2026-01', isInForce: false },
        { version: '2026-01', personName: null, basedOn: null, isInForce: true },
      ],
      drafts: [{ personName: 'Lea', isMine: false, basedOn: '2026-06' }],
    });
    temp.clock.now += dayMs;
    expect(await policy['policy.list'](temp.desk, {}, dana)).toMatchObject({ versions: [{ isInForce: true }, { isInForce: false }] });
    expect((await bookFor(temp.desk.db, temp.clock.now)).version).toBe('2026-06');
  });
});

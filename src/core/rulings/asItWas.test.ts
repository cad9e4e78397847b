import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordAppeal, ruleOn, rulingJobs } from '../../testing/appealed.ts';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { hashRow } from '../audit/rows.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { evidence, vaultFile } from '../db/schema/evidence.ts';
import { draftEdit, ruling } from '../db/schema/ruling.ts';
import { rulingMoment } from '../db/schema/rulingMoment.ts';
import type { SignedIn } from '../desk.ts';
import { limitHandlers } from '../people/limits.ts';
import { policyHandlers as policy } from '../policy/methods.ts';
import { asItWasHandlers } from './asItWasMethods.ts';
import { sinceThen } from './asItWasSince.ts';
import { rulingHandlers as rulings } from './methods.ts';

let temp: TempDesk;
let dana: SignedIn;
let lea: SignedIn;
let caseId: string;
const once = () => ({ requestId: randomUUID() });
const hashOf = { photo: 'a'.repeat(64), packing: 'b'.repeat(64) };

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  lea = await temp.seat('Lea', 'lead');
  caseId = await placeCase(temp.desk);
  await temp.desk.write(async (tx) => {
    for (const [source, sha256] of Object.entries(hashOf)) {
      await tx.insert(vaultFile).values({ sha256, size: 1, name: sha256, key: new Uint8Array([1]), createdAt: tx.now });
      await tx.update(evidence).set({ sha256, state: 'good' }).where(eq(evidence.sourceEvidenceId, source));
    }
  });
});
afterEach(() => temp.close());

const asItWas = (rulingId: string, by: SignedIn = lea) => asItWasHandlers['rulings.asItWas'](temp.desk, { rulingId }, by);
const save = (draft: Parameters<(typeof rulings)['rulings.saveDraft']>[1]['draft'], expectedDraftVersion: number, by = dana) => rulings['rulings.saveDraft'](temp.desk, { caseId, draft, expectedDraftVersion }, by);
const photoId = async () => (await temp.desk.db.select().from(evidence).where(eq(evidence.sourceEvidenceId, 'photo')))[0]?.evidenceId ?? '';

async function stage(change: Parameters<typeof soundRuling>[1] = {}): Promise<string> {
  const file = await takeCase(temp.desk, caseId, dana);
  return (await rulings['rulings.stage'](temp.desk, { ...once(), caseId, expectedVersion: file.version, ruling: soundRuling(file, change) }, dana)).rulingId;
}

describe('the case as it was', () => {
  it('would show what is there today, once case, evidence, limit, policy and later drafts have changed', async () => {
    await limitHandlers['people.setLimit'](temp.desk, { ...once(), holder: { role: 'mediator' }, currency: 'USD', minor: '90000' }, lea);
    const rulingId = await stage();
    temp.clock.now += 15_000;
    expect(await temp.runDueJobs(rulingJobs)).toEqual([]);
    const before = await asItWas(rulingId);
    expect(before.was).toMatchObject({ fit: 'fits', moment: { limit: { minor: '90000', currency: 'USD' }, evidence: [{ reason: 'wrong_item' }] }, suggestion: { policyVersion: '2026-01' }, policyVersion: '2026-01' });
    expect(before.was.moment?.met).toBe(before.was.moment?.asked);
    expect(before.today).toMatchObject({ changes: [], policy: { binds: '2026-01', isTextKept: true }, files: [{ is: 'same' }, { is: 'same' }] });

    const evidenceId = await photoId();
    await temp.desk.write(async (tx) => {
      await tx.update(evidence).set({ admissibility: 'forged', admissibilityReason: 'The shadow is painted.', fileName: 'other.jpg' }).where(eq(evidence.evidenceId, evidenceId));
      await tx.update(evidence).set({ sha256: null, state: 'erased', stateWords: 'Erased on request.' }).where(eq(evidence.sourceEvidenceId, 'packing'));
    });
    await limitHandlers['people.setLimit'](temp.desk, { ...once(), holder: { role: 'mediator' }, currency: 'USD', minor: '1' }, lea);
    const draft = await policy['policy.startDraft'](temp.desk, once(), lea);
    const text = draft.text.replace(/^effectiveFrom: .*$/m, 'effectiveFrom: 2026-06-20').replace('## 3.3 Wrong item sent', '## 3.3 Another item sent');
    await policy['policy.saveDraft'](temp.desk, { ...once(), text, expectedRevision: draft.revision }, lea);
    await policy['policy.publish'](temp.desk, { ...once(), expectedRevision: draft.revision + 1 }, lea);
    temp.clock.now += 30 * 86_400_000;

    const after = await asItWas(rulingId);
    expect(JSON.stringify(after.was)).toBe(JSON.stringify(before.was));
    expect(after.today.files).toEqual([{ evidenceId, is: 'same', words: null }, { evidenceId: expect.any(String), is: 'erased', words: 'Erased on request.' }]);
    expect(after.today.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ part: 'exhibits', what: 'B-1, relied on', before: 'admitted', now: 'forged: The shadow is painted.', evidenceId }),
        expect.objectContaining({ part: 'exhibits', what: 'S-1, file', before: expect.any(String), now: 'erased' }),
      ]),
    );
    expect(after.today.policy.inForce).not.toBe('2026-01');
  });

  it('would call a file the one that was ruled on after its bytes changed, or a frozen case after it was written over', async () => {
    const rulingId = await stage();
    await temp.database.update(vaultFile).set({ brokenAt: 1 }).where(eq(vaultFile.sha256, hashOf.photo));
    await temp.desk.write((tx) => tx.insert(vaultFile).values({ sha256: 'c'.repeat(64), size: 1, name: 'c', key: new Uint8Array([1]), createdAt: tx.now }));
    await temp.database.update(evidence).set({ sha256: 'c'.repeat(64) }).where(eq(evidence.sourceEvidenceId, 'packing'));
    expect((await asItWas(rulingId)).today.files.map((one) => one.is)).toEqual(['broken', 'other']);
    await temp.database.run('drop trigger ruling_is_frozen');
    const [row] = await temp.desk.db.select().from(ruling);
    await temp.database.update(ruling).set({ frozenFile: (row?.frozenFile ?? '').replace('It is red.', 'It is blue') });
    expect((await asItWas(rulingId)).was.fit).toBe('other');
    await temp.database.update(ruling).set({ frozenFile: '{"cut' });
    expect(await asItWas(rulingId)).toMatchObject({ was: { fit: 'other', frozenFile: null, moment: { met: expect.any(Number) } }, today: { files: [], changes: [] } });
  });

  it('would fail on a ruling from before drafts and its moment were kept', async () => {
    const rulingId = await stage();
    for (const trigger of ['ruling_moment_no_delete', 'draft_edit_no_delete']) await temp.database.run(`drop trigger ${trigger}`);
    await temp.database.delete(rulingMoment);
    await temp.database.delete(draftEdit);
    expect(await asItWas(rulingId)).toMatchObject({ was: { drafts: [], moment: null, fit: 'fits' }, today: { policy: { isTextKept: null } } });
  });

  it('would let the moment of a ruling be changed, and the log not notice', async () => {
    const rulingId = await stage();
    const before = await hashRow(temp.desk.db, { table: 'ruling', id: rulingId });
    await expect(temp.database.update(rulingMoment).set({ rulingId: 'x' }).then()).rejects.toThrow();
    await temp.database.run('drop trigger ruling_moment_no_delete');
    await temp.database.delete(rulingMoment);
    expect((await hashRow(temp.desk.db, { table: 'ruling', id: rulingId })).sha256).not.toBe(before.sha256);
    expect((await verifyLog(temp.desk.db)).firstBroken?.message).toMatch(/differs/);
  });
});

describe('the history of a draft', () => {
  it('would keep every keystroke, or lose what a mediator paused at', async () => {
    await takeCase(temp.desk, caseId, dana);
    const words = ['The', 'The photo', 'The photo shows', 'The photo shows red.'];
    let version = 0;
    for (const reasons of words) {
      temp.clock.now += 2_000;
      version = (await save({ reasons }, version)).version;
    }
    temp.clock.now += 60_000;
    version = (await save({ reasons: 'The photo shows red.' }, version)).version;
    temp.clock.now += 12_000;
    await save({ reasons: 'No photo shows it.' }, version);
    temp.clock.now += 1_000;
    const rulingId = await stage({ reasons: 'In the end: red.' });
    const { drafts, takenAt, at } = (await asItWas(rulingId)).was;
    expect(drafts?.map((one) => one.draft?.reasons)).toEqual(['The', 'The photo shows red.', 'No photo shows it.', 'In the end: red.']);
    expect(drafts?.every((one, index) => index === 0 || one.at > (drafts[index - 1]?.at ?? 0))).toBe(true);
    expect(drafts?.at(-1)?.at).toBe(at);
    expect(takenAt).toBeLessThanOrEqual(at);
  });

  it('would tell the drafts of a mediator to the others, or not to leads', async () => {
    const rulingId = await stage();
    expect((await asItWas(rulingId, await temp.seat('Noel'))).was.drafts).toBeNull();
    for (const one of [dana, lea]) expect((await asItWas(rulingId, one)).was.drafts).toHaveLength(1);
  });

  it('would count what was written for the ruling before to the one on its appeal, or tell it to who may come to decide', async () => {
    const { rulingId: first } = await ruleOn(temp, caseId, dana, { reasons: 'First of all.' });
    const bo = await temp.seat('Bo');
    await recordAppeal(temp, caseId, bo);
    await expect(asItWas(first, bo)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    const { rulingId: second } = await ruleOn(temp, caseId, bo, { reasons: 'On the appeal.' }, { result: 'confirmed', newInformation: 'It weighs the same.' });
    expect((await asItWas(second, lea)).was.drafts?.map((one) => [one.personName, one.draft?.reasons])).toEqual([['Bo', 'On the appeal.']]);
    expect((await asItWas(first, lea)).was.drafts?.map((one) => one.draft?.reasons)).toEqual(['First of all.']);
    expect((await asItWas(first, bo)).was.drafts).toBeNull();
  });

  it('would lose the way to a ruling that was taken back, and refuse a second draft after one was done with', async () => {
    const first = await stage({ reasons: 'Taken back.' });
    temp.clock.now += 1_000;
    await rulings['rulings.undo'](temp.desk, { ...once(), rulingId: first }, dana);
    temp.clock.now += 1_000;
    const second = await stage({ reasons: 'Staged again.' });
    expect((await asItWas(second)).was.drafts?.map((one) => one.draft?.reasons)).toEqual(['Taken back.', 'Staged again.']);
    expect((await asItWas(first)).was.drafts?.map((one) => one.draft?.reasons)).toEqual(['Taken back.']);
  });
});

it('would leave out of what is different now a claim that was labelled anew, an exhibit that came later or a place that was taken away', async () => {
  const then = await readCaseFile(temp.desk.db, caseId, dana, temp.clock.now);
  const spot = { spotId: 's', label: 'B-1.1', evidenceId: then.exhibits[0]?.evidenceId ?? '', name: 'The dial', place: { type: 'point' as const, page: 1, x: 0, y: 0 }, personName: 'Dana', at: 1 };
  const late = { ...then.exhibits[0]!, evidenceId: 'late', label: 'B-2', admissibility: 'late' as const };
  const now = { ...then, state: 'closed' as const, claims: then.claims.map((claim) => ({ ...claim, reason: 'counterfeit' as const })), exhibits: [...then.exhibits, late], notes: [{ noteId: 'n', personName: 'Dana', at: 1, text: 'x', isHandover: false }] };
  expect(sinceThen({ ...then, spots: [spot] }, now).map(({ what, before, now: today }) => [what, before, today])).toEqual([
    ['State of the case', then.state, 'closed'],
    ['Claim 1, reason', 'wrong item', 'counterfeit'],
    ['B-2', null, 'handed in since, late'],
    ['B-1.1', 'The dial', null],
    ['Marked places', '1', '0'],
    ['Notes', '0', '1'],
  ]);
  expect(sinceThen(then, { ...then, state: 'ruled' })).toEqual([]);
});

import { asc, eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { tempFolder } from '../../testing/tempFolder.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { loadCase } from '../cases/lease.ts';
import { toNeutral } from '../cases/toNeutral.ts';
import { evidence, openedMark } from '../db/schema/evidence.ts';
import type { SignedIn } from '../desk.ts';
import { keepFile } from '../evidence/keep.ts';
import { openBundle } from '../intake/bundle/openBundle.ts';
import { exportCase } from '../intake/exportCase.ts';
import { stageRuling } from './stage.ts';
import { takeEffect } from './takeEffect.ts';
import { undoRuling } from './undo.ts';

let temp: TempDesk;
let dana: SignedIn;
let sent: NeutralCase;
let red: string;
let blue: string;

const path = 'evidence/buyer/red.jpg';
async function* once(words: string) {
  yield Buffer.from(words);
}
const keep = async (words: string) => (await keepFile(temp.desk, once(words))).sha256;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  sent = neutralCase();
  [red, blue] = [await keep('red'), await keep('blue')];
});
afterEach(() => temp.close());

let statuses = 0;
/** Sends the case with this file under the id and path of the photo; the status makes every document another one. */
function send(file: string | null, change: Partial<NeutralCase['evidence'][number]> = {}): Promise<string> {
  statuses += 1;
  const items = sent.evidence.map((item) => (item.id === 'photo' ? { ...item, path, ...change } : item));
  const came = file === null ? { sha256: null, state: 'missing' as const, words: 'Not sent along.' } : { sha256: file, state: 'good' as const, words: null };
  return placeCase(temp.desk, { ...sent, sourceStatus: `sent ${statuses}`, evidence: items }, { files: new Map([['photo', came]]) });
}
const rows = () => temp.desk.db.select().from(evidence).orderBy(asc(evidence.position));
const marks = () => temp.desk.db.select().from(openedMark);

async function stage(): Promise<{ caseId: string; rulingId: string }> {
  const file = await takeCase(temp.desk, await send(red), dana);
  const { rulingId } = await stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
  return { caseId: file.caseId, rulingId };
}
async function runOut(): Promise<void> {
  temp.clock.now += 15_000;
  expect(await temp.runDueJobs({ 'ruling.takeEffect': takeEffect })).toEqual([]);
}

describe('an exhibit a ruling stands on', () => {
  it.each([
    ['staged', async () => {}],
    ['in effect', runOut],
  ])('is not exchanged by a copy of the case sent while the ruling is %s: file, words and who opened it stay', async (_when, reach) => {
    await stage();
    await reach();
    const [before, opened] = [await rows(), await marks()];
    await send(blue, { statement: 'Now it says something else', text: 'other words', fileName: 'blue.jpg' });
    const after = await rows();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(await marks()).toEqual(opened);
    expect(after.slice(before.length)).toMatchObject([
      { labelNumber: 2, side: 'buyer', sha256: blue, statement: 'Now it says something else', fileName: 'blue.jpg', admissibility: 'late', admissibilityReason: expect.stringContaining('in place of B-1') as string },
    ]);
  });

  it('is not exchanged by new words over the same file', async () => {
    await stage();
    const before = await rows();
    await send(red, { statement: 'Another story' });
    expect(await rows()).toMatchObject([...before, { sha256: red, statement: 'Another story', admissibility: 'late' }]);
  });

  it('is not multiplied by the same late copy sent again and again, by the first copy again, or by a document without its files', async () => {
    await stage();
    await send(blue);
    const after = await rows();
    expect(after).toHaveLength(3);
    for (const again of [() => send(blue), () => send(red), () => send(null), () => send(null, { sha256: blue }), () => send(null, { sha256: red })]) {
      await again();
      expect(await rows()).toEqual(after);
    }
  });

  it('was ruled on as missing, so the file that comes later is an exhibit of its own', async () => {
    const file = await takeCase(temp.desk, await send(null, { sha256: red }), dana);
    const ruling = soundRuling({ ...file, exhibits: [] });
    await stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling }, dana);
    const before = await rows();
    await send(red, { sha256: red });
    expect(await rows()).toMatchObject([...before, { sha256: red, state: 'good', admissibility: 'late' }]);
  });

  it('is not taken away by a document that names the id of its late copy for something else', async () => {
    await stage();
    await send(blue);
    const before = await rows();
    sent = { ...sent, evidence: [...sent.evidence, { ...sent.evidence[0]!, id: before[2]!.sourceEvidenceId, statement: 'squatted' }] };
    await send(blue);
    const after = await rows();
    expect(after.slice(0, 3)).toEqual(before);
    expect(after.slice(3)).toMatchObject([{ statement: 'squatted', admissibility: 'late' }]);
  });

  it('does not come back after it was erased', async () => {
    const { caseId } = await stage();
    await runOut();
    await temp.database.update(evidence).set({ sha256: null, text: null, state: 'erased' }).where(eq(evidence.sourceEvidenceId, 'photo'));
    const before = await rows();
    await send(red);
    await send(blue);
    expect(await rows()).toEqual(before);
    expect(await loadCase(temp.desk.db, caseId)).toMatchObject({ state: 'ruled' });
  });

  it('leaves with the case, beside its late copy, in a bundle that opens; the ruling names the file it was made on', async () => {
    const { caseId } = await stage();
    await send(blue);
    await runOut();
    const neutral = await toNeutral(temp.desk.db, caseId);
    expect(new Set(neutral.evidence.map(({ id }) => id)).size).toBe(3);
    const folder = await tempFolder();
    const out = join(folder.path, 'case.zip');
    await exportCase(temp.desk, caseId, out);
    const bundle = await openBundle(out, { quarantineDir: join(folder.path, 'quarantine') });
    expect(bundle).toMatchObject({ valid: true, complete: true, faults: [] });
    expect(bundle.files.filter(({ path }) => path.startsWith('data/evidence/')).map(({ sha256 }) => sha256).sort()).toEqual([red, blue].sort());
    expect(JSON.parse(Buffer.from(bundle.rulingJson ?? []).toString())).toMatchObject({ exhibits: [{ label: 'B-1', evidenceId: 'photo', sha256: red }] });
    // Taken in again here it is what is here already.
    const before = await rows();
    const files = new Map(bundle.caseDocument!.evidence.flatMap((item) => (item.path ? [[item.id, { sha256: bundle.files.find((file) => file.path === `data/${item.path}`)?.sha256 ?? null, state: 'good' as const, words: null }] as const] : [])));
    await placeCase(temp.desk, bundle.caseDocument!, { files });
    expect(await rows()).toEqual(before);
    await bundle.dispose();
    await folder.remove();
  });

  it('is changed by a newer copy again once the ruling was taken back', async () => {
    const { rulingId } = await stage();
    await undoRuling(temp.desk, { requestId: randomUUID(), rulingId }, dana);
    await send(blue, { statement: 'newer' });
    expect(await rows()).toMatchObject([{ sha256: blue, statement: 'newer', admissibility: 'admitted' }, { sourceEvidenceId: 'packing' }]);
    expect((await marks()).map(({ evidenceId }) => evidenceId)).toHaveLength(1);
  });
});

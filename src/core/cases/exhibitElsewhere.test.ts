import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { createHash, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mostElsewhereCounted } from '../../contract/elsewhere.ts';
import type { EvidenceKind } from '../../contract/vocabulary.ts';
import { neutralCase, placeCase } from '../../testing/builders.ts';
import { openReviewOf, ruledCase } from '../../testing/reviewed.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { evidence, inspection, vaultFile } from '../db/schema/evidence.ts';
import { imageHash } from '../db/schema/imageHash.ts';
import type { SignedIn } from '../desk.ts';
import { readCaseFile } from './caseFile.ts';
import { exhibitElsewhere } from './exhibitElsewhere.ts';
import { caseHandlers } from './methods.ts';

let temp: TempDesk;
let dana: SignedIn;
beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
});
afterEach(() => temp.close());

type Looks = { show?: 'image' | 'text'; slopes?: bigint | null; isHashed?: boolean };

/** A name as the vault gives them; no file is there. */
const nameOf = (sha256: string) => `aa/aa${createHash('sha256').update(sha256).digest('hex').slice(0, 30)}`;

/** Gives the buyer's exhibit of a case a file that looks so. */
async function give(caseId: string, sha256: string, { show = 'image', slopes = 0xff00_f0f0_1234_8765n, isHashed = true }: Looks = {}): Promise<string> {
  await temp.desk.write(async (tx) => {
    await tx.insert(vaultFile).values({ sha256, size: 9, name: nameOf(sha256), key: new Uint8Array(60), createdAt: 0 }).onConflictDoNothing();
    await tx.insert(inspection).values({ sha256, mediaType: 'image/png', show, metadata: [], inspectedAt: 0 }).onConflictDoNothing();
    if (show === 'image' && isHashed) await tx.insert(imageHash).values({ sha256, slopes, waves: slopes === null ? null : 5n }).onConflictDoNothing();
    await tx.update(evidence).set({ sha256, state: 'good' }).where(and(eq(evidence.caseId, caseId), eq(evidence.sourceEvidenceId, 'photo')));
  });
  return caseId;
}
async function caseWith(sha256: string, looks?: Looks, kind: EvidenceKind = 'photo'): Promise<string> {
  const base = neutralCase();
  const caseId = await placeCase(temp.desk, neutralCase({ evidence: base.evidence.map((one) => (one.id === 'photo' ? { ...one, kind, handedInAt: '2026-06-02T08:00:00Z' } : one)) }));
  return give(caseId, sha256, looks);
}
const photoOf = async (caseId: string) => {
  const { exhibits } = await readCaseFile(temp.desk.db, caseId, dana, temp.clock.now);
  return exhibits.find(({ sourceEvidenceId }) => sourceEvidenceId === 'photo')?.evidenceId ?? '';
};
const elsewhere = async (caseId: string, by = dana) => exhibitElsewhere(temp.desk, caseId, await photoOf(caseId), by);

describe('where else an exhibit is', () => {
  it('tells of the same file and of what looks nearly like it, the same first, with who handed it in and when', async () => {
    const own = await caseWith('a');
    const near = await caseWith('b', { slopes: 0xff00_f0f0_1234_8766n });
    const same = await caseWith('a');
    await caseWith('c', { slopes: 0x00ff_0f0f_1234_8765n });
    const { reference } = await readCaseFile(temp.desk.db, same, dana, temp.clock.now);
    const found = await elsewhere(own);
    expect(found).toMatchObject({ compared: 'looks', same: 1, near: 1 });
    expect(found.rows).toEqual([
      { caseId: same, reference, evidenceId: await photoOf(same), label: 'B-1', side: 'buyer', kind: 'photo', partyName: 'Ada', at: Date.parse('2026-06-02T08:00:00Z'), match: 'same' },
      expect.objectContaining({ caseId: near, match: 'near' }),
    ]);
  });

  it('lists twenty and counts all', async () => {
    const own = await caseWith('a');
    for (let one = 0; one < 23; one += 1) await caseWith(one < 12 ? 'a' : `b${one}`);
    const found = await elsewhere(own);
    expect(found).toMatchObject({ same: 12, near: 11 });
    expect(found.rows.map(({ match }) => match)).toEqual([...Array<string>(12).fill('same'), ...Array<string>(8).fill('near')]);
  });

  it('lists the oldest of more than are counted, or counts them all', async () => {
    const own = await caseWith('a');
    const photo = await photoOf(await caseWith('a'));
    const varied = new Set(['evidenceId', 'sourceEvidenceId', 'labelNumber']);
    const same = sql.join(Object.keys(getTableColumns(evidence)).flatMap((name) => (varied.has(name) ? [] : [sql.identifier(toSnakeCase(name))])), sql`, `);
    await temp.database.run(sql`with recursive copies(nth) as (select 1 union all select nth + 1 from copies where nth < 1200)
      insert into evidence (evidence_id, source_evidence_id, label_number, ${same}) select evidence_id || '-' || nth, source_evidence_id || nth, 100 + nth, ${same} from copies, evidence where evidence_id = ${photo}`);
    const found = await elsewhere(own);
    expect(found).toMatchObject({ same: mostElsewhereCounted + 1, near: 0 });
    expect(found.rows.map(({ evidenceId }) => evidenceId)).toEqual(Array.from({ length: 20 }, (_, back) => `${photo}-${1_200 - back}`));
  });

  it('leads to an exhibit that was erased, or from one', async () => {
    const own = await caseWith('a');
    const other = await caseWith('b');
    expect((await elsewhere(own)).near).toBe(1);
    const lead = await temp.seat('Lea', 'lead');
    await caseHandlers['cases.eraseExhibit'](temp.desk, { requestId: randomUUID(), caseId: other, evidenceId: await photoOf(other), reason: 'asked for' }, lead);
    expect(await elsewhere(own)).toMatchObject({ same: 0, near: 0, rows: [] });
    expect(await elsewhere(other)).toEqual({ compared: 'file', same: 0, near: 0, rows: [] });
    expect((await temp.desk.db.select().from(imageHash)).map(({ sha256 }) => sha256)).toEqual(['a']);
  });

  it('tells of a case to those who are to judge it blind, in the list or on the board', async () => {
    const lead = await temp.seat('Lea', 'lead');
    const { caseId, rulingId } = await ruledCase(temp, dana);
    await give(caseId, 'a');
    const own = await caseWith('a');
    const flags = async (by: SignedIn) => (await readCaseFile(temp.desk.db, own, by, temp.clock.now)).exhibits.flatMap((one) => one.flags.map(({ code }) => code));
    expect((await elsewhere(own, lead)).same).toBe(1);
    await openReviewOf(temp, rulingId, lead);
    expect(await elsewhere(own, lead)).toMatchObject({ same: 0, near: 0, rows: [] });
    expect(await flags(lead)).toEqual([]);
    expect((await elsewhere(own, dana)).same).toBe(1);
    expect(await flags(dana)).toEqual(['same_file_in_other_case']);
  });

  it('says that it looked for what looks like a file that is no picture, is blank, or was not hashed', async () => {
    await caseWith('a');
    expect(await elsewhere(await caseWith('text', { show: 'text' }))).toMatchObject({ compared: 'file', near: 0 });
    expect(await elsewhere(await caseWith('blank', { slopes: null }))).toMatchObject({ compared: 'blank', near: 0 });
    expect(await elsewhere(await caseWith('blank', { slopes: null }))).toMatchObject({ compared: 'blank', same: 1 });
    expect(await elsewhere(await caseWith('early', { isHashed: false }))).toMatchObject({ compared: 'waiting', near: 0 });
  });

  it('answers for an exhibit of another case than the one asked about', async () => {
    const [one, other] = [await caseWith('a'), await caseWith('b')];
    await expect(exhibitElsewhere(temp.desk, one, await photoOf(other), dana)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

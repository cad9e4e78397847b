import { eq } from 'drizzle-orm';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { inspection, vaultFile } from '../db/schema/evidence.ts';
import { imageHash } from '../db/schema/imageHash.ts';
import { job } from '../db/schema/job.ts';
import { forgetUnused } from './forget.ts';
import { hashSome } from './hashPictures.ts';
import { inspectEvidence, inspectFile } from './inspect.ts';
import { keepFile } from './keep.ts';

let temp: TempDesk;
beforeEach(async () => void (temp = await openTempDesk()));
afterEach(() => temp.close());

async function* once(bytes: Uint8Array) {
  yield bytes;
}
const { signal } = new AbortController();
const keep = async (bytes: Buffer) => {
  const { sha256 } = await keepFile(temp.desk, once(bytes));
  await inspectFile(temp.desk, sha256, 'a.png', signal);
  return sha256;
};
const drawing = (x: number) => sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" fill="#ddd"/><circle cx="${x}" cy="180" r="90"/><path d="M${x} 380L250 270L560 390Z"/><rect x="40" y="${x / 2}" width="120" height="90" fill="#777"/></svg>`)).png().toBuffer();
const blank = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } }).png().toBuffer();
const hashes = () => temp.desk.db.select().from(imageHash).orderBy(imageHash.sha256);

describe('hashes of pictures that were looked into before there were any', () => {
  it('differ from those of a look of today, or are lost when the job is cut into parts or begun anew', async () => {
    for (const x of [100, 200, 300, 420, 500]) await keep(await drawing(x));
    await keep(await blank());
    const fresh = await hashes();
    expect(fresh).toHaveLength(6);
    expect(fresh.filter(({ slopes }) => slopes === null)).toHaveLength(1);
    await temp.desk.write((tx) => tx.delete(imageHash));
    await hashSome(temp.desk, '', signal, 2);
    const next = await temp.desk.db.select().from(job).where(eq(job.kind, 'evidence.inspect'));
    expect(next).toMatchObject([{ payload: { hashesAfter: fresh[1]?.sha256 }, state: 'waiting' }]);
    await hashSome(temp.desk, '', signal, 1);
    expect(await temp.runDueJobs({ 'evidence.inspect': inspectEvidence })).toEqual([]);
    expect(await hashes()).toEqual(fresh);
  });

  it('are lost for good when the disk fails for a moment, or end at a thumbnail that is damaged', async () => {
    for (const x of [100, 200, 300]) await keep(await drawing(x));
    const fresh = await hashes();
    await temp.desk.write((tx) => tx.delete(imageHash));
    const failing = Object.defineProperty({ ...temp.desk }, 'dataDir', { get: () => { throw Object.assign(new Error('too many open files'), { code: 'EMFILE' }); } });
    await expect(hashSome(failing, '', signal)).rejects.toMatchObject({ code: 'EMFILE' });
    const [damaged] = await temp.desk.db.select({ name: vaultFile.name }).from(inspection).innerJoin(vaultFile, eq(vaultFile.sha256, inspection.thumbnailSha256)).where(eq(inspection.sha256, fresh[1]?.sha256 ?? ''));
    await rm(join(temp.desk.dataDir, 'vault', damaged?.name ?? ''));
    await hashSome(temp.desk, '', signal);
    expect(await hashes()).toEqual([fresh[0], fresh[2]]);
  });

  it('stay when the file is erased', async () => {
    const sha256 = await keep(await drawing(150));
    expect(await hashes()).toHaveLength(1);
    await temp.desk.write((tx) => forgetUnused(tx, [sha256]));
    expect(await hashes()).toEqual([]);
  });
});

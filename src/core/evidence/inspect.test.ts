import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { inspection } from '../db/schema/evidence.ts';
import type { ClaimedJob } from '../jobs/runner.ts';
import type { Desk } from '../desk.ts';
import { forgetUnused } from './forget.ts';
import { inspectEvidence } from './inspect.ts';
import { eraseFiles, findFile, keepFile, readWhole } from './keep.ts';

let temp: TempDesk;
beforeEach(async () => void (temp = await openTempDesk()));
afterEach(() => temp.close());

async function* once(bytes: Uint8Array) {
  yield bytes;
}
const tools = (desk: Desk) => ({ desk, signal: new AbortController().signal, progress: async () => {} });
const look = (sha256: string, desk = temp.desk) => inspectEvidence({ sha256, fileName: 'red.png' }, tools(desk), {} as ClaimedJob);
const lookOf = async (sha256: string) => (await temp.desk.db.select().from(inspection).where(eq(inspection.sha256, sha256)))[0];

describe('a look into a picture', () => {
  it('keeps its preview although the same pixels are erased in another case while it is drawn (the look failed, or showed nothing)', async () => {
    const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } });
    const [one, other] = [await picture.clone().png().toBuffer(), await picture.clone().png({ compressionLevel: 0 }).toBuffer()];
    const [first, second] = [(await keepFile(temp.desk, once(one))).sha256, (await keepFile(temp.desk, once(other))).sha256];
    await look(first);
    const drawn = await lookOf(first);
    // The erasing comes in between: right before the first thing the second look writes, and before every other one.
    const erase = async () => {
      const spare = await temp.desk.write((tx) => forgetUnused(tx, [first]));
      await eraseFiles(temp.desk, spare);
    };
    const between: Desk = {
      ...temp.desk,
      write: async (work) => {
        const answer = await temp.desk.write(work);
        await erase();
        return answer;
      },
    };
    await look(second, between);
    const found = await lookOf(second);
    expect(found?.previewSha256).toBe(drawn?.previewSha256);
    const preview = await findFile(temp.desk.db, found?.previewSha256 ?? '');
    expect(preview && (await readWhole(temp.desk, preview)).length).toBeGreaterThan(0);
  });
});

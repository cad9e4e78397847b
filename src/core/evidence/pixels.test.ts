import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neutralCase, placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { evidence, inspection } from '../db/schema/evidence.ts';
import { keepFile } from './keep.ts';
import { drawPixels } from './look.ts';
import { openEvidence } from './openEvidence.ts';

let temp: TempDesk;

beforeEach(async () => void (temp = await openTempDesk()));
afterEach(() => temp.close());

const photo = () => sharp({ create: { width: 3_000, height: 2_000, channels: 3, background: '#246' } }).jpeg();

async function keep(bytes: Buffer, show: 'image' | 'none'): Promise<string> {
  const { sha256 } = await keepFile(temp.desk, (async function* () {
    yield bytes;
  })());
  const made = neutralCase({ evidence: [{ id: 'photo', side: 'buyer', kind: 'photo', fileName: 'a.jpg', path: 'evidence/buyer/a.jpg' }] });
  const caseId = await placeCase(temp.desk, made, { files: new Map([['photo', { sha256, state: 'good', words: null }]]) });
  await temp.desk.write((tx) => tx.insert(inspection).values({ sha256, mediaType: 'image/jpeg', show, metadata: [], inspectedAt: tx.now }));
  const [row] = await temp.desk.db.select().from(evidence).where(eq(evidence.caseId, caseId));
  return row?.evidenceId ?? '';
}

const open = (evidenceId: string, range?: { start: number; end?: number }) =>
  openEvidence(temp.desk, { caller: { sessionId: 's' }, kind: 'evidence', evidenceId, variant: 'pixels', ...(range ? { range } : {}) });
const bytesOf = async (file: Awaited<ReturnType<typeof open>>) => Buffer.from(await new Response(file.stream).arrayBuffer());

describe('all pixels of a photo', () => {
  it('are drawn anew in its own size and upright: the place it was taken at and what hides behind its pixels stay in the vault', async () => {
    const original = Buffer.concat([await photo().withMetadata({ orientation: 6 }).withExif({ IFD0: { Artist: 'Somebody' } }).toBuffer(), Buffer.from('<script>')]);
    const file = await open(await keep(original, 'image'));
    const drawn = await bytesOf(file);
    expect(file).toMatchObject({ mediaType: 'image/jpeg', disposition: 'inline', size: drawn.length });
    expect(await sharp(drawn).metadata()).toMatchObject({ width: 2_000, height: 3_000 });
    expect(drawn.includes('Somebody') || drawn.includes('<script>')).toBe(false);
  });

  it('are the same when asked for again, and in parts', async () => {
    const id = await keep(await photo().toBuffer(), 'image');
    const [one, two] = await Promise.all([open(id).then(bytesOf), open(id).then(bytesOf)]);
    expect(one.equals(two)).toBe(true);
    expect((await bytesOf(await open(id, { start: 2, end: 9 }))).equals(one.subarray(2, 10))).toBe(true);
    await expect(open(id, { start: one.length + 1 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('are not there for what inspection refused, for damaged files, and once erased', async () => {
    await expect(open(await keep(await photo().toBuffer(), 'none'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const id = await keep((await photo().jpeg({ quality: 40 }).toBuffer()).subarray(0, 900), 'image');
    await expect(open(id)).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('full size') as string });
    await temp.desk.write((tx) => tx.update(evidence).set({ state: 'erased' }));
    await expect(open(id)).rejects.toMatchObject({ message: expect.stringContaining('erased on purpose') as string });
  });
});

describe('the pixels a child draws', () => {
  it('keep what shines through, but not at a length WebP cannot write', async () => {
    const clear = (width: number, height: number) => sharp({ create: { width, height, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer();
    expect((await drawPixels(await clear(40, 30)))?.mediaType).toBe('image/webp');
    expect((await drawPixels(await clear(20, 17_000)))?.mediaType).toBe('image/jpeg');
  });

  it('are refused to pixel bombs and drawings', async () => {
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' }, limitInputPixels: false }).png().toBuffer();
    expect(await drawPixels(bomb)).toBeNull();
    expect(await drawPixels(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'))).toBeNull();
  });
});

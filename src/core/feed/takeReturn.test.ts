import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SentFile } from '../cases/attachExhibits.ts';
import { paidTo, ruleWithReturn, runAll, told } from '../../testing/returned.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { sha256 } from '../ids.ts';
import type { ReturnStanding } from '../refunds/gateway.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { takeReturn } from './takeReturn.ts';
import { told as realTold } from './told.ts';

const picture = Buffer.from('a picture of goods');
const photo = { fileName: 'back.jpg', sha256: sha256(picture), size: picture.length, mediaType: 'image/jpeg' };
const standing: ReturnStanding = { state: 'ordered', label: null, events: [{ eventId: 'e-1', at: 0, kind: 'inspected', words: null, lines: [], photos: [photo] }] };

let temp: TempDesk;
beforeEach(async () => (temp = await openTempDesk()));
afterEach(() => temp.close());

async function take(getFile: () => AsyncGenerator<Uint8Array>, answer: 'noted' | 'unknown' = 'noted') {
  const heard: ReadonlyMap<string, SentFile>[] = [];
  const gateway = { ...temp.gateway, readReturn: async () => standing };
  const look = { desk: { ...temp.desk, gateway }, client: { getFile } as never, source: 'test', signal: new AbortController().signal };
  const hears = { letter: async () => {}, refund: async () => {}, return: async (...given: [unknown, unknown, unknown, ReadonlyMap<string, SentFile>]) => (heard.push(given[3]), answer) };
  const came = await takeReturn(look, hears, 'r-1').catch((error: unknown) => error);
  return { came, told: heard.map((photos) => [...photos.values()].map(({ fileName }) => fileName)) };
}

it('notes an inspection before its pictures are fetched, so that money does not wait for them', async () => {
  expect(await take(async function* () { yield picture; })).toEqual({ came: 'taken', told: [[], ['back.jpg']] });
});

it('tries pictures again that could not be had, and keeps what was told', async () => {
  const { came, told } = await take(async function* () { throw new LineFault('unsure', 'SERVER_FAILED', 'It failed (500).'); });
  expect(told).toEqual([[]]);
  expect(came).toMatchObject({ code: 'FILE_MISSING', retryMs: 300_000 });
});

it('fetches nothing for a return that this desk did not order', async () => {
  expect(await take(async function* () { throw new Error('asked'); }, 'unknown')).toEqual({ came: 'unchanged', told: [[]] });
});

it('notes nothing of goods in a case of another source, whose refund would follow', async () => {
  const { returnId } = await ruleWithReturn(temp, await temp.seat('Ada'));
  const look = { desk: temp.desk, client: {} as never, source: 'another', signal: new AbortController().signal };
  temp.gateway.returnStandings.set(returnId, { state: 'ordered', label: null, events: [told(temp, 'delivered')] });
  await expect(takeReturn(look, realTold, returnId)).rejects.toMatchObject({ code: 'RETURN_OF_ANOTHER' });
  await runAll(temp);
  expect(paidTo(temp)).toBe(0n);
});

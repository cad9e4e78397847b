import { describe, expect, it } from 'vitest';
import { caseLimits } from '../../../contract/caseLimits.ts';
import { neutralCase } from '../../../testing/neutralCases.ts';
import { DocumentTooMuch, documentLimits, readAside } from './readAside.ts';

const bytesOf = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
/** A whole case with one value that holds as many empty lists as fit. */
const bloated = (bytes: number) => JSON.stringify(neutralCase({ unmapped: [{ path: '$', value: ['@@'] }] })).replace('"@@"', '[],'.repeat(bytes / 3).slice(0, -1));

/** The longest time in which nothing else could be done meanwhile. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let last = performance.now();
  let longest = 0;
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  await work();
  await new Promise((resolve) => setTimeout(resolve, 20));
  clearInterval(clock);
  return longest;
}

describe('a document that is made to hold the desk up', () => {
  it('does not stop the core by 8 MB of empty lists in one value', async () => {
    const bytes = bytesOf(bloated(8 * 1024 * 1024));
    const block = await longestBlock(async () => {
      expect(await readAside('case', bytes)).toMatchObject({ ok: false, faults: [{ code: 'CASE_TOO_LARGE', message: expect.stringMatching(/^case\.json, line 1, column \d+: Up to here the file holds more values/) as string }] });
    });
    expect(block).toBeLessThan(1_000);
  });

  it('does not stop the core by as many faulty entries as a document may hold', async () => {
    const bytes = bytesOf(JSON.stringify({ ...neutralCase(), messages: ['@@'] }).replace('"@@"', '{},'.repeat(caseLimits.values - 100).slice(0, -1)));
    const block = await longestBlock(async () => {
      expect(await readAside('case', bytes).catch((error: unknown) => error)).toSatisfy((found: unknown) => found instanceof DocumentTooMuch || (found as { ok: boolean }).ok === false);
    });
    expect(block).toBeLessThan(1_000);
  });

  it('is given up, not waited for, when it takes too long or a person stops the import', async () => {
    const bytes = bytesOf(bloated(1024 * 1024));
    await expect(readAside('case', bytes, undefined, { ...documentLimits, ms: 1 })).rejects.toBeInstanceOf(DocumentTooMuch);
    await expect(readAside('case', bytes, AbortSignal.timeout(1))).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await readAside('case', bytesOf(neutralCase()))).toMatchObject({ ok: true });
  });

  it('takes no ruling and no payload files that way either', async () => {
    const lists = bytesOf(`[${'[],'.repeat(3_000_000).slice(0, -1)}]`);
    expect(await readAside('triage', lists)).toMatchObject({ ok: false, message: expect.stringContaining('more values than any dispute has') as string });
    const read = await readAside('payloads', [{ path: 'lists.json', bytes: lists }, { path: 'sound.json', bytes: bytesOf(neutralCase()) }]);
    expect(read).toMatchObject({ cases: [{ paths: ['sound.json'] }], failed: [{ path: 'lists.json', code: 'CASE_TOO_LARGE' }] });
  });

  it('lets many files together hold no more than one thread can bear, and says which were left out', async () => {
    const files = Array.from({ length: 8 }, (_, index) => ({ path: `${index}.json`, bytes: bytesOf(`[${'1,'.repeat(500_000).slice(0, -1)}]`) }));
    const { failed } = await readAside('payloads', files);
    expect(failed.map(({ code }) => code).toSorted().slice(0, 2)).toEqual(['CASE_TOO_MUCH', 'CASE_TOO_MUCH']);
    expect(failed).toHaveLength(8);
  });
});

describe('a large honest document', () => {
  it('is read: 10,000 messages, and files whose words fill 200,000 characters each', async () => {
    const messages = Array.from({ length: 10_000 }, (_, index) => ({ id: `m${index}`, from: 'buyer' as const, to: 'seller' as const, sentAt: '2026-05-10T11:00:00Z', original: `Message ${index}: where is my parcel?`, translation: 'Gdzie jest moja paczka?' }));
    const evidence = Array.from({ length: 5_000 }, (_, index) => ({ id: `e${index}`, side: 'buyer' as const, kind: 'photo' as const, fileName: `${index}.jpg`, path: `evidence/buyer/${index}.jpg`, claimIds: ['c1'] }));
    const listings = Array.from({ length: 20 }, (_, index) => ({ id: `i${index}`, title: 'Watch', listing: { description: '表'.repeat(200_000) } }));
    const read = await readAside('case', bytesOf(neutralCase({ messages, evidence, items: [...listings.slice(0, 15)] })));
    expect(read.ok && [read.value.messages.length, read.value.evidence.length]).toEqual([10_000, 5_000]);
  });

  it('of a marketplace keeps every value that found no place, up to a number, and counts the rest', async () => {
    const dispute = { id: 'dp_1', object: 'dispute', charge: 'ch_1', amount: 100, currency: 'usd', status: 'needs_response', reason: 'general', metadata: Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`k${index}`, index])) };
    const { cases, failed } = await readAside('payloads', [{ path: 'stripe.json', bytes: bytesOf(dispute) }]);
    expect(failed).toEqual([]);
    expect(cases[0]?.case.unmapped).toHaveLength(caseLimits.unmapped);
    expect(cases[0]?.case.unmapped.at(-1)?.value).toMatch(/^\d+ further values are not listed here/);
  });
});

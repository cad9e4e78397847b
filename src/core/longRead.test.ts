import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { neutralCase, placeCase } from '../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../testing/tempDesk.ts';
import { testKey } from '../testing/template.ts';
import { createLongRead, type LongReader } from './longRead.ts';
import { catchUp } from './search/catchUp.ts';

let temp: TempDesk;
let longRead: LongReader;
beforeEach(async () => {
  temp = await openTempDesk();
  longRead = createLongRead({ dataDir: temp.desk.dataDir, key: testKey });
});
afterEach(async () => {
  await longRead.close();
  temp.close();
});

const by = { personId: 'p', name: 'Dana', role: 'mediator' as const, sessionId: 's' };
const search = (query: string, signal?: AbortSignal) => longRead('search', { query, limit: 50, before: null, by, now: temp.clock.now }, signal ? { signal } : {});
/** The threads of this process that work for it or wait. */
const threads = () => longRead.threads();

it('would start a thread for every read, or read what was committed before the thread was opened', async () => {
  longRead.warm();
  expect((await search('kettle')).hits).toEqual([]);
  const [first] = threads();
  await placeCase(temp.desk, neutralCase({ items: [{ id: 'i', title: 'Kettle' }] }));
  await catchUp(temp.desk);
  for (let one = 0; one < 3; one += 1) expect((await search('kettle')).hits).toHaveLength(1);
  expect(threads()).toEqual([first]);
});

it('would keep more threads than two once many reads at once are done', async () => {
  await Promise.all([1, 2, 3].map(() => search('kettle')));
  expect(threads().length).toBeLessThanOrEqual(2);
});

it('would keep a second thread for good that nothing needs any more, or end the last one', async () => {
  await longRead.close();
  longRead = createLongRead({ dataDir: temp.desk.dataDir, key: testKey }, 50);
  await Promise.all([1, 2].map(() => search('kettle')));
  await vi.waitFor(() => expect(threads()).toHaveLength(1), 5_000);
  const [last] = threads();
  await new Promise((resolve) => setTimeout(resolve, 150));
  await search('kettle');
  expect(threads()).toEqual([last]);
});

it('would keep who stops a read waiting, go on with it to its end, or lose its thread for the next one', async () => {
  const started = new Promise<Worker>((resolve) => process.once('worker', resolve));
  await search('warm');
  const before = threads();
  const worker = await started;
  const said = new Promise((resolve) => worker.once('message', resolve));
  const control = new AbortController();
  const stopped = search('kettle', control.signal);
  control.abort();
  await expect(stopped).rejects.toThrow('was stopped');
  expect(await said).toMatchObject({ ok: false });
  expect((await search('kettle')).hits).toEqual([]);
  expect(threads()).toEqual(before);
  await expect(search('kettle', AbortSignal.abort())).rejects.toThrow('before it began');
});

it('would start a thread for each letter somebody types, never come to the last one, or hang it when the desk is closed', async () => {
  await Promise.all([1, 2].map(() => search('warm')));
  const before = threads();
  const stopped: Promise<void>[] = [];
  const type = (word: string) => {
    let control = new AbortController();
    let last = search(word.slice(0, 1), control.signal);
    for (let at = 2; at <= word.length; at += 1) {
      stopped.push(expect(last).rejects.toThrow('was stopped'));
      control.abort();
      control = new AbortController();
      last = search(word.slice(0, at), control.signal);
    }
    return last;
  };
  for (let one = 0; one < 5; one += 1) {
    expect((await type('kettles')).hits).toEqual([]);
    expect(new Set(threads())).toEqual(new Set(before));
  }
  const waits = expect(type('kettles')).rejects.toThrow(/is closed/);
  await longRead.close();
  await waits;
  await Promise.all(stopped);
});

it('would take the whole process along when reads are stopped at any moment, or the thread with a read that was stopped', async () => {
  // libSQL aborts the process when its thread is ended in the middle of a call, which is most likely while statements are prepared.
  await placeCase(temp.desk, neutralCase({ items: [{ id: 'i', title: 'Kettle' }] }));
  await catchUp(temp.desk);
  for (let wait = 0; wait < 6; wait += 0.2) {
    const control = new AbortController();
    const read = search(`kettle ${wait}`, control.signal).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, wait));
    control.abort();
    await read;
    expect((await search('kettle')).hits).toHaveLength(1);
  }
  expect(threads().length).toBeLessThanOrEqual(2);
});

it('would leave a thread behind or begin a read when the desk is closed, or hang a read that is under way', async () => {
  await search('kettle');
  const underWay = search('kettle');
  const ended = expect(underWay).rejects.toThrow('ended without an answer');
  await longRead.close();
  await ended;
  expect(threads()).toEqual([]);
  await expect(search('kettle')).rejects.toThrow('closed');
});

it('would keep a thread on which a read failed', async () => {
  await search('kettle');
  const [before] = threads();
  await expect(longRead('search', { query: 'kettle', limit: 50, before: 'nonsense', by, now: 0 })).rejects.toThrow('none that a search gave');
  await search('kettle');
  expect(threads()).not.toContain(before);
});

it('would take the whole process along, or never end, when it is closed while a thread starts, opens its connection or reads', async () => {
  for (const wait of [0, 200, 1_500]) {
    const reader = createLongRead({ dataDir: temp.desk.dataDir, key: testKey });
    const readOn = async () => {
      for (;;) await reader('search', { query: 'kettle', limit: 50, before: null, by, now: temp.clock.now });
    };
    const ended = expect(readOn()).rejects.toThrow(/ended without an answer|is closed/);
    await new Promise((resolve) => setTimeout(resolve, wait));
    await reader.close();
    await ended;
    expect(reader.threads()).toEqual([]);
  }
});

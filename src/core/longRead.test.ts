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

it('would go on with a read that was stopped, or give its thread to the next one', async () => {
  await search('warm');
  const [before] = threads();
  const control = new AbortController();
  const stopped = search('kettle', control.signal);
  control.abort();
  await expect(stopped).rejects.toThrow('ended without an answer');
  await search('kettle');
  expect(threads()).not.toContain(before);
  await expect(search('kettle', AbortSignal.abort())).rejects.toThrow('before it began');
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

it('would take the whole process along, or never end, when it is closed while a thread opens its connection', async () => {
  // At any moment of the opening: libSQL aborts the process when its thread is ended in the middle of a call.
  for (let wait = 0; wait < 300; wait += 20) {
    const reader = createLongRead({ dataDir: temp.desk.dataDir, key: testKey });
    reader.warm();
    await new Promise((resolve) => setTimeout(resolve, wait));
    await reader.close();
    expect(reader.threads()).toEqual([]);
  }
});

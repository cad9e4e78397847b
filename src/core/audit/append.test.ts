import { afterEach, beforeEach, expect, it } from 'vitest';
import { openConnection } from '../db/open.ts';
import { createWrite, type Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import { createEvents } from '../events.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { testKey } from '../../testing/template.ts';
import { append } from './append.ts';
import { verifyLog } from './verify.ts';

let temp: TempDesk;
beforeEach(async () => {
  temp = await openTempDesk();
});
afterEach(() => temp.close());

const note = (tx: Tx, word: string) => append(tx, { by: deskItself, action: 'test.noted', subject: 'desk:test', words: word });

it('goes on from the last entry that was kept after one was rolled back, or the chain would hang on an entry that is not there', async () => {
  await temp.desk.write((tx) => note(tx, 'first'));
  const failed = temp.desk.write(async (tx) => {
    await note(tx, 'lost');
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  await temp.desk.write((tx) => note(tx, 'second'));
  expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true, entries: 2 });
});

it('goes on from what another desk on the same database wrote in between', async () => {
  const other = await openConnection({ dataDir: temp.desk.dataDir, key: testKey }, 'write');
  const write = createWrite(other, createEvents(), () => temp.clock.now);
  try {
    for (let one = 0; one < 3; one += 1) {
      await temp.desk.write((tx) => note(tx, 'here'));
      await write((tx) => note(tx, 'there'));
      await write((tx) => note(tx, 'there again'));
    }
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true, entries: 9 });
  } finally {
    other.close();
  }
});

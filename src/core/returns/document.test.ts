import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backOf, refundsOf, ruleWithReturn, runAll } from '../../testing/returned.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import type { SignedIn } from '../desk.ts';
import { exchangeHandlers } from '../exchange/handlers.ts';
import { exchangeFolders, takeInAll } from '../exchange/takeIn.ts';
import { sha256 } from '../ids.ts';

let temp: TempDesk;
let ada: SignedIn;
beforeEach(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Ada');
});
afterEach(() => temp.close());

async function lay(name: string, document: object): Promise<string[]> {
  const folder = exchangeFolders(temp.desk.dataDir).in;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), JSON.stringify({ schema: 'dispute-return/1', at: new Date(temp.clock.now).toISOString(), ...document }));
  const taken = await takeInAll(temp.desk, exchangeHandlers, 0);
  await runAll(temp);
  return taken.map(({ result }) => result);
}
const found = [{ itemId: 'item-1', quantity: 1, condition: 'damaged', words: 'The glass is broken.' }, { itemId: 'item-2', quantity: 1, condition: 'as_sent' }];

describe('a document dispute-return/1', () => {
  it('would pay twice when it is laid down again, or lose the photos that came with it', async () => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada, { returnTerms: { refundWhen: 'inspected', days: 5, lines: [{ itemId: 'item-1', quantity: 1 }, { itemId: 'item-2', quantity: 1 }] } });
    expect(await lay('a.json', { returnId, eventId: 'e-1', kind: 'delivered' })).toEqual(['taken']);
    const photo = Buffer.from('not really a photo');
    writeFileSync(join(exchangeFolders(temp.desk.dataDir).in, 'glass.jpg'), photo);
    const inspection = { returnId, eventId: 'e-2', kind: 'inspected', from: 'seller', lines: found, evidence: [{ path: 'glass.jpg', sha256: sha256(photo), kind: 'photo' }] };
    expect(await lay('b.json', inspection)).toEqual(['taken']);
    expect(await lay('c.json', { returnId, eventId: 'e-2', kind: 'inspected', lines: found, words: 'Told again.' })).toEqual(['taken']);
    const back = await backOf(temp, caseId);
    expect(back).toMatchObject({ needs: 'differs', counts: [{ itemId: 'item-1', asSent: 0, otherwise: [{ condition: 'damaged', quantity: 1 }] }, { itemId: 'item-2', asSent: 1 }] });
    const shown = back.steps.find(({ kind }) => kind === 'inspected')?.photos[0];
    const exhibit = (await readCaseFile(temp.desk.db, caseId, ada, temp.clock.now)).exhibits.find(({ evidenceId }) => evidenceId === shown?.evidenceId);
    expect(exhibit).toMatchObject({ side: 'seller', fileName: 'glass.jpg', admissibility: 'late', statement: 'The goods that came back: their inspection.' });
    expect(await refundsOf(temp, caseId)).toEqual(['6665 approved return']);
  });

  it('would be taken in for goods nobody ordered back, without the lines of its inspection, or from days to come', async () => {
    const { caseId, returnId } = await ruleWithReturn(temp, ada);
    expect(await lay('a.json', { returnId: 'no-such-return', eventId: 'e', kind: 'shipped' })).toEqual(['refused']);
    expect(await lay('b.json', { returnId, eventId: 'e', kind: 'inspected' })).toEqual(['refused']);
    expect(await lay('c.json', { returnId, eventId: 'e', kind: 'shipped', lines: found })).toEqual(['refused']);
    expect(await lay('d.json', { returnId, eventId: 'e', kind: 'shipped', at: new Date(temp.clock.now + 9e8).toISOString() })).toEqual(['refused']);
    expect(await lay('e.json', { returnId, eventId: 'e', kind: 'shipped', paid: true })).toEqual(['refused']);
    expect((await backOf(temp, caseId)).state).toBe('ordered');
    const folder = exchangeFolders(temp.desk.dataDir).refused;
    expect(readdirSync(folder).filter((name) => name.endsWith('.reason.txt')).map((name) => readFileSync(join(folder, name), 'utf8')).join('')).toContain('an inspection says what it found');
  });

  it('would not find the return of a case that is named as letters name it', async () => {
    const { caseId } = await ruleWithReturn(temp, ada);
    const { source, sourceId } = await readCaseFile(temp.desk.db, caseId, ada, temp.clock.now);
    expect(await lay('a.json', { source, sourceId, eventId: 'e', kind: 'delivered' })).toEqual(['taken']);
    expect(await refundsOf(temp, caseId)).toEqual(['6665 settled']);
  });
});

import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { disclosure } from '../db/schema/disclosure.ts';
import type { SignedIn } from '../desk.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { rulingHandlers } from '../rulings/methods.ts';
import { readCaseFile } from './caseFile.ts';
import { caseHandlers } from './methods.ts';
import { copyDisclosure } from './copyDisclosure.ts';
import { disclosureHandlers } from './disclose.ts';
import { toNeutral } from './toNeutral.ts';

let temp: TempDesk;
let dana: SignedIn;
let file: CaseFile;

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  const neutral = neutralCase();
  neutral.evidence = neutral.evidence.map((one) => (one.id === 'photo' ? { ...one, text: 'It is red, see the picture.' } : one));
  file = await takeCase(temp.desk, await placeCase(temp.desk, neutral), dana);
});
afterEach(() => temp.close());

const idOf = (label: string) => file.exhibits.find((one) => one.label === label)?.evidenceId ?? '';
const disclose = (to: 'buyer' | 'seller', ...labels: string[]) => disclosureHandlers['cases.disclose'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, to, evidenceIds: labels.map(idOf) }, dana);
const read = () => readCaseFile(temp.desk.db, file.caseId, dana, temp.clock.now);

describe('showing an exhibit to the other side', () => {
  it('is a letter that lists it, a row in the log, and a copy beside the letter, once', async () => {
    await disclose('seller', 'B-1');
    expect(await temp.runDueJobs({ 'letter.send': sendLetter, 'disclosure.copy': copyDisclosure })).toEqual([]);
    const [letter] = [...temp.gateway.letters.values()];
    expect(letter).toMatchObject({ to: 'seller', language: 'ja', body: expect.stringContaining('B-1') as string });
    const [shown] = (await read()).disclosures;
    expect(shown).toMatchObject({ evidenceId: idOf('B-1'), to: 'seller', how: 'letter', personName: 'Dana' });
    const folder = join(temp.desk.dataDir, 'exchange', 'out', `disclosure-${shown?.letterId}`);
    expect(readdirSync(folder).sort()).toEqual(['B-1.txt', 'index.json']);
    expect(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))).toMatchObject({ schema: 'dispute-disclosure/1', to: 'seller', exhibits: [{ label: 'B-1', files: [{ name: 'B-1.txt' }] }] });
    await copyDisclosure({ letterId: shown?.letterId }, { desk: temp.desk, signal: new AbortController().signal, progress: async () => {} }, {} as never);
    expect(existsSync(`${folder}.part`)).toBe(false);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
    await expect(temp.database.delete(disclosure)).rejects.toThrow();
  });

  it('refuses what the side sent itself and what is not admitted', async () => {
    await expect(disclose('buyer', 'B-1')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await caseHandlers['cases.setAdmissibility'](temp.desk, { requestId: randomUUID(), caseId: file.caseId, evidenceId: idOf('B-1'), admissibility: 'forged', reason: 'Cut together.' }, dana);
    await expect(disclose('seller', 'B-1')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await temp.desk.db.$count(disclosure)).toBe(0n);
  });

  it('gives a hint, and no more, when a ruling goes against a side on what it was never shown', async () => {
    const check = async () => rulingHandlers['rulings.check'](temp.desk, { caseId: file.caseId, draft: soundRuling(await read(), { outcome: 'full_refund', basis: { by: 'full' } }) }, dana);
    expect(await check()).toMatchObject({ problems: [], hints: [{ code: 'NOT_DISCLOSED', to: 'seller', refId: idOf('B-1') }] });
    await disclose('seller', 'B-1');
    expect(await check()).toMatchObject({ problems: [], hints: [] });
  });

  it('takes the word of the source for what it showed, keeps it through an export, and notes it once', async () => {
    const neutral = neutralCase();
    const shownTo = [{ to: 'seller' as const, at: '2026-06-02T08:00:00.000Z' }];
    neutral.evidence = neutral.evidence.map((one) => (one.side === 'buyer' ? { ...one, shownTo } : one));
    const caseId = await placeCase(temp.desk, neutral);
    await placeCase(temp.desk, { ...neutral, sourceStatus: 'again' });
    expect((await readCaseFile(temp.desk.db, caseId, dana, temp.clock.now)).disclosures).toMatchObject([{ to: 'seller', how: 'source', at: Date.parse('2026-06-02T08:00:00Z') }]);
    expect((await toNeutral(temp.desk.db, caseId)).evidence.find((one) => one.side === 'buyer')?.shownTo).toEqual(shownTo);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  });
});

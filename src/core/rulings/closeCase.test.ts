import { expect, it } from 'vitest';
import { placeCase } from '../../testing/builders.ts';
import { rulingJobs, ruleOn } from '../../testing/appealed.ts';
import { openTempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { closeCase } from '../cases/closeCase.ts';
import { loadCase } from '../cases/lease.ts';

const dayMs = 86_400_000;

it('would close a case before the time to appeal is over, or with its money under way', async () => {
  const temp = await openTempDesk();
  const dana = await temp.seat('Dana');
  const caseId = await placeCase(temp.desk);
  const stateOf = async () => (await loadCase(temp.desk.db, caseId)).state;
  const close = () => temp.runDueJobs({ 'case.close': closeCase });
  temp.gateway.failing = 'before';
  await expect(ruleOn(temp, caseId, dana)).rejects.toThrow('The line to the marketplace is down.');
  await close();
  expect(await stateOf()).toBe('ruled');
  temp.clock.now += 60 * dayMs;
  await close();
  expect(await stateOf()).toBe('ruled');
  temp.gateway.failing = 'no';
  expect(await temp.runDueJobs(rulingJobs)).toEqual([]);
  expect(await stateOf()).toBe('ruled');
  temp.clock.now += dayMs;
  await close();
  expect(await readCaseFile(temp.desk.db, caseId, dana, temp.clock.now)).toMatchObject({ state: 'closed', exit: { as: 'final' } });
  expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  temp.close();
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { methods, type MethodName } from '../../contract/methods.ts';
import { roles } from '../../contract/vocabulary.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import type { Sitting } from '../desk.ts';
import { createDispatch } from '../dispatch.ts';
import { createBatches } from '../intake/batches.ts';
import { createHandlers } from '../registry.ts';
import { verifyAll } from '../verifyAll.ts';

let temp: TempDesk;
let handle: ReturnType<typeof createDispatch>;
const seats = new Map<string, Sitting>([
  ...roles.map((role): [string, Sitting] => [role, { personId: role, name: role, role }]),
  ['locked', { personId: 'lead', name: 'lead', role: 'lead', isLocked: true }],
  ['must change', { personId: 'lead', name: 'lead', role: 'lead', mustChange: true }],
  ['locked and must change', { personId: 'lead', name: 'lead', role: 'lead', isLocked: true, mustChange: true }],
]);
const everyone = ['nobody', ...seats.keys()];
const names = Object.keys(methods).sort() as MethodName[];
/** What no method takes: whoever may call one learns that, and nothing is done. */
const nonsense = { '': 'no method takes this' };

beforeAll(async () => {
  temp = await openTempDesk();
  const handlers = createHandlers(createBatches(temp.desk.dataDir), () => verifyAll(temp.desk.db, temp.desk.dataDir), async () => []);
  handle = createDispatch(temp.desk, handlers, async (sessionId) => seats.get(sessionId) ?? null, (method, error) => expect([method, error]).toBeNull());
});
afterAll(() => temp.close());

const codeOf = async (name: MethodName, who: string) => {
  const reply = await handle(name, nonsense, { sessionId: who });
  return reply.ok ? 'answered' : reply.error.code;
};

describe('every method of the contract', () => {
  it('would let somebody else do what the table beside this test does not say', async () => {
    const lines: string[] = [];
    for (const name of names) {
      const may: string[] = [];
      for (const who of everyone) {
        const code = await codeOf(name, who);
        // Refused for who asks, before anybody looked at what is asked.
        expect(['BAD_INPUT', 'NOT_SIGNED_IN', 'NOT_PERMITTED', 'LOCKED', 'PASSPHRASE_DUE'], `${name} as ${who}`).toContain(code);
        if (code === 'BAD_INPUT') may.push(who);
      }
      lines.push(`${name.padEnd(32)}${may.join(', ')}`);
    }
    // A role that changes shows in this file; where it should, `npx vitest run src/core/people/roles.test.ts -u` writes it.
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./roles.table.txt');
  });

  it('that a window asks by itself would keep it unlocked while nobody is there', async () => {
    const touched: string[] = [];
    const touching = createDispatch(temp.desk, createHandlers(createBatches(temp.desk.dataDir), () => verifyAll(temp.desk.db, temp.desk.dataDir), async () => []), async () => seats.get('lead') ?? null, () => undefined, async (sessionId) => void touched.push(sessionId));
    for (const name of ['reviews.waiting', 'people.list', 'people.touch']) expect((await touching(name, {}, { sessionId: name })).ok).toBe(true);
    expect(touched).toEqual(['people.touch']);
  });

  it('would answer nobody, a locked window or a given passphrase, but the few that lead in', async () => {
    const open = (who: string) => Promise.all(names.map(async (name) => ((await codeOf(name, who)) === 'BAD_INPUT' ? name : null))).then((found) => found.filter((name) => name !== null));
    const door = ['people.door', 'people.recover', 'people.setUp', 'people.signIn', 'people.signOut', 'people.unlock'];
    expect(await open('nobody')).toEqual(door);
    expect(await open('locked')).toEqual(door);
    expect(await open('locked and must change')).toEqual(door);
    expect(await open('must change')).toEqual(['people.changePassphrase', ...door].sort());
  });

  it('would say to somebody who may not call it why their input is wrong', async () => {
    for (const name of names) {
      if (methods[name].roles === 'anyone') continue;
      const reply = await handle(name, nonsense, { sessionId: 'nobody' });
      expect(reply).toEqual({ ok: false, error: { code: 'NOT_SIGNED_IN', message: 'Sign in first: nobody works in this window yet.' } });
    }
  });
});

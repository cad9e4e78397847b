import { randomUUID } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../contract/vocabulary.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { auditEntry, auditPayload } from '../db/schema/audit.ts';
import { request } from '../db/schema/person.ts';
import type { SignedIn } from '../desk.ts';
import { keepIdleMinutes } from '../settings.ts';
import { addPerson } from './accounts.ts';
import { newRing, openByRecovery, readRing, withRecovery, writeRing } from './keyRing.ts';
import { peopleHandlers } from './methods.ts';
import { newRecoveryCode, readRecoveryCode, sayRecoveryCode } from './recoveryCode.ts';
import { endSessionsBefore, lockIdle, sittingIn, touchSeat } from './sessions.ts';
import { letIn, prove } from './signIn.ts';
import { drawOut } from './stretch.ts';

const cheap = { memoryKib: 64, passes: 1, lanes: 1 };
const minute = 60_000;
let temp: TempDesk;
let lena: SignedIn;
let dana: SignedIn;
beforeEach(async () => {
  temp = await openTempDesk();
  lena = await work('Lena', 'lead');
  dana = await work('Dana', 'mediator');
});
afterEach(() => temp.close());

const wordOf = (name: string) => `known to ${name} alone`;

/** Somebody with an account, signed in to a session of their own. */
async function work(name: string, role: Role): Promise<SignedIn> {
  const secret = await drawOut(wordOf(name), undefined, cheap);
  await temp.desk.write((tx) => addPerson(tx, name, { role, languages: [], skills: [] }, secret, false, null));
  return signIn(name);
}
async function signIn(name: string, sessionId = randomUUID() as string): Promise<SignedIn> {
  const before = await sittingIn(temp.desk, sessionId);
  return { ...(await peopleHandlers['people.signIn'](temp.desk, { name, passphrase: wordOf(name) }, { sessionId, person: before })), sessionId };
}
const sitting = (by: SignedIn) => sittingIn(temp.desk, by.sessionId);
const visitor = async (by: SignedIn) => ({ sessionId: by.sessionId, person: await sitting(by) });
const change = (by: SignedIn, whose: SignedIn, to: Partial<{ role: Role; isActive: boolean }>) =>
  peopleHandlers['people.change'](temp.desk, { requestId: randomUUID(), personId: whose.personId, role: whose.role, languages: [], skills: [], isActive: true, ...to }, by);
const lastWords = async () => {
  const [last] = await temp.desk.db.select({ action: auditEntry.action, personId: auditEntry.personId, payload: auditPayload.payload }).from(auditEntry).innerJoin(auditPayload, eq(auditPayload.seq, auditEntry.seq)).orderBy(desc(auditEntry.seq)).limit(1);
  return { action: last?.action, personId: last?.personId, words: (JSON.parse(last?.payload ?? '{}') as { words: string }).words };
};

describe('a session', () => {
  it('would stay open when nobody is there, or lock under the hands of somebody who is', async () => {
    temp.clock.now += 14 * minute;
    await touchSeat(temp.desk, dana.sessionId);
    temp.clock.now += 3 * minute;
    await lockIdle(temp.desk);
    expect([(await sitting(lena))?.isLocked, (await sitting(dana))?.isLocked]).toEqual([true, false]);
    expect(await lastWords()).toMatchObject({ action: 'person.locked', words: 'A window of Lena locked itself after 15 minutes without a key or a click' });
    // A window that locked itself is not unlocked by its own stray clicks.
    await touchSeat(temp.desk, lena.sessionId);
    expect((await sitting(lena))?.isLocked).toBe(true);
  });

  it('would go on after the machine slept for hours, because a key came before the desk looked for idle windows', async () => {
    temp.clock.now += 3 * 60 * minute;
    expect((await sitting(dana))?.isLocked).toBe(true);
    await lockIdle(temp.desk);
    expect(await lastWords()).toMatchObject({ action: 'person.locked' });
    await peopleHandlers['people.unlock'](temp.desk, { passphrase: wordOf('Dana') }, await visitor(dana));
    expect((await sitting(dana))?.isLocked).toBe(false);
  });

  it('would not lock after the time the desk is set to', async () => {
    await temp.desk.write((tx) => keepIdleMinutes(tx, 1));
    temp.clock.now += 59_000;
    await lockIdle(temp.desk);
    expect((await sitting(dana))?.isLocked).toBe(false);
    temp.clock.now += 17_000;
    await lockIdle(temp.desk);
    expect((await sitting(dana))?.isLocked).toBe(true);
  });

  it('would be unlocked by a wrong passphrase, or by that of somebody else', async () => {
    await peopleHandlers['people.lock'](temp.desk, {}, dana);
    for (const passphrase of ['wrong', wordOf('Lena')]) await expect(peopleHandlers['people.unlock'](temp.desk, { passphrase }, await visitor(dana))).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect((await sitting(dana))?.isLocked).toBe(true);
    await peopleHandlers['people.unlock'](temp.desk, { passphrase: wordOf('Dana') }, await visitor(dana));
    expect((await sitting(dana))?.isLocked).toBe(false);
    expect(await lastWords()).toMatchObject({ action: 'person.unlocked', words: 'Dana unlocked the window, after 2 wrong tries' });
  });

  it('would keep the person before, when another takes a turn at a locked window', async () => {
    await peopleHandlers['people.lock'](temp.desk, {}, dana);
    await signIn('Lena', dana.sessionId);
    expect(await sitting(dana)).toMatchObject({ name: 'Lena', isLocked: false });
    expect(await lastWords()).toMatchObject({ action: 'person.signedIn', personId: lena.personId, words: 'Lena signed in as lead' });
  });

  it('would outlive the run of the desk it was opened in', async () => {
    expect(await sittingIn({ ...temp.desk, runId: 'the next run' }, dana.sessionId)).toBeNull();
    await temp.desk.write((tx) => endSessionsBefore(tx, { runId: 'the next run', isShared: false }));
    expect(await sitting(dana)).toBeNull();
  });

  it('of another desk on the same database would be ended by the start of this one', async () => {
    await temp.desk.write((tx) => endSessionsBefore(tx, { runId: 'the next run', isShared: true }));
    expect(await sitting(dana)).toMatchObject({ name: 'Dana' });
  });
});

describe('an account', () => {
  it('would be changed by its own owner where it counts, or leave a desk without a lead', async () => {
    await expect(change(lena, lena, { role: 'admin' })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(change(lena, lena, { isActive: false })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    const ada = await work('Ada', 'admin');
    for (const to of [{ role: 'mediator' as const }, { isActive: false }]) await expect(change(ada, lena, to)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await work('Vera', 'lead');
    expect(await change(ada, lena, { isActive: false })).toMatchObject({ isActive: false });
    expect(await sitting(lena)).toBeNull();
  });

  it('would keep the role of before in a session that is open', async () => {
    await change(lena, dana, { role: 'triage' });
    expect(await sitting(dana)).toMatchObject({ role: 'triage' });
    expect(await lastWords()).toMatchObject({ action: 'person.changed', personId: lena.personId, words: 'Lena made Dana triage; before: mediator' });
  });

  it('that is closed would be in a choice of people, or let its owner in with the right passphrase', async () => {
    await change(lena, dana, { isActive: false });
    expect((await peopleHandlers['people.list'](temp.desk, {}, lena)).map(({ name }) => name)).toEqual(['Lena']);
    await expect(signIn('Dana')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await expect(peopleHandlers['people.resetPassphrase'](temp.desk, { personId: dana.personId, passphrase: 'given by Lena' }, lena)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  it('would be two people of one name, however it is written', async () => {
    for (const name of ['DANA', ' dana ', 'Ｄana', 'Da\u200bna', '\u202edana']) {
      await expect(peopleHandlers['people.add'](temp.desk, { name, role: 'lead', languages: [], skills: [], passphrase: 'given by Lena' }, lena)).rejects.toMatchObject({ code: 'CONFLICT' });
    }
  });

  it('whose passphrase a lead gave would keep its sessions, or count as its own', async () => {
    expect(await peopleHandlers['people.resetPassphrase'](temp.desk, { personId: dana.personId, passphrase: 'given by Lena' }, lena)).toMatchObject({ passphrase: 'given' });
    expect(await sitting(dana)).toBeNull();
    await expect(peopleHandlers['people.resetPassphrase'](temp.desk, { personId: lena.personId, passphrase: 'given to myself' }, lena)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await expect(peopleHandlers['people.changePassphrase'](temp.desk, { passphrase: wordOf('Lena'), next: wordOf('Lena') }, lena)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('would change without a trace, or leave something derived from a passphrase beside an answer', async () => {
    const other = await signIn('Dana');
    await peopleHandlers['people.changePassphrase'](temp.desk, { passphrase: wordOf('Dana'), next: 'another one of Dana' }, dana);
    expect([await sitting(dana), await sitting(other)]).toMatchObject([{ name: 'Dana' }, null]);
    await change(lena, dana, { role: 'lead' });
    expect((await temp.desk.db.select({ method: request.method }).from(request)).map(({ method }) => method)).toEqual(['people.change']);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
    for (const { payload } of await temp.desk.db.select({ payload: auditPayload.payload }).from(auditPayload)) expect(payload).not.toMatch(/known to|another one/);
  });
});

describe('a passphrase that was right a moment ago', () => {
  const givenByLena = 'given by Lena';
  const reset = () => peopleHandlers['people.resetPassphrase'](temp.desk, { personId: dana.personId, passphrase: givenByLena }, lena);

  it('would still let somebody in after it was changed', async () => {
    const proven = await prove(temp.desk, 'Dana', wordOf('Dana'));
    await reset();
    const sessionId = randomUUID();
    await expect(letIn(temp.desk, proven, wordOf('Dana'), sessionId, null)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(await sittingIn(temp.desk, sessionId)).toBeNull();
  });

  it('would bring a session back that its account lost while it was unlocked', async () => {
    const person = await visitor(dana);
    const unlocking = peopleHandlers['people.unlock'](temp.desk, { passphrase: wordOf('Dana') }, person);
    await change(lena, dana, { isActive: false });
    await change(lena, dana, { isActive: true });
    await expect(unlocking).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(await sitting(dana)).toBeNull();
  });

  it('would choose the next one over that of a lead who has just taken it away', async () => {
    const resetting = reset();
    const choosing = peopleHandlers['people.changePassphrase'](temp.desk, { passphrase: wordOf('Dana'), next: 'chosen by who knew the old one' }, dana);
    await resetting;
    await expect(choosing).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await expect(peopleHandlers['people.signIn'](temp.desk, { name: 'Dana', passphrase: givenByLena }, { sessionId: randomUUID(), person: null })).resolves.toMatchObject({ name: 'Dana' });
  });
});

it('a lead would go on making accounts and giving passphrases after their own was closed', async () => {
  const vera = await work('Vera', 'lead');
  const waiting = [
    peopleHandlers['people.add'](temp.desk, { name: 'Mallory', role: 'lead', languages: [], skills: [], passphrase: 'known to Lena alone' }, lena),
    peopleHandlers['people.resetPassphrase'](temp.desk, { personId: dana.personId, passphrase: 'given by Lena' }, lena),
  ];
  const outcomes = Promise.allSettled(waiting);
  await change(vera, lena, { isActive: false });
  expect(await outcomes).toMatchObject([{ status: 'rejected', reason: { code: 'NOT_PERMITTED' } }, { status: 'rejected', reason: { code: 'NOT_PERMITTED' } }]);
});

it('a recovery code would be void, and the next one told to nobody, when the disk is full', async () => {
  const code = sayRecoveryCode(newRecoveryCode());
  writeRing(temp.desk.dataDir, withRecovery(newRing(), readRecoveryCode(code) ?? new Uint8Array(), temp.desk.sealingKey ?? new Uint8Array()));
  const full = { ...temp.desk, write: () => Promise.reject(new Error('no room')) };
  await expect(peopleHandlers['people.newRecoveryCode'](full, { passphrase: wordOf('Lena') }, lena)).rejects.toThrow('no room');
  expect(openByRecovery(readRing(temp.desk.dataDir) ?? newRing(), code)).toEqual(Buffer.from(temp.desk.sealingKey ?? []));
});

it('somebody would be called as the desk calls itself in the log', async () => {
  await expect(peopleHandlers['people.add'](temp.desk, { name: 'the  DESK', role: 'mediator', languages: [], skills: [], passphrase: 'given by Lena' }, lena)).rejects.toMatchObject({ code: 'BAD_INPUT' });
});

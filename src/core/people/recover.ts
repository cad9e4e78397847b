import { timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Person } from '../../contract/people.ts';
import { person } from '../db/schema/person.ts';
import type { Db } from '../db/open.ts';
import type { Desk } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { bothRows, keepSecret } from './accounts.ts';
import { append } from '../audit/append.ts';
import { openByRecovery, readRing, withRecovery } from './keyRing.ts';
import { nameKey } from './nameKey.ts';
import { newRecoveryCode, sayRecoveryCode } from './recoveryCode.ts';
import { addWrap, changeRing, inTurn, tidyRing } from './ringOfDesk.ts';
import { endSessionsOf, shownPerson, takeSeat } from './sessions.ts';
import { drawOut } from './stretch.ts';
import { beginTry, tryIsRight } from './tries.ts';

export type RecoverInput = { name: string; recoveryCode: string; passphrase: string };

/** The vault key for a recovery code. Throws WRONG_PASSPHRASE and, after too many wrong ones, TOO_MANY_TRIES. */
export function openForRecovery(dataDir: string, { name, recoveryCode }: RecoverInput, now: number): Uint8Array {
  beginTry(dataDir, name, now);
  const ring = readRing(dataDir);
  const vaultKey = ring && openByRecovery(ring, recoveryCode);
  if (!vaultKey) throw wrongCode();
  return vaultKey;
}

const wrongCode = () => new DeskError('WRONG_PASSPHRASE', 'The recovery code does not open this desk for a lead of that name.');

/** The active lead of a name, with or without a passphrase; null when there is none. */
export async function leadOf(db: Db, name: string): Promise<Person | null> {
  const key = nameKey(name);
  const leads = await db.select(shownPerson).from(person).where(eq(person.isActive, true));
  return leads.find((one) => (one.role === 'lead' || one.role === 'admin') && nameKey(one.name) === key) ?? null;
}

/** Gives a lead a new passphrase by the recovery code, which is used up: the new one is told once. `openForRecovery` let the caller come here. */
export function recoverLead(desk: Desk, input: RecoverInput, sessionId: string): Promise<{ person: Person; recoveryCode: string }> {
  return inTurn(async () => {
    const lead = await leadOf(desk.db, input.name);
    // Opened again in turn: of two who come with one code only the first gets in.
    const ring = readRing(desk.dataDir);
    const vaultKey = ring && openByRecovery(ring, input.recoveryCode);
    if (!lead || !vaultKey || !isKeyOf(desk, vaultKey)) throw wrongCode();
    const wrong = tryIsRight(desk.dataDir, input.name);
    const secret = await drawOut(input.passphrase);
    desk.sealingKey ??= vaultKey;
    addWrap(desk, lead.name, secret);
    await desk.write(async (tx) => {
      await keepSecret(tx, lead, secret, false);
      await endSessionsOf(tx, lead.personId);
      await takeSeat(tx, desk.runId, sessionId, lead.personId);
      const words = `${lead.name} came in by the recovery code and chose a new passphrase${wrong === 0 ? '' : `, after ${wrong} wrong tries`}`;
      await append(tx, { by: { ...lead, sessionId }, action: 'person.recovered', subject: `person:${lead.personId}`, words, data: { wrongTries: wrong }, rows: bothRows(lead.personId) });
      tx.emit({ type: 'people.changed' });
    });
    const recoveryCode = replaceRecovery(desk);
    await tidyRing(desk);
    return { person: lead, recoveryCode };
  });
}

/** A ring brought from another folder opens for its own code, with the key of that folder. */
function isKeyOf({ sealingKey }: Desk, vaultKey: Uint8Array): boolean {
  return sealingKey === null || timingSafeEqual(sealingKey, vaultKey);
}

/** Puts a new recovery code in place of the one before, and tells it. Throws NOT_ALLOWED_NOW on a desk without a ring or its key. */
export function replaceRecovery(desk: Pick<Desk, 'dataDir' | 'sealingKey'>): string {
  if (!readRing(desk.dataDir) || !desk.sealingKey) throw new DeskError('NOT_ALLOWED_NOW', 'This desk has no key to recover: it is a sample desk, or the key of this machine has not been opened yet.');
  const code = newRecoveryCode();
  changeRing(desk, (ring, vaultKey) => withRecovery(ring, code, vaultKey));
  return sayRecoveryCode(code);
}

import { randomBytes } from 'node:crypto';
import { and, eq, ne } from 'drizzle-orm';
import type { Person } from '../../contract/people.ts';
import { append } from '../audit/append.ts';
import { person } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type Desk } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { addPerson, bothRows, keepSecret } from './accounts.ts';
import { newRing, withRecovery, withWrap, writeRing } from './keyRing.ts';
import { nameKey } from './nameKey.ts';
import { hasLead } from './readAccount.ts';
import { newRecoveryCode, sayRecoveryCode } from './recoveryCode.ts';
import { inTurn, tidyRing } from './ringOfDesk.ts';
import { endSessionsOf, takeSeat } from './sessions.ts';
import { drawOut, type Secret } from './stretch.ts';

/** Refuses once the desk has a lead. */
export async function requireNoLead(db: Desk['db']): Promise<void> {
  if (await hasLead(db)) throw new DeskError('NOT_ALLOWED_NOW', 'This desk has its first lead already. Sign in, or ask a lead for an account.');
}

/** Makes the ring of a data folder, which opens for its first lead and for a recovery code. */
export function makeRing(dataDir: string, name: string, secret: Secret, vaultKey: Uint8Array): { recoveryCode: string } {
  const code = newRecoveryCode();
  writeRing(dataDir, withRecovery(withWrap(newRing(), name, secret, vaultKey), code, vaultKey));
  return { recoveryCode: sayRecoveryCode(code) };
}

/** Makes the first lead of an open desk and signs the session in. The key of an older folder is wrapped, and no longer lies open after that. */
export function setUp(desk: Desk, given: { name: string; passphrase: string }, sessionId: string): Promise<{ person: Person; recoveryCode: string }> {
  return inTurn(async () => {
    await requireNoLead(desk.db);
    const name = cleanName(given.name);
    const secret = await drawOut(given.passphrase);
    if (desk.isShared) desk.sealingKey ??= randomBytes(32);
    // A database that nothing encrypts has nothing to open: its people sign in all the same.
    const { recoveryCode } = desk.sealingKey ? makeRing(desk.dataDir, name, secret, desk.sealingKey) : { recoveryCode: '' };
    const first = await desk.write((tx) => seatFirstLead(tx, desk, name, secret, sessionId));
    await tidyRing(desk);
    return { person: first, recoveryCode };
  });
}

/** The first lead in the database and in the session; the ring was made before. */
export async function seatFirstLead(tx: Tx, desk: Pick<Desk, 'runId'>, name: string, secret: Secret, sessionId: string): Promise<Person> {
  await requireNoLead(tx);
  const [known] = await tx.select({ personId: person.personId, name: person.name }).from(person).where(and(eq(person.name, name), eq(person.role, 'lead')));
  const first: Person = known ? { ...known, role: 'lead' } : await addPerson(tx, name, { role: 'lead', languages: [], skills: [] }, secret, false, null);
  if (known) {
    await tx.update(person).set({ isActive: true }).where(eq(person.personId, known.personId));
    await keepSecret(tx, known, secret, false);
    await endSessionsOf(tx, known.personId);
  }
  await takeSeat(tx, desk.runId, sessionId, first.personId);
  const by = { ...first, sessionId };
  await append(tx, { by, action: 'desk.setUp', subject: `person:${first.personId}`, words: `${name} set this desk up as its first lead`, rows: bothRows(first.personId) });
  tx.emit({ type: 'people.changed' });
  return first;
}

/** Whether people or cases are here from before there were accounts. */
export async function isOlderDesk(db: Desk['db']): Promise<boolean> {
  const [found] = await db.select({ personId: person.personId }).from(person).where(ne(person.personId, deskItself.personId)).limit(1);
  return found !== undefined;
}

/** A name as it is kept. Throws BAD_INPUT for one of nothing but blanks, and for the desk's own. */
export function cleanName(name: string): string {
  const clean = name.normalize('NFC').trim();
  if (nameKey(clean) === '') throw new DeskError('BAD_INPUT', 'Write a name.');
  if (nameKey(clean) === nameKey(deskItself.name)) throw new DeskError('BAD_INPUT', `The log calls the desk itself ${deskItself.name}: write another name.`);
  return clean;
}

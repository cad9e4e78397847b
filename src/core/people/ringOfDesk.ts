import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { account } from '../db/schema/account.ts';
import { person } from '../db/schema/person.ts';
import type { Desk } from '../desk.ts';
import { removeSecretFile } from '../durableFile.ts';
import { keyFileName } from '../keyFile.ts';
import { hasLead } from './readAccount.ts';
import { readRing, tagOf, withWrap, writeRing, type KeyRing } from './keyRing.ts';
import type { Secret } from './stretch.ts';

type Keys = Pick<Desk, 'dataDir' | 'sealingKey'>;

let turn: Promise<unknown> = Promise.resolve();

/** Runs one change of passphrases after the other: what one has wrapped and not yet recorded, another must not tidy away. */
export function inTurn<Value>(run: () => Promise<Value>): Promise<Value> {
  const mine = turn.then(run);
  turn = mine.catch(() => undefined);
  return mine;
}

/** Lets somebody open the data folder with a passphrase, beside every one they had. Nothing on a desk without a ring, or that does not have its key. */
export function addWrap(desk: Keys, name: string, secret: Secret): void {
  changeRing(desk, (ring, vaultKey) => withWrap(ring, name, secret, vaultKey));
}

/** Whether somebody can open the data folder with this secret. */
export function hasWrap(ring: KeyRing, name: string, secret: Secret): boolean {
  const tag = tagOf(ring, name);
  const salt = Buffer.from(secret.salt).toString('hex');
  return ring.people.some((wrap) => wrap.tag === tag && wrap.salt === salt);
}

/** Changes the ring of a desk that has one and its key. */
export function changeRing(desk: Keys, change: (ring: KeyRing, vaultKey: Uint8Array) => KeyRing): void {
  const ring = readRing(desk.dataDir);
  if (ring && desk.sealingKey) writeRing(desk.dataDir, change(ring, desk.sealingKey));
}

/**
 * Takes from the ring what opens for no passphrase that is good any more: of people who changed theirs or may not come in, and what a crash
 * between ring and database left. Once a lead stands in both, the key that lay open beside the ring is taken away.
 */
export async function tidyRing(desk: Pick<Desk, 'dataDir' | 'db' | 'sealingKey'>): Promise<void> {
  const before = readRing(desk.dataDir);
  if (!before || !desk.sealingKey || !(await hasLead(desk.db))) return;
  const rows = await desk.db.select({ name: person.name, role: person.role, salt: account.salt }).from(account).innerJoin(person, eq(person.personId, account.personId)).where(eq(person.isActive, true));
  const nameOf = (name: string, salt: Uint8Array) => `${tagOf(before, name)} ${Buffer.from(salt).toString('hex')}`;
  const good = new Map(rows.map(({ name, role, salt }) => [nameOf(name, salt), role]));
  const people = before.people.filter(({ tag, salt }) => good.has(`${tag} ${salt}`));
  if (before.isBeingMade || people.length < before.people.length) changeRing(desk, (ring) => ({ ...ring, isBeingMade: false, people }));
  if (people.some(({ tag, salt }) => good.get(`${tag} ${salt}`) === 'lead')) removeSecretFile(join(desk.dataDir, keyFileName));
}

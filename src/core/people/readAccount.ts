import { timingSafeEqual } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Person } from '../../contract/people.ts';
import { account, type Stretch } from '../db/schema/account.ts';
import type { Db } from '../db/open.ts';
import { person } from '../db/schema/person.ts';
import { nameKey } from './nameKey.ts';
import { shownPerson } from './sessions.ts';
import { drawOut, verifierOf, type Secret } from './stretch.ts';

/** An account and whose it is. */
export type KeptAccount = { person: Person; isActive: boolean; salt: Uint8Array; stretch: Stretch; verifier: Uint8Array; mustChange: boolean };

const kept = { ...shownPerson, isActive: person.isActive, salt: account.salt, stretch: account.stretch, verifier: account.verifier, mustChange: account.mustChange };

/** The account of a name, however it is written; null when there is none. */
export async function accountOf(db: Db, name: string): Promise<KeptAccount | null> {
  const [found] = await db.select(kept).from(account).innerJoin(person, eq(person.personId, account.personId)).where(eq(account.nameKey, nameKey(name)));
  if (!found) return null;
  const { personId, name: called, role, ...rest } = found;
  return { person: { personId, name: called, role }, ...rest };
}

/** Whether somebody can lead here: a lead who is active and has a passphrase. */
export async function hasLead(db: Db): Promise<boolean> {
  const [found] = await db
    .select({ personId: person.personId })
    .from(account)
    .innerJoin(person, eq(person.personId, account.personId))
    .where(and(eq(person.role, 'lead'), eq(person.isActive, true)))
    .limit(1);
  return found !== undefined;
}

/** Whether a secret is that of an account; one of somebody inactive is nobody's. */
export function isRight(found: KeptAccount | null, secret: Secret): found is KeptAccount {
  if (!found) return false;
  const isSame = timingSafeEqual(verifierOf(secret), found.verifier);
  return isSame && found.isActive;
}

/** The secret of a passphrase for an account; takes as long for one that is not there. */
export function secretFor(found: KeptAccount | null, passphrase: string): Promise<Secret> {
  return found ? drawOut(passphrase, found.salt, found.stretch) : drawOut(passphrase);
}

import { timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { account } from '../db/schema/account.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { keyFileName } from '../keyFile.ts';
import { accountOf, isRight, secretFor, type KeptAccount } from './readAccount.ts';
import { addWrap, hasWrap, inTurn, tidyRing } from './ringOfDesk.ts';
import { newRing, openRing, readRing, withWrap, writeRing } from './keyRing.ts';
import { takeSeat } from './sessions.ts';
import type { Secret } from './stretch.ts';
import { beginTry, tryIsRight } from './tries.ts';

/** A passphrase that was right, and how many wrong ones came before it. */
export type Proven = { found: KeptAccount; secret: Secret; wrong: number };

/** The refusal of a wrong passphrase: the same for a name that is not known, a person who may not come in, and a wrong one. */
export function wrongPassphrase(): DeskError {
  return new DeskError('WRONG_PASSPHRASE', 'The name or the passphrase is not right.');
}

/** Proves a passphrase against the account of a name. Throws WRONG_PASSPHRASE and, after too many wrong ones, TOO_MANY_TRIES. */
export async function prove(desk: Pick<Desk, 'db' | 'dataDir' | 'clock'>, name: string, passphrase: string): Promise<Proven> {
  beginTry(desk.dataDir, name, desk.clock());
  const found = await accountOf(desk.db, name);
  const secret = await secretFor(found, passphrase);
  if (!isRight(found, secret)) throw wrongPassphrase();
  return { found, secret, wrong: tryIsRight(desk.dataDir, name) };
}

/** Refuses a passphrase that was right until it was changed, or the account closed, while it was drawn out. */
export async function requireStillRight(db: Desk['db'], { found }: Pick<Proven, 'found'>): Promise<void> {
  const now = await accountOf(db, found.person.name);
  if (!now?.isActive || now.person.personId !== found.person.personId || !timingSafeEqual(now.verifier, found.verifier)) throw wrongPassphrase();
}

/** Seats a person whose passphrase was right. */
export async function letIn(desk: Desk, { found, secret, wrong }: Proven, passphrase: string, sessionId: string, before: SignedIn | null): Promise<KeptAccount['person']> {
  const { person } = found;
  const by = { ...person, sessionId };
  await desk.write(async (tx) => {
    await requireStillRight(tx, { found });
    if (before && before.personId !== person.personId) {
      await append(tx, { by: before, action: 'person.signedOut', subject: `person:${before.personId}`, words: `${before.name} left the window to ${person.name}` });
    }
    await takeSeat(tx, desk.runId, sessionId, person.personId);
    await tx.update(account).set({ lastSignedInAt: tx.now }).where(eq(account.personId, person.personId));
    await noteProof(tx, by, 'person.signedIn', `${person.name} signed in as ${person.role}`, wrong);
    tx.emit({ type: 'people.changed' });
  });
  await inTurn(async () => keepWrap(desk, person.name, passphrase, secret));
  return person;
}

/** Notes in the log that somebody proved who they are, and how many wrong tries came before. */
export function noteProof(tx: Tx, by: SignedIn, action: string, words: string, wrong: number): Promise<void> {
  const tries = wrong === 0 ? '' : `, after ${wrong} wrong ${wrong === 1 ? 'try' : 'tries'}`;
  return append(tx, { by, action, subject: `person:${by.personId}`, words: `${words}${tries}`, data: { wrongTries: wrong }, rows: [{ table: 'account', id: by.personId }] });
}

/** A ring that was taken away from an open desk would be missed at its next start, when nobody has the key any more. */
function isKeyNowhere({ dataDir, sealingKey }: Desk): boolean {
  return sealingKey !== null && !existsSync(join(dataDir, keyFileName));
}

/**
 * Sees to it that whoever signed in can open the data folder next time. On a desk of a shared database this is also when the folder of
 * this machine is opened, or gets a key of its own.
 */
async function keepWrap(desk: Desk, name: string, passphrase: string, secret: Secret): Promise<void> {
  if (desk.mode === 'read') return;
  let ring = readRing(desk.dataDir);
  if (ring && desk.sealingKey === null) desk.sealingKey = (await openRing(ring, name, passphrase))?.vaultKey ?? null;
  // Left by a set-up that another machine was faster with: it opens for nobody who works here, and nothing is sealed under its key.
  if (ring?.isBeingMade && desk.sealingKey === null) ring = null;
  if (!ring && (desk.isShared || isKeyNowhere(desk))) {
    desk.sealingKey ??= crypto.getRandomValues(new Uint8Array(32));
    writeRing(desk.dataDir, withWrap(newRing(), name, secret, desk.sealingKey));
  }
  if (ring && !hasWrap(ring, name, secret)) addWrap(desk, name, secret);
  await tidyRing(desk);
}

import { and, asc, eq, ne } from 'drizzle-orm';
import type { peopleMethods } from '../../contract/people.ts';
import { append } from '../audit/append.ts';
import { person } from '../db/schema/person.ts';
import { deskItself, type Desk, type SignedIn, type Visitor } from '../desk.ts';
import { DeskError } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { once } from '../once.ts';
import { idleMinutes } from '../settings.ts';
import { accountById, addPerson, bothRows, keepSecret, listAccounts, requireFreeName } from './accounts.ts';
import { changeAccount } from './changeAccount.ts';
import { hasLead } from './readAccount.ts';
import { openForRecovery, recoverLead, replaceRecovery } from './recover.ts';
import { readRing } from './keyRing.ts';
import { addWrap, changeRing, inTurn, tidyRing } from './ringOfDesk.ts';
import { readSample } from './sample.ts';
import { endSessionsOf, leaveSeat, lockSeat, shownPerson, sittingIn, takeSeat, touchSeat } from './sessions.ts';
import { cleanName, isOlderDesk, setUp } from './setUp.ts';
import { letIn, noteProof, prove, requireStillRight } from './signIn.ts';
import { drawOut } from './stretch.ts';

export const peopleHandlers: Pick<Handlers, keyof typeof peopleMethods> = {
  'people.door': async (desk, _input, { person: who }) => {
    const isNew = !(await hasLead(desk.db));
    return {
      state: isNew ? 'new' : 'open',
      person: who,
      isLocked: who?.isLocked === true,
      mustChange: who?.mustChange === true,
      isOlder: isNew && (await isOlderDesk(desk.db)),
      idleMinutes: await idleMinutes(desk.db),
      sample: await readSample(desk.db),
    };
  },

  'people.setUp': (desk, input, { sessionId }) => setUp(desk, input, sessionId),

  'people.signIn': async (desk, { name, passphrase }, visitor) => letIn(desk, await prove(desk, name, passphrase), passphrase, visitor.sessionId, whoLeaves(visitor)),

  'people.signOut': (desk, _input, visitor) =>
    desk.write(async (tx) => {
      await leaveSeat(tx, visitor.sessionId);
      const by = whoLeaves(visitor);
      if (by) await append(tx, { by, action: 'person.signedOut', subject: `person:${by.personId}`, words: `${by.name} left` });
      return null;
    }),

  'people.lock': (desk, _input, by) =>
    desk.write(async (tx) => {
      await lockSeat(tx, by.sessionId);
      await append(tx, { by, action: 'person.locked', subject: `person:${by.personId}`, words: `${by.name} locked the window` });
      return null;
    }),

  'people.unlock': async (desk, { passphrase }, visitor) => {
    const by = whoLeaves(visitor);
    if (!by) throw new DeskError('NOT_SIGNED_IN', 'Nobody works in this window: sign in.');
    const proven = await proveOwn(desk, by, passphrase);
    await desk.write(async (tx) => {
      await requireStillRight(tx, proven);
      // Signed out, ended or given to somebody else meanwhile: an unlock brings nobody back.
      if ((await sittingIn({ db: tx, runId: desk.runId, clock: desk.clock }, by.sessionId))?.personId !== by.personId) throw new DeskError('NOT_SIGNED_IN', 'Nobody works in this window: sign in.');
      await takeSeat(tx, desk.runId, by.sessionId, by.personId);
      await noteProof(tx, by, 'person.unlocked', `${by.name} unlocked the window`, proven.wrong);
    });
    return by;
  },

  'people.touch': async (desk, _input, by) => {
    await touchSeat(desk, by.sessionId);
    return null;
  },

  'people.changePassphrase': async (desk, { passphrase, next }, by) => {
    const proven = await proveOwn(desk, by, passphrase);
    if (passphrase.normalize('NFC') === next.normalize('NFC')) throw new DeskError('BAD_INPUT', 'Choose a passphrase that differs from the one before.');
    await inTurn(async () => {
      const secret = await drawOut(next);
      addWrap(desk, by.name, secret);
      try {
        await desk.write(async (tx) => {
          await requireStillRight(tx, proven);
          await keepSecret(tx, by, secret, false);
          await endSessionsOf(tx, by.personId, by.sessionId);
          await noteProof(tx, by, 'person.passphraseChanged', `${by.name} chose a new passphrase`, proven.wrong);
          tx.emit({ type: 'people.changed' });
        });
      } finally {
        await tidyRing(desk);
      }
    });
    return null;
  },

  'people.recover': async (desk, input, { sessionId }) => {
    openForRecovery(desk.dataDir, input, desk.clock());
    return recoverLead(desk, input, sessionId);
  },

  'people.newRecoveryCode': async (desk, { passphrase }, by) => {
    const proven = await proveOwn(desk, by, passphrase);
    return inTurn(async () => {
      await requireStillRight(desk.db, proven);
      await requireStillLeads(desk.db, by);
      const before = readRing(desk.dataDir)?.recovery ?? null;
      const recoveryCode = replaceRecovery(desk);
      try {
        await desk.write((tx) => noteProof(tx, by, 'person.recoveryRenewed', `${by.name} made a new recovery code; the one before is void`, proven.wrong));
      } catch (error) {
        // Nobody is told the new one: the old one stays good.
        changeRing(desk, (ring) => ({ ...ring, recovery: before }));
        throw error;
      }
      return { recoveryCode };
    });
  },

  'people.list': async (desk) => {
    const everyone = await desk.db.select(shownPerson).from(person).where(and(eq(person.isActive, true), ne(person.role, 'admin'))).orderBy(asc(person.name));
    return everyone.filter((one) => one.personId !== deskItself.personId);
  },

  'people.accounts': (desk) => listAccounts(desk.db),

  'people.add': (desk, { name, passphrase, ...profile }, by) =>
    inTurn(async () => {
      const clean = cleanName(name);
      await requireFreeName(desk.db, clean);
      const secret = await drawOut(passphrase);
      addWrap(desk, clean, secret);
      try {
        return await desk.write(async (tx) => {
          await requireStillLeads(tx, by);
          await requireFreeName(tx, clean);
          const made = await addPerson(tx, clean, profile, secret, true, by);
          tx.emit({ type: 'people.changed' });
          return accountById(tx, made.personId);
        });
      } finally {
        await tidyRing(desk);
      }
    }),

  'people.change': async (desk, input, by) => {
    const { requestId: _requestId, personId, ...wanted } = input;
    const changed = await once(desk, by, 'people.change', input, (tx) => changeAccount(tx, personId, wanted, by));
    await inTurn(() => tidyRing(desk));
    return changed;
  },

  'people.resetPassphrase': (desk, { personId, passphrase }, by) =>
    inTurn(async () => {
      const whose = await accountById(desk.db, personId);
      if (personId === by.personId) throw new DeskError('NOT_ALLOWED_NOW', 'Change your own passphrase under your name, with the one you have.');
      if (!whose.isActive) throw new DeskError('NOT_ALLOWED_NOW', `The account of ${whose.name} is closed. Open it first.`);
      const secret = await drawOut(passphrase);
      addWrap(desk, whose.name, secret);
      try {
        return await desk.write(async (tx) => {
          await requireStillLeads(tx, by);
          await keepSecret(tx, whose, secret, true);
          await endSessionsOf(tx, personId);
          const words = whose.passphrase === 'none' ? `${by.name} gave ${whose.name} a first passphrase` : `${by.name} gave ${whose.name} a new passphrase`;
          await append(tx, { by, action: 'person.passphraseReset', subject: `person:${personId}`, words, rows: bothRows(personId) });
          tx.emit({ type: 'people.changed' });
          return accountById(tx, personId);
        });
      } finally {
        await tidyRing(desk);
      }
    }),
};

/** The person in a session, as an author. */
function whoLeaves({ person: who, sessionId }: Visitor): SignedIn | null {
  return who && { personId: who.personId, name: who.name, role: who.role, sessionId };
}

/** Commands that draw out a passphrase wait for one another, long enough for their author to be demoted or closed meanwhile. */
async function requireStillLeads(db: Desk['db'], by: SignedIn): Promise<void> {
  const [now] = await db.select({ role: person.role, isActive: person.isActive }).from(person).where(eq(person.personId, by.personId));
  if (now?.isActive && (now.role === 'lead' || now.role === 'admin')) return;
  throw new DeskError('NOT_PERMITTED', `${by.name} keeps no accounts here any more. Nothing was changed.`);
}

/** Proves the passphrase of somebody who sits here already. */
async function proveOwn(desk: Desk, by: SignedIn, passphrase: string) {
  const proven = await prove(desk, by.name, passphrase);
  // Somebody from before there were accounts may share a name with one who has one.
  if (proven.found.person.personId !== by.personId) throw new DeskError('NOT_ALLOWED_NOW', 'This account has no passphrase yet. A lead can give it one.');
  return proven;
}

import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { methods, type InputOf } from '../contract/methods.ts';
import type { Door } from '../contract/people.ts';
import type { Reply } from '../contract/reply.ts';
import { openApp, reportToStderr, type App } from './app.ts';
import type { Caller, Core, CoreOptions, DeskOptions } from './core.ts';
import { lockDataFolder, type FolderLock } from './db/lock.ts';
import { databaseFile } from './db/databaseFile.ts';
import { fillDemo } from './demo.ts';
import { isMethod, parseInput, toFault } from './dispatch.ts';
import { createEvents } from './events.ts';
import { DeskError } from './fault.ts';
import { lookInside } from './lookInside.ts';
import { openRing, readRing } from './people/keyRing.ts';
import { isRight, secretFor, type KeptAccount } from './people/readAccount.ts';
import { openForRecovery, recoverLead } from './people/recover.ts';
import { makeSample, readSample } from './people/sample.ts';
import { cleanName, isOlderDesk, makeRing, seatFirstLead } from './people/setUp.ts';
import { letIn, wrongPassphrase } from './people/signIn.ts';
import { tidyRing } from './people/ringOfDesk.ts';
import { drawOut, type Secret } from './people/stretch.ts';
import { beginTry, tryIsRight } from './people/tries.ts';
import { disputeCase } from './db/schema/disputeCase.ts';

/** What the door tells its shell: the vault key, once it is in hand. */
export type DoorParts = { onKey?(key: Uint8Array): void };

const closedWords = 'Nobody has opened this desk since it started: its data is sealed, and nothing runs. Whoever signs in first opens it.';

/**
 * A desk as its shells start it. It opens at once where its key is in hand or its database lies on a server, else with the first right
 * passphrase; until then it answers nothing but what leads there, and neither jobs nor payouts run. Afterwards everything is the back office's.
 */
export async function openDoor(options: DeskOptions, { onKey }: DoorParts = {}): Promise<Core> {
  const { dataDir, mode } = options;
  const runId = options.runId ?? randomUUID();
  const isFile = options.databaseUrl === undefined;
  const events = createEvents();
  if (mode === 'write') await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock: FolderLock | null = mode === 'write' && isFile ? await lockDataFolder(dataDir, options.holder) : null;
  let app: App | null = null;
  let told: Uint8Array | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  try {
    // A desk that only looks seats one person, whoever signs in: it cannot keep sessions.
    if (mode === 'write' && (options.key || !isFile)) await open(options.key);
  } catch (error) {
    lock?.release(lock.leftBy === null);
    throw error;
  }

  async function open(vaultKey: Uint8Array | null, seats: CoreOptions['seats'] = []): Promise<App> {
    const { key: _key, sample, ...rest } = options;
    const keys = isFile ? { key: vaultKey } : { key: null, ...(vaultKey ? { sealingKey: vaultKey } : {}) };
    const opened = await openApp({ ...rest, ...keys, runId, seats }, lock ? { lock } : {});
    opened.core.on(events.emit);
    try {
      // A shared database is a team's: it never becomes a sample.
      if (mode === 'write' && sample && isFile) await fillSample(opened, sample);
    } catch (error) {
      await opened.core.close();
      throw error;
    }
    app = opened;
    tellKey();
    return opened;
  }

  /** A desk on a shared database gets its key some time after it opened. */
  function tellKey(): void {
    const key = app?.desk.sealingKey ?? null;
    if (key && key !== told) onKey?.((told = key));
  }

  /** Hands on what anybody asks of an open desk. */
  async function pass({ core }: App, method: string, input: unknown, caller: Caller): Promise<Reply> {
    const reply = await core.handle(method, input, caller);
    if (onKey) tellKey();
    return reply;
  }

  /** What stands in the database, for a key that may open it. */
  const look = (key: Uint8Array, name: string) => lookInside({ dataDir, key, ...(options.databaseUrl ? { databaseUrl: options.databaseUrl } : {}), ...(options.databaseToken ? { databaseToken: options.databaseToken } : {}) }, name);

  async function state(): Promise<Door> {
    const nobody = { person: null, isLocked: false, mustChange: false, isOlder: false, idleMinutes: 15, sample: null };
    if (options.key) {
      const { hasLead, sample } = await look(options.key, '');
      return { ...nobody, state: hasLead ? 'closed' : 'new', sample };
    }
    return { ...nobody, state: readRing(dataDir) ? 'closed' : 'new' };
  }

  async function setUpNew(input: InputOf<'people.setUp'>, { sessionId }: Caller) {
    if (readRing(dataDir) || existsSync(join(dataDir, databaseFile))) throw new DeskError('NOT_ALLOWED_NOW', 'This desk has its first lead already. Sign in, or ask a lead for an account.');
    const name = cleanName(input.name);
    const secret = await drawOut(input.passphrase);
    const vaultKey = randomBytes(32);
    // The ring first: a database whose key was lost on the way could never be opened.
    const { recoveryCode } = makeRing(dataDir, name, secret, vaultKey);
    const { desk } = await open(vaultKey);
    const person = await desk.write((tx) => seatFirstLead(tx, desk, name, secret, sessionId));
    await tidyRing(desk);
    return { person, recoveryCode };
  }

  async function signIn({ name, passphrase }: InputOf<'people.signIn'>, { sessionId }: Caller) {
    beginTry(dataDir, name, Date.now());
    const proven = await proveClosed(name, passphrase);
    const wrong = tryIsRight(dataDir, name);
    if (mode === 'read') {
      if (proven.found?.mustChange) throw new DeskError('PASSPHRASE_DUE', 'Your passphrase was given to you by somebody else. Choose your own on the desk first.');
      if (!proven.found) throw wrongPassphrase();
      await open(proven.vaultKey, [{ sessionId, name: proven.found.person.name, role: proven.found.person.role }]);
      return proven.found.person;
    }
    const { desk } = await open(proven.vaultKey);
    if (proven.found) return letIn(desk, { found: proven.found, secret: proven.secret, wrong }, passphrase, sessionId, null);
    const first = await desk.write((tx) => seatFirstLead(tx, desk, cleanName(name), proven.secret, sessionId));
    await tidyRing(desk);
    return first;
  }

  /** Finds the key, and the account that says whether this passphrase is still good; no account where a set-up was cut off before its first lead. */
  async function proveClosed(name: string, passphrase: string): Promise<{ vaultKey: Uint8Array | null; secret: Secret; found: KeptAccount | null }> {
    if (options.key || !isFile) {
      const { found } = await look(options.key ?? new Uint8Array(), name);
      const secret = await secretFor(found, passphrase);
      if (!isRight(found, secret)) throw wrongPassphrase();
      return { vaultKey: options.key, secret, found };
    }
    const ring = readRing(dataDir);
    if (!ring) throw new DeskError('NOT_ALLOWED_NOW', 'Nobody has set this desk up yet. Its first lead does that.');
    const opened = await openRing(ring, name, passphrase);
    if (!opened) throw wrongPassphrase();
    if (!ring.isBeingMade) requireDatabase();
    const { found, accounts } = await look(opened.vaultKey, name);
    if (ring.isBeingMade && accounts === 0) return { ...opened, found: null };
    if (!isRight(found, opened.secret)) throw wrongPassphrase();
    return { ...opened, found };
  }

  /** Looking into a database that is not there would make an empty one, in which every passphrase is wrong. */
  function requireDatabase(): void {
    if (isFile && !existsSync(join(dataDir, databaseFile))) throw new DeskError('NOT_FOUND', `The key ring of ${dataDir} is there, but its database is not. Nothing was changed; put the database back.`);
  }

  async function recover(input: InputOf<'people.recover'>, { sessionId }: Caller) {
    const vaultKey = openForRecovery(dataDir, input, Date.now());
    requireDatabase();
    if (!(await look(vaultKey, input.name)).isLead) throw new DeskError('WRONG_PASSPHRASE', 'The recovery code does not open this desk for a lead of that name.');
    const { desk } = await open(vaultKey);
    return recoverLead(desk, input, sessionId);
  }

  async function answerClosed(method: string, input: unknown, caller: Caller): Promise<unknown> {
    if (!isMethod(method)) throw new DeskError('UNKNOWN_METHOD', `There is no method ${method}.`);
    if (method === 'people.door') return state();
    if (method === 'people.signOut') return null;
    const given = () => parseInput(methods[method], input) as never;
    if (method === 'people.signIn') return signIn(given(), caller);
    if (mode === 'write' && method === 'people.setUp') return setUpNew(given(), caller);
    if (mode === 'write' && method === 'people.recover') return recover(given(), caller);
    throw new DeskError('LOCKED', closedWords);
  }

  /** One after the other while the desk is closed: the first that opens it opens it for those behind. */
  function handle(method: string, input: unknown, caller: Caller): Promise<Reply> {
    if (app) return pass(app, method, input, caller);
    const mine = turn.then(async (): Promise<Reply> => {
      if (app) return pass(app, method, input, caller);
      try {
        return { ok: true, value: await answerClosed(method, input, caller) };
      } catch (error) {
        return { ok: false, error: toFault(error, (unforeseen) => reportToStderr(method, unforeseen)) };
      }
    });
    turn = mine;
    return mine;
  }

  const closed = { ok: false, error: { code: 'LOCKED', message: closedWords } } as const;
  return {
    handle,
    on: events.on,
    openFile: async (request) => (app ? app.core.openFile(request) : closed),
    admit: async (paths) => {
      if (!app) throw new DeskError('LOCKED', closedWords);
      return app.core.admit(paths);
    },
    receive: async (...args) => (app ? app.core.receive(...args) : closed),
    // The marketplace sends it again; nothing of it is lost.
    hear: async (ring) => (app ? app.core.hear(ring) : 'failed'),
    close: async () => {
      await turn;
      await app?.core.close();
      lock?.release(app !== null || lock.leftBy === null);
    },
  };
}

/** Makes a sample of a desk where nobody ever was, and of no other; fills one that is empty. */
async function fillSample({ desk }: App, wanted: 'accounts' | 'docket'): Promise<void> {
  if ((await desk.db.$count(disputeCase)) > 0) return;
  if ((await readSample(desk.db)) === null) {
    // A folder with a ring is somebody's, even when its first lead does not stand in the database yet.
    if (readRing(desk.dataDir) || (await isOlderDesk(desk.db))) return;
    await makeSample(desk);
  }
  if (wanted === 'docket') await fillDemo(desk, { seed: '1', decided: 0 });
}

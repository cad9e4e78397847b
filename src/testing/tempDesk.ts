import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { migrate } from '../core/db/migrate.ts';
import { openConnection } from '../core/db/open.ts';
import { createWrite } from '../core/db/write.ts';
import type { Desk, SignedIn } from '../core/desk.ts';
import { createEvents } from '../core/events.ts';
import { ensurePerson } from '../core/people/sessions.ts';
import type { Gateway, LetterOrder, PayoutOrder } from '../core/refunds/gateway.ts';
import type { Role } from '../contract/vocabulary.ts';

/** A clock a test moves by hand; starts at 2026-11-20T09:00:00Z. */
export type FakeClock = { now(): number; advance(ms: number): void };

export function createFakeClock(startAt = Date.parse('2026-11-20T09:00:00Z')): FakeClock {
  let now = startAt;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}

/** A gateway that keeps what it was given, and fails with the errors put into `faults` first. */
export type FakeGateway = Gateway & { payouts: Map<string, PayoutOrder>; letters: Map<string, LetterOrder>; faults: Error[] };

export function createFakeGateway(): FakeGateway {
  const payouts = new Map<string, PayoutOrder>();
  const letters = new Map<string, LetterOrder>();
  const faults: Error[] = [];
  const failFirst = () => {
    const fault = faults.shift();
    if (fault) throw fault;
  };
  return {
    payouts,
    letters,
    faults,
    readPayout: async (key) => payouts.get(key) ?? null,
    payOut: async (order) => {
      failFirst();
      payouts.set(order.key, order);
    },
    sendLetter: async (order) => {
      failFirst();
      letters.set(order.key, order);
    },
  };
}

/** A desk on a real encrypted database in a folder of its own, without jobs running. */
export type TempDesk = { desk: Desk; clock: FakeClock; gateway: FakeGateway; signIn(name: string, role?: Role): Promise<SignedIn>; close(): Promise<void> };

export async function openTempDesk(): Promise<TempDesk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'desk-'));
  const source = { dataDir, key: randomBytes(32) };
  const writing = await openConnection(source, 'write');
  await migrate(writing);
  const reading = await openConnection(source, 'read');
  const clock = createFakeClock();
  const gateway = createFakeGateway();
  const events = createEvents();
  const write = createWrite(writing, events, clock.now);
  const desk: Desk = {
    db: reading.db,
    write,
    events,
    clock: clock.now,
    dataDir,
    isEncrypted: true,
    isShared: false,
    mode: 'write',
    gateway,
    defaultUndoWindowMs: 15_000,
  };
  return {
    desk,
    clock,
    gateway,
    signIn: async (name, role = 'mediator') => ({ ...(await write((tx) => ensurePerson(tx, name, role))), sessionId: `session of ${name}` }),
    close: async () => {
      reading.close();
      writing.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

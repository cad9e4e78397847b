import type { Placeholder } from 'drizzle-orm';
import type { Person } from '../contract/people.ts';
import type { Db } from './db/open.ts';
import type { Write } from './db/write.ts';
import type { Events } from './events.ts';
import type { LongRead } from './longTasks.ts';
import type { Gateway } from './refunds/gateway.ts';

/** What every use case works with. */
export type Desk = {
  /** Reads committed rows. */
  db: Db;
  write: Write;
  longRead: LongRead;
  events: Events;
  /** Integer ms UTC. */
  clock: () => number;
  dataDir: string;
  isEncrypted: boolean;
  /** Other desks may work on the same database at the same time. */
  isShared: boolean;
  mode: 'write' | 'read';
  /** The vault key of the data folder, under which secrets of this machine are sealed; null while a desk on a shared database has not got it yet. */
  sealingKey: Uint8Array | null;
  /** This run of the desk: sessions of another one count for nothing. */
  runId: string;
  gateway: Gateway;
  /** What this start found after an unclean end. */
  recovered?: { at: number; words: string } | null;
  /** Milliseconds a staged ruling can be taken back, until settings say otherwise. */
  defaultUndoWindowMs: number;
};

/** The person behind a call. */
export type SignedIn = Person & { sessionId: string };

/** The same for a part of a query: by what they are called, or, in a query that is built once, by the places for that. */
export type Asking = Pick<Person, 'role'> & Record<'personId' | 'name', string | Placeholder>;

/** Who sits in a session. `isLocked`: nothing answers before their passphrase; `mustChange`: nothing answers before they have chosen their own. */
export type Sitting = Person & { isLocked?: boolean; mustChange?: boolean };

/** A session that somebody may have signed in to. */
export type Visitor = { sessionId: string; person: Sitting | null };

/** The desk itself, as the author of what jobs do. */
export const deskItself: SignedIn = { personId: 'desk', name: 'The desk', role: 'admin', sessionId: 'desk' };

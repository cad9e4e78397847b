import { join } from 'node:path';
import type { Reply } from '../../contract/reply.ts';
import type { Seat } from '../../core/core.ts';
import { projectRoot } from '../../core/projectRoot.ts';
import type { KillOrder } from './killPoints.ts';

/** Where a desk works, and how long a ruling can be taken back. */
export type DeskPlace = { dataDir: string; undoMs: number };

/** What the driver tells a desk. */
export type ToDesk =
  | { type: 'open'; place: DeskPlace }
  | { type: 'call'; id: number; method: string; input: unknown; sessionId: string }
  | { type: 'admit'; id: number; paths: string[] }
  | { type: 'arm'; order: KillOrder }
  | { type: 'close' };

/** One start: how long it took, and what it says it found of the end before; null after a clean one. */
export type Opening = { ms: number; recovered: string | null };

/** What a desk tells the driver; `loaded` before it touches anything, `opened` when it serves. */
export type FromDesk =
  | { type: 'loaded' }
  | { type: 'opened'; opening: Opening }
  | { type: 'refused'; message: string }
  | { type: 'answered'; id: number; reply: Reply }
  | { type: 'closed' };

/** The session that works as the owner of the machine. */
export const operatorSession = 'torture-operator';
/** Sessions of those who work: mediators side by side, and a lead for all. */
export const mediatorSessions: readonly string[] = Array.from({ length: 6 }, (_, at) => `torture-mediator-${at}`);
export const leadSession = 'torture-lead';

/** Who sits in which session: what is tortured is not the door, and a death does not sign anybody out. */
export const seats: readonly Seat[] = [
  { sessionId: operatorSession, name: 'Operator', role: 'admin' },
  ...mediatorSessions.map((sessionId, at): Seat => ({ sessionId, name: `Mediator ${at}`, role: 'mediator' })),
  { sessionId: leadSession, name: 'Lead', role: 'lead' },
];

/** The key of the data folder: what is tortured is not the key file. */
export const tortureKey = new Uint8Array(32).fill(7);

/** Where Node keeps what it compiled, for the hundreds of starts of a run and the next runs. */
export const compiledFolder = join(projectRoot, 'node_modules', '.cache', 'torture');

import { asc, and, eq, lte } from 'drizzle-orm';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeskEvent } from '../contract/events.ts';
import type { JobKind } from '../contract/jobs.ts';
import type { Role } from '../contract/vocabulary.ts';
import { createSigner } from '../core/audit/signer.ts';
import { openConnection, type Database } from '../core/db/open.ts';
import { job } from '../core/db/schema/job.ts';
import { createWrite } from '../core/db/write.ts';
import type { Desk, SignedIn } from '../core/desk.ts';
import { longTasks } from '../core/longTasks.ts';
import { createEvents } from '../core/events.ts';
import type { JobHandler } from '../core/jobs/runner.ts';
import { ensurePerson } from '../core/people/ensurePerson.ts';
import { layOutDatabase, testKey } from './template.ts';
import { createMemoryGateway, type MemoryGateway } from './memoryGateway.ts';

/** A desk on a folder of its own: a real encrypted database, a clock that tests move, money that goes nowhere. */
export type TempDesk = {
  desk: Desk;
  clock: { now: number };
  gateway: MemoryGateway;
  /** Events in the order they came. */
  events: DeskEvent[];
  /** The database past every rule, for tampering. */
  database: Database;
  /** Seats somebody; each call is a session of its own. */
  seat(name: string, role?: Role): Promise<SignedIn>;
  /** Runs every job that is due now, once; failures come back instead of being thrown. */
  runDueJobs(handlers: Partial<Record<JobKind, JobHandler>>): Promise<unknown[]>;
  close(): void;
};

/** The moment every temporary desk starts at. */
export const testNow = Date.parse('2026-06-10T09:00:00Z');

/** Opens a temporary desk; close it when the test is over. One that signs its log has checkpoints and an anchor file, as a whole desk does. */
export async function openTempDesk({ isSigning = false, ...parts }: Partial<Pick<Desk, 'gateway' | 'defaultUndoWindowMs'>> & { isSigning?: boolean } = {}): Promise<TempDesk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'desk-test-'));
  await layOutDatabase(dataDir);
  const source = { dataDir, key: testKey };
  const writing = await openConnection(source, 'write');
  const reading = await openConnection(source, 'read');
  const clock = { now: testNow };
  const events = createEvents();
  const heard: DeskEvent[] = [];
  events.on((event) => heard.push(event));
  const gateway = createMemoryGateway(() => clock.now);
  const signer = isSigning ? createSigner(source.key, dataDir, (error) => { throw error; }) : null;
  const desk: Desk = {
    db: reading.db,
    longRead: (task, input, watch) => longTasks[task](reading.db, dataDir, input as never, watch?.onProgress) as never,
    write: createWrite(writing, events, () => clock.now, () => signer),
    events,
    clock: () => clock.now,
    dataDir,
    isEncrypted: true,
    isShared: false,
    mode: 'write',
    sealingKey: source.key,
    runId: 'test',
    gateway,
    defaultUndoWindowMs: 15_000,
    ...parts,
  };
  let sessions = 0;
  return {
    desk,
    clock,
    gateway,
    events: heard,
    database: writing.db,
    seat: async (name, role = 'mediator') => {
      const person = await desk.write((tx) => ensurePerson(tx, name, role));
      sessions += 1;
      return { ...person, sessionId: `session-${sessions}` };
    },
    runDueJobs: (handlers) => runDueJobs(desk, handlers),
    close: () => {
      reading.close();
      writing.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function runDueJobs(desk: Desk, handlers: Partial<Record<JobKind, JobHandler>>): Promise<unknown[]> {
  const due = await desk.db
    .select()
    .from(job)
    .where(and(eq(job.state, 'waiting'), lte(job.runAfter, desk.clock())))
    .orderBy(asc(job.runAfter), asc(job.jobId));
  const failures: unknown[] = [];
  for (const one of due) {
    const handler = handlers[one.kind];
    if (!handler) continue;
    const claimed = { ...one, attempts: one.attempts + 1 };
    const tools = { desk, signal: new AbortController().signal, progress: async () => {} };
    try {
      const more = await handler(one.payload, tools, claimed);
      const change = more ? { attempts: 0, runAfter: more.again } : { state: 'done' as const, attempts: claimed.attempts };
      await desk.write((tx) => tx.update(job).set(change).where(eq(job.jobId, one.jobId)));
    } catch (error) {
      failures.push(error);
      await desk.write((tx) => tx.update(job).set({ attempts: claimed.attempts }).where(eq(job.jobId, one.jobId)));
    }
  }
  return failures;
}

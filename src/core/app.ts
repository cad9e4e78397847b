import { mkdir } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import type { Reply } from '../contract/reply.ts';
import { signLog } from './audit/append.ts';
import { createSigner } from './audit/signer.ts';
import { startSigning } from './audit/startSigning.ts';
import { endForgottenLeases } from './cases/lease.ts';
import { postUnsentQuestions } from './cases/postQuestion.ts';
import type { Core, CoreOptions, OpenFile, Seat } from './core.ts';
import { lockDataFolder, type FolderLock } from './db/lock.ts';
import { migrate } from './db/migrate.ts';
import { openConnection } from './db/open.ts';
import { createWrite, type Signer, type Write } from './db/write.ts';
import type { Desk, Sitting } from './desk.ts';
import { createDispatch, requireSeated, toFault } from './dispatch.ts';
import { createEvents } from './events.ts';
import { createExchangeIn } from './exchange/watch.ts';
import { keepVault } from './evidence/keepVault.ts';
import { openEvidence } from './evidence/openEvidence.ts';
import { watchFeed } from './feed/watch.ts';
import { DeskError } from './fault.ts';
import { createBatches } from './intake/batches.ts';
import { openExport } from './intake/openExport.ts';
import { createRunner } from './jobs/runner.ts';
import { openLetter } from './letters/openLetter.ts';
import { createLongRead } from './longRead.ts';
import { openLine } from './marketplace/connection.ts';
import { openLog } from './openLog.ts';
import { sayUnforeseen } from './sayUnforeseen.ts';
import { requireRulingsShown } from './hiddenRulings.ts';
import { ensurePerson, personCalled } from './people/ensurePerson.ts';
import { tidyRing } from './people/ringOfDesk.ts';
import { endSessionsBefore, lockIdle, sittingIn, touchSeat } from './people/sessions.ts';
import { planNextCheck } from './refunds/reconcile/schedule.ts';
import { startWeighing } from './queues/reweigh.ts';
import { createHandlers, jobHandlersByKind } from './registry.ts';
import { openDraftLetter } from './rulings/openDraftLetter.ts';
import { recover } from './recover.ts';
import { keepIndex } from './search/keepIndex.ts';
import { openReport } from './reports/openReport.ts';
import { sweep } from './sweep.ts';
import { createVerify } from './createVerify.ts';

const defaultUndoWindowMs = 15_000;

/** Stands between the desk and its database or its line to the marketplace. */
export type Around = { write(write: Write): Write; gateway(gateway: Desk['gateway']): Desk['gateway'] };

/** Parts a test may replace. */
export type AppParts = { /** The data folder, when whoever starts the core holds it already; they give it back. */ lock?: FolderLock; clock?: () => number; gateway?: Desk['gateway']; around?: Around; report?: (where: string, error: unknown) => void };

/** The back office and what it works with: a door that opens one seats people in it. */
export type App = { core: Core; desk: Desk };

const lookForIdleMs = 15_000;
const lookForLeasesMs = 60_000;
/** How often the writer lets go of its pages: a start or a large import fills its memory, single rulings do with little. */
const restMs = 60_000;
/** The first search finds a thread that waits for it; the start itself is not slowed by it. */
const warmAfterMs = 2_000;

/** As `openApp`, for whoever needs the core alone. */
export async function createApp(options: CoreOptions, parts: AppParts = {}): Promise<Core> {
  return (await openApp(options, parts)).core;
}

/**
 * Opens the back office on this thread. Throws DATA_FOLDER_BUSY when another process works in the folder, DATABASE_KEY_WRONG
 * when the key does not fit; then nothing was changed.
 */
export async function openApp(options: CoreOptions, parts: AppParts = {}): Promise<App> {
  const clock = parts.clock ?? Date.now;
  const around = parts.around ?? { write: (write) => write, gateway: (gateway) => gateway };
  const report = parts.report ?? reportToStderr;
  const isFile = options.databaseUrl === undefined;
  if (options.mode === 'write') await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const own = options.mode === 'write' && isFile && !parts.lock ? await lockDataFolder(options.dataDir, options.holder) : null;
  const lock = parts.lock ?? own;
  if (lock) await sweep(options.dataDir);
  const events = createEvents();
  const writing = options.mode === 'write' ? await openWriter(options, own) : null;
  const reading = await openConnection(options, 'read');
  const { dataDir, key, databaseUrl, databaseToken } = options;
  const source = { dataDir, key, ...(databaseUrl ? { databaseUrl } : {}), ...(databaseToken ? { databaseToken } : {}) };
  const longRead = createLongRead(source);
  let signer: Signer | null = null;
  const signWith = () => (line.sealingKey ? (signer ??= createSigner(line.sealingKey, dataDir, (error) => report('anchors', error))) : null);
  const write = writing ? around.write(createWrite(writing, events, clock, signWith)) : refuseWriting;
  const line = { db: reading.db, write, events, dataDir, isShared: !isFile, sealingKey: options.key ?? options.sealingKey ?? null };
  const gateway = around.gateway(parts.gateway ?? (await openLine(line)));
  const desk: Desk = {
    db: reading.db,
    write,
    longRead,
    events,
    clock,
    dataDir,
    isEncrypted: options.key !== null,
    isShared: !isFile,
    mode: options.mode,
    // One key for both: a desk on a shared database gets it when somebody opens the folder of this machine.
    get sealingKey() {
      return line.sealingKey;
    },
    set sealingKey(key) {
      line.sealingKey = key;
    },
    runId: options.runId ?? randomUUID(),
    gateway,
    defaultUndoWindowMs: options.undoWindowMs ?? defaultUndoWindowMs,
  };
  const batches = createBatches(options.dataDir);
  const seats = await takeSeats(desk, options.seats ?? []);
  const personBehind = async (sessionId: string) => seats.get(sessionId) ?? sittingIn(desk, sessionId);
  const seatedAt = async (sessionId: string, what: string) => {
    const person = await personBehind(sessionId);
    requireSeated(person, what);
    return { personId: person.personId, name: person.name, role: person.role, sessionId };
  };
  const verify = createVerify(desk);
  const exchangeIn = createExchangeIn(desk, (error) => report('exchange', error));
  const handle = createDispatch(desk, createHandlers(batches, verify, exchangeIn.look), personBehind, report, (sessionId) => touchSeat(desk, sessionId));
  const feed = watchFeed(desk, (error) => report('feed', error));
  const runner = createRunner(desk, jobHandlersByKind, (error) => report('jobs', error));
  if (writing) {
    await desk.write((tx) => endSessionsBefore(tx, desk));
    await tidyRing(desk);
    await startSigning(desk);
    await desk.write(postUnsentQuestions);
    await desk.write(planNextCheck);
    desk.recovered = await recover(desk, lock?.leftBy ?? null);
    if (desk.recovered) process.stderr.write(`mediation desk: ${desk.recovered.words}\n`);
    await runner.start();
    exchangeIn.start();
    await feed.start();
  }
  const weigher = writing ? startWeighing(desk, (error) => report('weighing', error)) : null;
  const indexing = writing ? keepIndex(desk, (error) => report('search', error)) : null;
  const warming = setTimeout(() => longRead.warm(), warmAfterMs).unref();
  const caretaker = writing && isFile ? keepVault(desk, (error) => report('vault', error)) : null;
  const idling = writing ? setInterval(() => void lockIdle(desk).catch((error: unknown) => report('sessions', error)), lookForIdleMs).unref() : undefined;
  const forgotten = writing ? setInterval(() => void endForgottenLeases(desk).catch((error: unknown) => report('leases', error)), lookForLeasesMs).unref() : undefined;

  if (writing) await writing.rest();
  const resting = writing ? setInterval(() => void writing.rest().catch((error: unknown) => report('resting', error)), restMs).unref() : undefined;

  const core: Core = {
    handle,
    on: events.on,
    openFile: (request) =>
      answer('openFile', async () => {
        const by = await seatedAt(request.caller.sessionId, 'openFile');
        if (request.kind === 'export') await requireRulingsShown(desk.db, request.caseId, by);
        if (request.kind === 'log') return openLog(desk, request.withWords, by);
        if (request.kind === 'letter') return openLetter(desk, request.letterId, by);
        if (request.kind === 'draftLetter') return openDraftLetter(desk, request, by);
        if (request.kind === 'report') return openReport(desk, request.reportId, by);
        return request.kind === 'evidence' ? openEvidence(desk, request) : openExport(desk, request.caseId);
      }),
    admit: async (paths) => ({ batchId: batches.admit(paths) }),
    receive: (batchId, path, body, { sessionId }) =>
      answer('receive', async () => {
        await seatedAt(sessionId, 'receive');
        return batches.receive(batchId, path, body);
      }),
    hear: (ring) => (writing ? feed.hear(ring) : Promise.resolve('failed')),
    close: async () => {
      clearInterval(idling);
      clearInterval(resting);
      clearInterval(forgotten);
      clearTimeout(warming);
      await indexing?.stop();
      await feed.stop();
      caretaker?.stop();
      await exchangeIn.stop();
      await weigher?.stop();
      await runner.stop();
      // What was done since the last hundredth entry is signed too; a desk that cannot write any more ends all the same.
      if (writing && desk.sealingKey) await desk.write(signLog).catch((error: unknown) => report('anchors', error));
      await longRead.close();
      reading.close();
      writing?.close();
      own?.release(true);
    },
  };
  return { core, desk };

  async function answer<Value extends OpenFile | { size: number }>(where: string, run: () => Promise<Value>): Promise<Reply<Value>> {
    try {
      return { ok: true, value: await run() };
    } catch (error) {
      return { ok: false, error: toFault(error, (unforeseen) => report(where, unforeseen)) };
    }
  }
}

async function openWriter(options: CoreOptions, lock: FolderLock | null) {
  try {
    const writing = await openConnection(options, 'write');
    await migrate(writing);
    return writing;
  } catch (error) {
    // A start that was refused has mended nothing of what an unclean end left.
    lock?.release(lock.leftBy === null);
    throw error;
  }
}

async function takeSeats(desk: Desk, wanted: readonly Seat[]): Promise<Map<string, Sitting>> {
  const seats = new Map<string, Sitting>();
  for (const { sessionId, name, role } of wanted) seats.set(sessionId, desk.mode === 'read' ? await personCalled(desk.db, name, role) : await desk.write((tx) => ensurePerson(tx, name, role)));
  return seats;
}

const refuseWriting: Desk['write'] = () =>
  Promise.reject(new DeskError('DATA_FOLDER_BUSY', 'This process only looks at the data folder, because another one works in it.'));

/** Says an error nobody foresaw in the log of the process, without its words. */
export function reportToStderr(where: string, error: unknown): void {
  process.stderr.write(`mediation desk: unforeseen fault in ${where}: ${sayUnforeseen(error)}\n`);
}

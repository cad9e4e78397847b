import { mkdir } from 'node:fs/promises';
import type { Person } from '../contract/people.ts';
import type { Reply } from '../contract/reply.ts';
import { signLog } from './audit/append.ts';
import { createSigner } from './audit/signer.ts';
import { startSigning } from './audit/startSigning.ts';
import { postUnsentQuestions } from './cases/postQuestion.ts';
import type { Core, CoreOptions, OpenFile } from './core.ts';
import { lockDataFolder, type FolderLock } from './db/lock.ts';
import { migrate } from './db/migrate.ts';
import { openConnection } from './db/open.ts';
import { createWrite, type Write } from './db/write.ts';
import type { Desk } from './desk.ts';
import { createDispatch, toFault } from './dispatch.ts';
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
import { requireRulingsShown } from './hiddenRulings.ts';
import { ensurePerson, personOf } from './people/sessions.ts';
import { planNextCheck } from './refunds/reconcile/schedule.ts';
import { createHandlers, jobHandlersByKind } from './registry.ts';
import { openDraftLetter } from './rulings/openDraftLetter.ts';
import { recover } from './recover.ts';
import { openReport } from './reports/openReport.ts';
import { sweep } from './sweep.ts';
import { createVerify } from './createVerify.ts';

const defaultUndoWindowMs = 15_000;

/** Stands between the desk and its database or its line to the marketplace. */
export type Around = { write(write: Write): Write; gateway(gateway: Desk['gateway']): Desk['gateway'] };

/** Parts a test may replace. */
export type AppParts = { clock?: () => number; gateway?: Desk['gateway']; around?: Around; report?: (where: string, error: unknown) => void };

/**
 * Opens the back office on this thread. Throws DATA_FOLDER_BUSY when another process works in the folder, DATABASE_KEY_WRONG
 * when the key does not fit; then nothing was changed.
 */
export async function createApp(options: CoreOptions, parts: AppParts = {}): Promise<Core> {
  const clock = parts.clock ?? Date.now;
  const around = parts.around ?? { write: (write) => write, gateway: (gateway) => gateway };
  const report = parts.report ?? reportToStderr;
  const isFile = options.databaseUrl === undefined;
  if (options.mode === 'write') await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const lock = options.mode === 'write' && isFile ? await lockDataFolder(options.dataDir, options.holder) : null;
  if (lock) await sweep(options.dataDir);
  const events = createEvents();
  const writing = options.mode === 'write' ? await openWriter(options, lock) : null;
  const reading = await openConnection(options, 'read');
  const { dataDir, key, databaseUrl, databaseToken } = options;
  const source = { dataDir, key, ...(databaseUrl ? { databaseUrl } : {}), ...(databaseToken ? { databaseToken } : {}) };
  const sealingKey = options.key ?? options.sealingKey ?? null;
  const signer = sealingKey ? createSigner(sealingKey, dataDir, (error) => report('anchors', error)) : null;
  const write = writing ? around.write(createWrite(writing, events, clock, signer)) : refuseWriting;
  const desk: Desk = {
    db: reading.db,
    write,
    longRead: createLongRead(source),
    events,
    clock,
    dataDir,
    isEncrypted: options.key !== null,
    isShared: !isFile,
    mode: options.mode,
    sealingKey,
    gateway: around.gateway(parts.gateway ?? (await openLine({ db: reading.db, write, events, dataDir, sealingKey, isShared: !isFile }))),
    defaultUndoWindowMs: options.undoWindowMs ?? defaultUndoWindowMs,
  };
  const batches = createBatches(options.dataDir);
  const operator = await seatOperator(desk, options);
  const personBehind = async (sessionId: string) => (operator && sessionId === options.operator?.sessionId ? operator : personOf(desk.db, sessionId));
  const verify = createVerify(desk);
  const exchangeIn = createExchangeIn(desk, (error) => report('exchange', error));
  const handle = createDispatch(desk, createHandlers(batches, verify, exchangeIn.look), personBehind, report);
  const feed = watchFeed(desk, (error) => report('feed', error));
  const runner = createRunner(desk, jobHandlersByKind, (error) => report('jobs', error));
  if (writing) {
    await startSigning(desk);
    await desk.write(postUnsentQuestions);
    await desk.write(planNextCheck);
    desk.recovered = await recover(desk, lock?.leftBy ?? null);
    if (desk.recovered) process.stderr.write(`mediation desk: ${desk.recovered.words}\n`);
    await runner.start();
    exchangeIn.start();
    await feed.start();
  }
  const caretaker = writing && isFile ? keepVault(desk, (error) => report('vault', error)) : null;

  return {
    handle,
    on: events.on,
    openFile: (request) =>
      answer('openFile', async () => {
        const person = await personBehind(request.caller.sessionId);
        if (!person) throw new DeskError('NOT_SIGNED_IN', 'Sign in first: nobody works in this window yet.');
        const by = { ...person, sessionId: request.caller.sessionId };
        if (request.kind === 'export') await requireRulingsShown(desk.db, request.caseId, by);
        if (request.kind === 'log') return openLog(desk, request.withWords, by);
        if (request.kind === 'letter') return openLetter(desk, request.letterId, by);
        if (request.kind === 'draftLetter') return openDraftLetter(desk, request, by);
        if (request.kind === 'report') return openReport(desk, request.reportId, by);
        return request.kind === 'evidence' ? openEvidence(desk, request) : openExport(desk, request.caseId);
      }),
    admit: async (paths) => ({ batchId: batches.admit(paths) }),
    receive: (batchId, path, body) => answer('receive', () => batches.receive(batchId, path, body)),
    hear: (ring) => (writing ? feed.hear(ring) : Promise.resolve('failed')),
    close: async () => {
      await feed.stop();
      caretaker?.stop();
      await exchangeIn.stop();
      await runner.stop();
      // What was done since the last hundredth entry is signed too; a desk that cannot write any more ends all the same.
      if (writing && signer) await desk.write(signLog).catch((error: unknown) => report('anchors', error));
      reading.close();
      writing?.close();
      lock?.release(true);
    },
  };

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

async function seatOperator(desk: Desk, { operator, mode }: CoreOptions): Promise<Person | null> {
  if (!operator) return null;
  if (mode === 'read') return { personId: 'operator', name: operator.name, role: 'admin' };
  return desk.write((tx) => ensurePerson(tx, operator.name, 'admin'));
}

const refuseWriting: Desk['write'] = () =>
  Promise.reject(new DeskError('DATA_FOLDER_BUSY', 'This process only looks at the data folder, because another one works in it.'));

/** Names of the error and its causes, never their messages: those of the database carry SQL with its values. */
function reportToStderr(where: string, error: unknown): void {
  const chain: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? ` ${String(cause.code)}` : '';
    chain.push(`${cause.name}${code}`);
  }
  const place = error instanceof Error ? (error.stack?.split('\n').find((line) => line.includes(' at ')) ?? '').trim() : String(error);
  process.stderr.write(`mediation desk: unforeseen fault in ${where}: ${chain.join(' <- ')} ${place}\n`);
}

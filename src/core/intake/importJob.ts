import { eq, sql } from 'drizzle-orm';
import { readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FailedFile, ImportedCase } from '../../contract/intake.ts';
import { importRun, keptFile } from '../db/schema/intake.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { keepFile, quarantineDir } from '../evidence/keep.ts';
import { hasCode, sayError } from '../fault.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { incomingDir, sweepIncoming } from './batches.ts';
import { openBundle } from './bundle/openBundle.ts';
import { collect, type FoundFile, type GivenPath } from './collect.ts';
import type { ReadFiles } from './documents/documentWork.ts';
import { DocumentTooMuch, readAside } from './documents/readAside.ts';
import { createProgress, type Progress } from './importProgress.ts';
import { takeInBundle } from './takeInBundle.ts';
import { takeInCase } from './takeInCase.ts';

/** Payload files above this are no JSON a marketplace sends. */
const mostPayloadBytes = 64 * 1024 * 1024;
/** The payloads of one folder are held in memory together, because some sources spread a case over several. */
const mostGroupBytes = 256 * 1024 * 1024;
/** An upload that nothing was added to for this long broke off. */
const staleUploadMs = 24 * 60 * 60 * 1000;
/** Running imports by id, so that a person can stop one. */
const running = new Map<string, AbortController>();

/** Stops a running import; what it took in so far stays and is in its report. */
export function cancelImport(importId: string): boolean {
  const control = running.get(importId);
  control?.abort();
  return control !== undefined;
}

/** Job `intake.import`: takes the files of one run in. Run again after a crash it finds what is there already unchanged. */
export const runImport: JobHandler = async (payload, { desk, signal, progress: tell }) => {
  const importId = String(payload['importId']);
  const by = payload['by'] as SignedIn;
  const [run] = await desk.db.select().from(importRun).where(eq(importRun.importId, importId));
  if (!run) return;
  const control = new AbortController();
  running.set(importId, control);
  const stop = AbortSignal.any([signal, control.signal]);
  const progress = createProgress(desk, importId, tell);
  const report: { cases: ImportedCase[]; failed: FailedFile[] } = { cases: [], failed: [] };
  try {
    await begin(desk, importId);
    await takeIn(desk, run.paths, by, importId, report, progress, stop);
    await finish(desk, importId, { ...report, state: 'finished', error: null });
  } catch (error) {
    if (signal.aborted) throw error; // The desk is closing: the job stays and runs again.
    const isCancelled = control.signal.aborted;
    await finish(desk, importId, {
      ...report,
      state: isCancelled ? 'cancelled' : 'failed',
      error: isCancelled ? null : sayError(error),
    });
    if (!isCancelled) throw error;
  } finally {
    running.delete(importId);
  }
  const incoming = incomingDir(desk.dataDir);
  const batches = new Set(run.paths.map(({ path }) => dirname(path)).filter((folder) => dirname(folder) === incoming));
  for (const batch of batches) await rm(batch, { recursive: true, force: true });
  const waiting = await desk.db.select({ paths: importRun.paths }).from(importRun).where(eq(importRun.state, 'running'));
  await sweepIncoming(desk.dataDir, desk.clock() - staleUploadMs, new Set(waiting.flatMap(({ paths }) => paths.map(({ path }) => dirname(path)))));
};

type Report = { cases: ImportedCase[]; failed: FailedFile[] };

async function takeIn(desk: Desk, given: GivenPath[], by: SignedIn, importId: string, report: Report, progress: Progress, signal: AbortSignal): Promise<void> {
  const found = await collect(given);
  report.failed.push(...found.failed);
  progress.expect([...found.bundles, ...found.groups.flat()].reduce((sum, file) => sum + file.size, 0));
  for (const { path, name, size } of found.bundles) {
    signal.throwIfAborted();
    await orFailed([name], report, signal, () => takeInOneBundle(desk, { path, name }, by, importId, report, progress, signal));
    await progress.add(size);
  }
  for (const group of found.groups) {
    signal.throwIfAborted();
    await takeInPayloads(desk, group, by, importId, report, signal);
    await progress.add(group.reduce((sum, file) => sum + file.size, 0));
  }
}

async function takeInOneBundle(desk: Desk, given: GivenPath, by: SignedIn, importId: string, report: Report, progress: Progress, signal: AbortSignal): Promise<void> {
  const bundle = await openBundle(given.path, { quarantineDir: quarantineDir(desk), signal, onProgress: ({ done }) => progress.reach(done) });
  try {
    const taken = await takeInBundle(desk, bundle, given, by, importId, signal);
    if ('caseId' in taken) report.cases.push(taken);
    else report.failed.push(taken);
  } finally {
    await bundle.dispose();
  }
}

/** A file that cannot be stored, whatever it is made of, must not keep the others of its import out. A full or failing disk stops them all. */
async function orFailed(paths: string[], report: Report, signal: AbortSignal, takeIn: () => Promise<void>): Promise<void> {
  try {
    await takeIn();
  } catch (error) {
    const isOfDisk = ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_BUSY', 'DISK_FULL', 'ENOSPC', 'EIO', 'EROFS', 'EDQUOT'].some((code) => hasCode(error, code));
    if (signal.aborted || isOfDisk) throw error;
    for (const path of paths) report.failed.push({ path, code: 'CASE_NOT_STORED', message: `This could not be taken in: ${sayError(error)}`, at: null });
  }
}

async function takeInPayloads(desk: Desk, group: FoundFile[], by: SignedIn, importId: string, report: Report, signal: AbortSignal): Promise<void> {
  const files: { path: string; bytes: Uint8Array }[] = [];
  let held = 0;
  for (const { path, name, size } of group) {
    held += size <= mostPayloadBytes ? size : 0;
    if (held > mostGroupBytes) report.failed.push({ path: name, code: 'FILE_TOO_MUCH', message: 'The files of this folder are too large to be read together; hand this one over by itself.', at: null });
    else if (size <= mostPayloadBytes) files.push({ path: name, bytes: await readFile(path) });
    else report.failed.push({ path: name, code: 'FILE_TOO_LARGE', message: 'The file is larger than any dispute a marketplace sends; it was not read.', at: null });
  }
  const kept = new Map<string, string>();
  for (const { path, bytes } of files) kept.set(path, (await keepFile(desk, once(bytes), signal)).sha256);
  const read = await readAside('payloads', files, signal).catch((error: unknown) => noneOf(files, error));
  for (const one of read.cases) {
    const neutral = one.case;
    const integrity = { kind: 'document' as const, valid: true, complete: true, faults: [], warnings: one.warnings.map((warning) => ({ ...warning, path: null })) };
    const files = new Map(neutral.evidence.filter((item) => item.path !== null).map((item) => [item.id, missing] as const));
    const raw = one.paths.flatMap((path) => ({ path, sha256: kept.get(path) ?? '' })).filter((file) => file.sha256 !== '');
    await orFailed(one.paths, report, signal, async () => {
      const stored = await takeInCase(desk, { neutral, files, integrity, carriedRuling: null }, null, by, importId, { raw });
      report.cases.push({ ...stored, paths: one.paths, mapped: one.mapped, unmapped: one.unmapped, warnings: one.warnings, faults: [] });
    });
  }
  report.failed.push(...read.failed);
  await desk.write(async (tx) => {
    for (const { path } of read.failed) {
      const sha256 = kept.get(path);
      if (sha256) await tx.insert(keptFile).values({ importId, path, sha256 }).onConflictDoNothing();
    }
  });
}

/** A folder whose files ask for too much together; each is kept and may still be read by itself. */
function noneOf(files: readonly { path: string }[], error: unknown): ReadFiles {
  if (!(error instanceof DocumentTooMuch)) throw error;
  const [code, whose] = files.length > 1 ? ['CASE_TOO_MUCH', 'It was read together with the other files of its folder.'] : ['CASE_TOO_LARGE', ''];
  return { cases: [], failed: files.map(({ path }) => ({ path, code, message: `${error.message} ${whose}`.trim(), at: null })) };
}

const missing = { sha256: null, state: 'missing' as const, words: 'The document names this file, but it was not sent along.' };

/** A run that failed and is tried again is running again. */
async function begin(desk: Desk, importId: string): Promise<void> {
  await desk.write((tx) => tx.update(importRun).set({ state: 'running', error: null, finishedAt: null }).where(eq(importRun.importId, importId)));
}

async function finish(desk: Desk, importId: string, result: Report & { state: 'finished' | 'failed' | 'cancelled'; error: string | null }): Promise<void> {
  await desk.write(async (tx) => {
    const read = result.state === 'finished' ? { done: sql`${importRun.total}` } : {};
    await tx.update(importRun).set({ ...result, ...read, finishedAt: tx.now }).where(eq(importRun.importId, importId));
    const [run] = await tx.select({ done: importRun.done, total: importRun.total }).from(importRun).where(eq(importRun.importId, importId));
    tx.emit({ type: 'import.changed', importId, done: run?.done ?? 0, total: run?.total ?? 0, isFinished: true });
  });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

import { randomUUID } from 'node:crypto';
import type { ImportReport } from '../contract/intake.ts';
import { DeskError } from '../core/fault.ts';
import { withDesk, type DataOptions, type OpenDesk } from './openDesk.ts';
import { note, plain, print, printJson, type ExitCode } from './output.ts';

/** `desk import PATH...`: takes files, folders and bundles in. 1 when some could not be taken in or are damaged, 2 when nothing could be read. */
export async function importPaths(paths: string[], { json, ...data }: DataOptions & { json?: boolean }): Promise<ExitCode> {
  const report = await withDesk(data, 'write', '`desk import`', (desk) => takeIn(desk, paths));
  if (json) printJson(toJson(report));
  else print(sayReport(report));
  return exitCodeOf(report, paths);
}

async function takeIn({ core, ask }: OpenDesk, paths: string[]): Promise<ImportReport> {
  const { batchId } = await core.admit(paths);
  const finished = new Map<string, boolean>();
  let onFinished = (): void => undefined;
  let lastPercent = 0;
  const stop = core.on((event) => {
    if (event.type !== 'import.changed') return;
    const percent = event.total > 0 ? Math.floor((event.done / event.total) * 100) : 0;
    if (process.stderr.isTTY && percent >= lastPercent + 10) note(`${(lastPercent = percent)} % read`);
    if (!event.isFinished) return;
    finished.set(event.importId, true);
    onFinished();
  });
  const { importId } = await ask('intake.import', { requestId: randomUUID(), batchId });
  if (!finished.has(importId)) await new Promise<void>((resolve) => (onFinished = () => finished.has(importId) && resolve()));
  stop();
  const report = await ask('intake.report', { importId });
  if (report.state === 'failed') throw new DeskError('INTERNAL', report.error ?? 'The import failed. What was taken in before is safe.');
  return report;
}

/** The JSON of `desk import --json`. Faults of a damaged bundle stand with the warnings of its case. */
export function toJson({ cases, failed }: ImportReport): unknown {
  return {
    cases: cases.map((one) => ({
      caseId: one.caseId,
      source: one.source,
      sourceId: one.sourceId,
      result: one.result,
      mapped: one.mapped,
      unmapped: one.unmapped.map(({ path }) => path),
      warnings: [...one.faults, ...one.warnings].map(({ code, message }) => ({ code, message })),
    })),
    failed: failed.map(({ path, code, message, at }) => ({ path, code, message, at })),
  };
}

/** What the report means for the caller. */
export function exitCodeOf({ cases, failed }: Pick<ImportReport, 'cases' | 'failed'>, paths: string[]): ExitCode {
  const absent = new Set(failed.filter(({ code }) => code === 'FILE_NOT_FOUND').map(({ path }) => path));
  if (cases.length === 0 && failed.length > 0 && absent.size === failed.length && absent.size >= new Set(paths).size) return 2;
  return failed.length > 0 || cases.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

function sayReport({ cases, failed }: ImportReport): string {
  const lines = cases.flatMap((one) => [
    `${one.reference}  ${one.result}  from ${one.source} ${plain(one.sourceId)}: ${one.mapped} fields mapped, ${one.unmapped.length} kept unmapped`,
    ...one.faults.map(({ code, path, message }) => `  fault    ${code}  ${path === null ? '' : `${plain(path)}  `}${plain(message)}`),
    ...one.warnings.map(({ code, message }) => `  warning  ${code}  ${plain(message)}`),
  ]);
  const lost = failed.map(({ path, code, message, at }) => `${plain(path)}${at ? ` at ${plain(at)}` : ''}  ${code}  ${plain(message)}`);
  const sum = `${cases.length} ${cases.length === 1 ? 'case' : 'cases'} taken in, ${failed.length} ${failed.length === 1 ? 'file' : 'files'} not.`;
  return [...lines, ...lost, sum].join('\n');
}

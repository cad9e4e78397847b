import { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { ImportReport } from '../contract/intake.ts';
import { DeskError } from '../core/fault.ts';
import { openCore, type OperatedCore } from './core.ts';
import { dataDirOf } from './dataDir.ts';
import { exit, print, printJson } from './outcome.ts';

/** `desk import PATH...`: takes disputes in and says what came of each file. */
export function importCommand(): Command {
  return new Command('import')
    .description('take in bundles, folders and marketplace files')
    .argument('<path...>', 'files and folders')
    .option('--data <dir>', 'data folder')
    .option('--json', 'print one JSON document')
    .action(async (paths: string[], options: { data?: string; json?: boolean }) => {
      const desk = await openCore(dataDirOf(options.data), 'write', 'the command desk import');
      try {
        const report = await runImport(desk, paths);
        if (report.state !== 'finished') throw new DeskError('INTERNAL', `The import ${report.state}: ${report.error ?? 'no reason was given'}. What was taken in before stays.`);
        if (options.json) printJson(toJson(report));
        else say(report);
        process.exitCode = report.failed.length === 0 && report.cases.every((one) => one.faults.length === 0) ? exit.good : exit.faults;
      } finally {
        await desk.core.close();
      }
    });
}

async function runImport({ core, ask }: OperatedCore, paths: string[]): Promise<ImportReport> {
  const { batchId } = await core.admit(paths.map((path) => resolve(path)));
  const ended = new Set<string>();
  let tell = () => {};
  const stop = core.on((event) => {
    if (event.type !== 'import.changed' || !event.isFinished) return;
    ended.add(event.importId);
    tell();
  });
  const { importId } = await ask('intake.import', { requestId: randomUUID(), batchId });
  while (!ended.has(importId)) await new Promise<void>((resolve) => (tell = resolve));
  stop();
  return ask('intake.report', { importId });
}

function toJson({ cases, failed }: ImportReport) {
  return {
    cases: cases.map(({ caseId, source, sourceId, result, mapped, unmapped, warnings }) => ({
      caseId,
      source,
      sourceId,
      result,
      mapped,
      unmapped: unmapped.map((field) => field.path),
      warnings,
    })),
    failed,
  };
}

function say({ cases, failed }: ImportReport): void {
  for (const one of cases) {
    print(`${one.reference}  ${one.result.padEnd(9)}  ${one.source} ${one.sourceId}: ${one.mapped} values mapped, ${one.unmapped.length} not`);
    for (const field of one.unmapped) print(`    not mapped  ${field.path} = ${JSON.stringify(field.value)}`);
    for (const warning of one.warnings) print(`    warning     ${warning.code}: ${warning.message}`);
    for (const fault of one.faults) print(`    fault       ${fault.code}${fault.path ? ` ${fault.path}` : ''}: ${fault.message}`);
  }
  for (const one of failed) print(`no case  ${one.path}${one.at ? ` (${one.at})` : ''}: ${one.message} [${one.code}]`);
  print(`${cases.length} cases, ${failed.length} files that are no case (they are kept)`);
}

import { Command } from 'commander';
import { openCore } from './core.ts';
import { dataDirOf } from './dataDir.ts';
import { exit, print, printJson } from './outcome.ts';

/** `desk verify`: checks the log, the rows it covers and every evidence file; works beside a running desk. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('check the log, what it covers, and every evidence file')
    .option('--data <dir>', 'data folder')
    .option('--json', 'print one JSON document')
    .action(async (options: { data?: string; json?: boolean }) => {
      const { core, ask } = await openCore(dataDirOf(options.data), 'read', 'the command desk verify');
      try {
        const result = await ask('audit.verify', {});
        if (options.json) printJson(result);
        else {
          print(`${result.entries} entries of the log ${result.firstBroken ? `hold up to number ${result.firstBroken.seq}: ${result.firstBroken.message}` : 'hold'}`);
          print(`${result.evidence.checked} files checked, ${result.evidence.broken.length} broken`);
          for (const one of result.evidence.broken) print(`  ${one.label} of case ${one.caseId}: ${one.message}`);
        }
        process.exitCode = result.ok ? exit.good : exit.faults;
      } finally {
        await core.close();
      }
    });
}

import { Command, CommanderError } from 'commander';
import { version } from '../core/version.ts';
import { checkCommand } from './check.ts';
import { demoCommand } from './demo.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { listCommand } from './list.ts';
import { couldNot } from './outcome.ts';
import { serveCommand } from './serve.ts';
import { verifyCommand } from './verify.ts';

const program = new Command('desk')
  .description('Mediation Desk at the command line. Exit code 0: good, 1: faults were found, 2: it could not be done.')
  .version(version)
  .exitOverride()
  .showHelpAfterError();

for (const command of [serveCommand, importCommand, checkCommand, exportCommand, verifyCommand, demoCommand, listCommand]) {
  program.addCommand(command().exitOverride());
}

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said itself what was wrong with the words typed; its help and version are no fault.
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : couldNot(error, process.argv.includes('--json'));
}

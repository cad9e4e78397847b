import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DeskError } from '../core/fault.ts';
import { version } from '../core/version.ts';
import { note, printFault, type ExitCode } from './output.ts';

/** Runs `desk` with the words after its name and gives its exit code; never throws. */
export async function runDesk(words: string[]): Promise<ExitCode> {
  const isJson = words.includes('--json');
  let exitCode: ExitCode = 0;
  const program = makeProgram(isJson, (code) => (exitCode = code));
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (isJson) printFault({ code: 'BAD_INPUT', message: error.message.replace(/^error: /, '') }, true);
      return 2;
    }
    if (error instanceof DeskError) printFault(error, isJson);
    else printFault({ code: 'INTERNAL', message: sayUnforeseen(error) }, isJson);
    return 2;
  }
}

/** Each command is read when it runs: most of them bring the whole core with them, and the one that serves has it on a thread. */
function makeProgram(isJson: boolean, end: (code: ExitCode) => void): Command {
  const program = new Command('desk')
    .description('Mediation Desk on the command line. Exit codes: 0 good, 1 faults found, 2 could not do it.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeErr: (text) => (isJson ? undefined : note(text.trimEnd())) });
  const data = () => new Option('--data <dir>', 'data folder (default: the one of this account)');
  const json = () => new Option('--json', 'print one JSON document and nothing else');
  const who = () => new Option('--as <name>', 'who works here, also by DESK_PERSON; the passphrase is asked for');
  const passphrase = () => new Option('--passphrase-file <file>', 'a file with the passphrase as its first line, also by DESK_PASSPHRASE_FILE; - for standard input');

  program
    .command('serve')
    .description('serve the console to browsers of this machine until Ctrl-C')
    .addOption(data())
    .option('--port <n>', 'port on 127.0.0.1', toWholeNumber(0, 65_535))
    .option('--open', 'open a window too')
    .option('--demo', 'a data folder of its own, filled with the sample docket')
    .addOption(new Option('--hooks-host <name>', 'further name under which a reverse proxy hands on webhooks, and nothing else').env('DESK_HOOKS_HOST').argParser(toHostName))
    .addOption(who())
    .addOption(passphrase())
    .action(async (options) => end(await (await import('./serve.ts')).serve(options)));
  program
    .command('set-up')
    .description('make the first lead of a new desk and print its recovery code, this once')
    .addOption(data())
    .addOption(who())
    .addOption(passphrase())
    .addOption(json())
    .action(async (options) => end(await (await import('./setUpDesk.ts')).setUpDesk(options)));
  program
    .command('import')
    .description('take in bundles, folders and marketplace files')
    .argument('<path...>')
    .addOption(data())
    .addOption(who())
    .addOption(passphrase())
    .addOption(json())
    .action(async (paths, options) => end(await (await import('./import.ts')).importPaths(paths, options)));
  program
    .command('check')
    .description('check bundles without taking them in; needs no data folder')
    .argument('<path...>')
    .addOption(data())
    .addOption(json())
    .action(async (paths, options) => end(await (await import('./check.ts')).check(paths, options)));
  program
    .command('export')
    .description('write one case with its ruling as a bundle; works beside a running desk')
    .argument('<case>', 'its id or reference, such as C-20417')
    .requiredOption('--out <file>', 'the .zip to write')
    .addOption(data())
    .addOption(who())
    .addOption(passphrase())
    .action(async (wanted, options) => end(await (await import('./export.ts')).exportCase(wanted, options)));
  program
    .command('report')
    .description('make the report of a case, or of the decisions of a span, to read, to print or as data; the log says that it was taken out')
    .argument('[case]', 'its id or reference, such as C-20417')
    .requiredOption('--out <file>', 'the .pdf, .json or (decisions) .csv to write')
    .option('--decisions', 'the decisions of the desk in place of one case')
    .option('--from <day>', 'decisions staged from this day on (UTC), such as 2026-06-01')
    .option('--until <day>', 'decisions staged to the end of this day')
    .addOption(data())
    .addOption(who())
    .addOption(passphrase())
    .action(async (wanted, options) => end(await (await import('./report.ts')).report(wanted, options)));
  program
    .command('exchange')
    .description('take in what the marketplace laid into the exchange folder: answers, replies to offers, appeals')
    .addOption(data())
    .addOption(who())
    .addOption(passphrase())
    .addOption(json())
    .action(async (options) => end(await (await import('./exchange.ts')).exchange(options)));
  program
    .command('marketplace')
    .description('show the connection to the marketplace, test it, or change it; showing and testing work beside a running desk')
    .addOption(data())
    .addOption(who())
    .addOption(passphrase())
    .addOption(json())
    .option('--test', 'try it, or what the other options say, and change nothing')
    .option('--url <address>', 'connect by the API at this address')
    .option('--token-file <file>', 'a file with the token; - for standard input')
    .option('--webhook-secret-file <file>', 'a file with the secret that pushed events are signed with')
    .option('--folder', 'work with the exchange folder')
    .action(async (options) => end(await (await import('./marketplace.ts')).marketplace(options)));
  program
    .command('verify')
    .description('check the log, its signatures and every evidence file; works beside a running desk')
    .addOption(data())
    .addOption(who())
    .addOption(passphrase())
    .addOption(json())
    .option('--anchors <file...>', 'anchor files that somebody else held, to hold the log against')
    .option('--export <file>', 'write the log that is read, as JSON Lines (docs/log.md)')
    .option('--without-words', 'export without names and words: hashes alone')
    .action(async ({ withoutWords, ...options }) => end(await (await import('./verify.ts')).verify({ ...options, words: withoutWords !== true })));
  program
    .command('anchor')
    .description('write the newest signed checkpoint of the log to a file, to give away; works beside a running desk')
    .requiredOption('--out <file>', 'the .jsonl to write')
    .addOption(data())
    .addOption(who())
    .addOption(passphrase())
    .action(async (options) => end(await (await import('./verify.ts')).anchor(options)));
  program
    .command('reconcile')
    .description("compare the marketplace's ledger with the refunds; without a span from a week before the last check on")
    .option('--from <day>', 'from this day on (UTC), such as 2026-06-01')
    .option('--until <day>', 'to the end of this day (default: now)')
    .addOption(data())
    .addOption(who())
    .addOption(passphrase())
    .addOption(json())
    .action(async (options) => end(await (await import('./reconcile.ts')).reconcile(options)));
  program
    .command('demo')
    .description('fill an empty desk with the sample docket, or add generated cases')
    .addOption(data())
    .addOption(who())
    .addOption(passphrase())
    .option('--cases <n>', 'so many generated cases', toWholeNumber(1, 1_000_000))
    .option('--seed <text>', 'the same seed gives the same cases')
    .option('--decided <percent>', 'so many of 100 generated cases are ruled on already', toWholeNumber(0, 100))
    .action(async (options) => end(await (await import('./demo.ts')).demo(options)));
  program
    .command('list')
    .description('list every case, the most urgent first; works beside a running desk')
    .addOption(data())
    .addOption(who())
    .addOption(passphrase())
    .addOption(json())
    .action(async (options) => end(await (await import('./list.ts')).list(options)));
  return program;
}

function toWholeNumber(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) throw new InvalidArgumentError(`A whole number from ${least} to ${most} is needed.`);
    return value;
  };
}

/** Errors of the system say what and where; those of the database could carry its values and are only named. */
function sayUnforeseen(error: unknown): string {
  if (error instanceof Error && 'code' in error && 'syscall' in error) return error.message;
  return `This failed in a way nobody foresaw (${error instanceof Error ? error.name : 'no error'}). What was saved before is safe.`;
}

function toHostName(text: string): string {
  if (!/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text)) throw new InvalidArgumentError('The bare name of a machine is needed, such as hooks.example.com.');
  return text;
}

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { DeskError } from '../core/fault.ts';

/** Who works on the command line. A passphrase is never among the words of a command: everybody on the machine can read those. */
export type WhoOptions = { as?: string | undefined; passphraseFile?: string | undefined };

/** The name that was given, by option or by DESK_PERSON; null when there is none. */
export function nameGiven({ as }: WhoOptions): string | null {
  return as ?? process.env['DESK_PERSON'] ?? null;
}

/** The passphrase: the first line of the file named by option or by DESK_PASSPHRASE_FILE (`-` for standard input), else typed at the terminal without echo. */
export async function askPassphrase({ passphraseFile }: WhoOptions, question: string): Promise<string> {
  const file = passphraseFile ?? process.env['DESK_PASSPHRASE_FILE'];
  if (file !== undefined) return firstLine(readFileSync(file === '-' ? 0 : file, 'utf8'), file);
  if (!process.stdin.isTTY) throw new DeskError('NOT_SIGNED_IN', 'There is no terminal to ask for the passphrase. Give a file with it: --passphrase-file FILE, or - for standard input.');
  return typed(question);
}

/** A passphrase somebody chooses at the terminal, typed twice; from a file once. */
export async function choosePassphrase(options: WhoOptions, question: string): Promise<string> {
  const first = await askPassphrase(options, question);
  if ((options.passphraseFile ?? process.env['DESK_PASSPHRASE_FILE']) !== undefined) return first;
  if ((await typed('The same again: ')) !== first) throw new DeskError('BAD_INPUT', 'The two did not agree. Nothing was changed.');
  return first;
}

function firstLine(text: string, file: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  if (line === '') throw new DeskError('BAD_INPUT', `There is no passphrase in ${file === '-' ? 'standard input' : file}: its first line is expected to be one.`);
  return line;
}

async function typed(question: string): Promise<string> {
  process.stderr.write(question);
  // What is typed is echoed by readline to its output: here that is nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the words after the program ask for. */
export type StartWords = { data?: string; demo: boolean; paths: string[] };

/** Reads the words a person or the system started Electron with; switches of Chromium are passed over. `cwd` is theirs. */
export function readStartWords(words: string[], cwd: string): StartWords {
  const { values, positionals } = parseArgs({ args: words, options: { data: { type: 'string' }, demo: { type: 'boolean' } }, strict: false, allowPositionals: true });
  const paths = positionals.map((path) => resolve(cwd, path)).filter((path) => existsSync(path));
  return { ...(typeof values.data === 'string' ? { data: resolve(cwd, values.data) } : {}), demo: values.demo === true, paths };
}

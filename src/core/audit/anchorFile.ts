import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The plain file in the data folder with one line for each checkpoint this desk signed; see docs/log.md. */
export const anchorFileName = 'anchors.jsonl';

/** Adds lines to the anchor file, for good (fsync) and closed to other accounts of the machine. */
export function appendAnchor(dataDir: string, ...lines: string[]): void {
  const file = openSync(join(dataDir, anchorFileName), 'a+', 0o600);
  try {
    // A line cut by a crash must not swallow the one behind it.
    writeSync(file, `${endsWithinLine(file) ? '\n' : ''}${lines.map((line) => `${line}\n`).join('')}`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function endsWithinLine(file: number): boolean {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
}

/** The text of the anchor file; null when there is none. */
export function readAnchorFile(dataDir: string): string | null {
  const path = join(dataDir, anchorFileName);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

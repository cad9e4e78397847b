import { DeskError } from '../core/fault.ts';

/** Exit codes of `desk`: all good, faults were found, it could not be done. */
export const exit = { good: 0, faults: 1, couldNot: 2 } as const;

/** Prints the one JSON document of a `--json` command. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Prints lines for people. */
export function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Says why a command could not be done, and gives its exit code. */
export function couldNot(error: unknown, isJson: boolean): number {
  const code = error instanceof DeskError ? error.code : 'INTERNAL';
  const message = error instanceof Error ? error.message : String(error);
  if (isJson) printJson({ error: { code, message } });
  else process.stderr.write(`desk: ${message}\n`);
  return exit.couldNot;
}

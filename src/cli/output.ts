import type { Fault } from '../contract/reply.ts';

/** How a command ended: everything good, faults found, could not do it. */
export type ExitCode = 0 | 1 | 2;

/** Prints the one JSON document of a command on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Prints the report of a command for a person. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Says something beside the result, on stderr, so that stdout stays whole. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Says why a command could not be done, as JSON or in words. */
export function printFault({ code, message }: Pick<Fault, 'message'> & { code: string }, isJson: boolean): void {
  if (isJson) printJson({ error: { code, message } });
  else note(`desk: ${message}`);
}

/** Columns padded to their widest cell; the last is left as it is. */
export function table(rows: string[][]): string {
  const widths = rows.reduce<number[]>((widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)), []);
  return rows.map((row) => row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  ').trimEnd()).join('\n');
}

/** Text from outside as one line that cannot steer a terminal or turn the reading direction. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

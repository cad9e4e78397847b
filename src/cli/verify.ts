import type { VerifyResult } from '../contract/audit.ts';
import { withDesk, type DataOptions } from './openDesk.ts';
import { plain, print, printJson, type ExitCode } from './output.ts';

/** `desk verify`: checks the log, the rows it covers and every evidence file. 1 when something does not hold. Works beside a running desk. */
export async function verify({ json, ...data }: DataOptions & { json?: boolean }): Promise<ExitCode> {
  const result = await withDesk(data, 'read', '`desk verify`', ({ ask }) => ask('audit.verify', {}));
  if (json) printJson(result);
  else print(sayResult(result));
  return result.ok && result.evidence.broken.length === 0 ? 0 : 1;
}

function sayResult({ entries, firstBroken, evidence }: VerifyResult): string {
  return [
    firstBroken ? `The log does not hold from entry ${firstBroken.seq} of ${entries}: ${plain(firstBroken.message)}` : `The log holds: ${entries} entries, each sealed by the next.`,
    evidence.broken.length === 0 ? `The evidence holds: ${evidence.checked} files checked.` : `${evidence.broken.length} of ${evidence.checked} evidence files do not hold:`,
    ...evidence.broken.map(({ label, caseId, message }) => `  ${plain(label)} of case ${caseId}: ${plain(message)}`),
  ].join('\n');
}

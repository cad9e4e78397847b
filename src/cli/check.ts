import { checkPath, type CheckResult } from '../core/intake/bundle/checkPath.ts';
import { plain, print, printJson, type ExitCode } from './output.ts';

/** Codes that say that nothing could be looked at. */
const unreadable = new Set(['FILE_NOT_FOUND', 'FILE_NOT_READABLE', 'FILE_IS_SPECIAL']);

/** `desk check PATH...`: looks at bundles without a data folder. 1 when any is damaged or incomplete, 2 when none could be read. */
export async function check(paths: string[], { json }: { json?: boolean }): Promise<ExitCode> {
  const results: CheckResult[] = [];
  for (const path of paths) results.push(await checkPath(path));
  if (json) printJson({ results });
  else print(results.map(sayResult).join('\n\n'));
  return exitCodeOf(results);
}

/** What the results mean for the caller. */
export function exitCodeOf(results: CheckResult[]): ExitCode {
  if (results.every(({ faults }) => faults.some(({ code }) => unreadable.has(code)))) return 2;
  return results.every(({ valid, complete, faults }) => valid && complete && faults.length === 0) ? 0 : 1;
}

function sayResult({ path, kind, version, valid, complete, faults, warnings }: CheckResult): string {
  const what = { bundle: 'a dispute bundle', bag: 'a BagIt bag, but no dispute bundle', unknown: 'not a bundle' }[kind];
  const state = valid && complete ? 'valid and complete' : complete ? 'complete, but not valid' : 'not complete';
  return [
    `${plain(path)}: ${what}${version ? ` (BagIt ${version})` : ''}${kind === 'unknown' ? '' : `, ${state}`}`,
    ...faults.map((fault) => `  fault    ${sayFault(fault)}`),
    ...warnings.map((warning) => `  warning  ${sayFault(warning)}`),
  ].join('\n');
}

function sayFault({ code, path, message }: CheckResult['faults'][number]): string {
  return `${code}${path === null ? '' : `  ${plain(path)}`}  ${plain(message)}`;
}

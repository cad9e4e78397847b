import { withDesk, type DataOptions } from './openDesk.ts';
import { print, type ExitCode } from './output.ts';

/**
 * `desk demo`: makes a sample desk of a new data folder, fills an empty desk with the sample docket, or adds so many generated cases, some of
 * them decided.
 */
export async function demo({ cases, seed, decided, ...data }: DataOptions & { cases?: number; seed?: string; decided?: number }): Promise<ExitCode> {
  const input = { ...(cases === undefined ? {} : { cases }), ...(seed === undefined ? {} : { seed }), ...(decided === undefined ? {} : { decided }) };
  const { created, decided: ruled } = await withDesk(data, 'write', '`desk demo`', ({ ask }) => ask('desk.fillDemo', input), 'accounts');
  print(`${created} cases were added${ruled > 0 ? `, ${ruled} of them decided` : ''}.`);
  return 0;
}

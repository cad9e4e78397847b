import { withDesk, type DataOptions } from './openDesk.ts';
import { print, type ExitCode } from './output.ts';

/** `desk demo`: fills an empty desk with the sample docket, or adds so many generated cases. */
export async function demo({ cases, seed, ...data }: DataOptions & { cases?: number; seed?: string }): Promise<ExitCode> {
  const input = { ...(cases === undefined ? {} : { cases }), ...(seed === undefined ? {} : { seed }) };
  const { created } = await withDesk(data, 'write', '`desk demo`', ({ ask }) => ask('desk.fillDemo', input));
  print(`${created} cases were added.`);
  return 0;
}

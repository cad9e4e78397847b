import type { OutputOf } from '../contract/methods.ts';
import { withDesk, type DataOptions } from './openDesk.ts';
import { plain, print, printJson, type ExitCode } from './output.ts';

/** `desk exchange`: looks into the exchange folder once and takes in what lies there. 1 when a document was refused. */
export async function exchange({ json, ...data }: DataOptions & { json?: boolean }): Promise<ExitCode> {
  const found = await withDesk(data, 'write', '`desk exchange`', ({ ask }) => ask('exchange.look', {}));
  if (json) printJson(found);
  else print(sayFound(found));
  return found.refused.length > 0 ? 1 : 0;
}

function sayFound({ taken, refused, again, waiting }: OutputOf<'exchange.look'>): string {
  return [
    ...taken.map((one) => `${plain(one.fileName)}  taken in  ${one.reference ?? ''}  ${plain(one.words)}`),
    ...refused.map((one) => `${plain(one.fileName)}  refused  ${one.code ?? ''}  ${plain(one.words)}`),
    ...again.map((name) => `${plain(name)}  was taken in before; nothing was changed`),
    ...waiting.map((name) => `${plain(name)}  is still being written; look again in a few seconds`),
    `${taken.length} taken in, ${refused.length} refused.`,
  ].join('\n');
}

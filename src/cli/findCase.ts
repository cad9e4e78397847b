import { DeskError } from '../core/fault.ts';
import type { OpenDesk } from './openDesk.ts';

/** The id of a case named by its id, its reference (C-20417) or its id at the source. Throws NOT_FOUND, and CONFLICT when it is not clear which. */
export async function findCase({ ask }: OpenDesk, wanted: string): Promise<string> {
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(wanted)) return wanted.toLowerCase();
  const { rows } = await ask('cases.list', { scope: 'all', query: `"${wanted}"`, limit: 200 });
  const found = rows.filter(({ reference, sourceId }) => reference.toLowerCase() === wanted.toLowerCase() || sourceId === wanted);
  const [only, other] = found;
  if (!only) throw new DeskError('NOT_FOUND', `There is no case ${wanted} on this desk. \`desk list\` shows them all.`);
  if (other) throw new DeskError('CONFLICT', `More than one case is called ${wanted}; name it by its reference, such as ${only.reference}.`);
  return only.caseId;
}

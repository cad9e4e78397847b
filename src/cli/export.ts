import { resolve } from 'node:path';
import { DeskError } from '../core/fault.ts';
import { keepStream } from './keepStream.ts';
import { withDesk, type DataOptions, type OpenDesk } from './openDesk.ts';
import { note, type ExitCode } from './output.ts';

/** `desk export CASE --out FILE`: writes one case as a bundle. CASE is its id or its reference (C-20417). Works beside a running desk. */
export async function exportCase(wanted: string, { out, ...data }: DataOptions & { out: string }): Promise<ExitCode> {
  await withDesk(data, 'read', '`desk export`', async (desk) => {
    const caseId = await findCase(desk, wanted);
    const reply = await desk.core.openFile({ kind: 'export', caseId, caller: { sessionId: desk.sessionId } });
    if (!reply.ok) throw new DeskError(reply.error.code, reply.error.message);
    await keepStream(reply.value.stream, resolve(out));
    note(`${wanted} is in ${out} (${reply.value.size} bytes).`);
  });
  return 0;
}

async function findCase({ ask }: OpenDesk, wanted: string): Promise<string> {
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(wanted)) return wanted.toLowerCase();
  const { rows } = await ask('cases.list', { scope: 'all', filter: { words: wanted }, limit: 200 });
  const found = rows.filter(({ reference, sourceId }) => reference.toLowerCase() === wanted.toLowerCase() || sourceId === wanted);
  const [only, other] = found;
  if (!only) throw new DeskError('NOT_FOUND', `There is no case ${wanted} on this desk. \`desk list\` shows them all.`);
  if (other) throw new DeskError('CONFLICT', `More than one case is called ${wanted}; name it by its reference, such as ${only.reference}.`);
  return only.caseId;
}

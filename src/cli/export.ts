import { resolve } from 'node:path';
import { DeskError } from '../core/fault.ts';
import { findCase } from './findCase.ts';
import { keepFile } from './keepFile.ts';
import { withDesk, type DataOptions } from './openDesk.ts';
import { note, type ExitCode } from './output.ts';

/** `desk export CASE --out FILE`: writes one case as a bundle. CASE is its id or its reference (C-20417). Works beside a running desk. */
export async function exportCase(wanted: string, { out, ...data }: DataOptions & { out: string }): Promise<ExitCode> {
  await withDesk(data, 'read', '`desk export`', async (desk) => {
    const caseId = await findCase(desk, wanted);
    const reply = await desk.core.openFile({ kind: 'export', caseId, caller: { sessionId: desk.sessionId } });
    if (!reply.ok) throw new DeskError(reply.error.code, reply.error.message);
    await keepFile(reply.value.stream, resolve(out));
    note(`${wanted} is in ${out} (${reply.value.size} bytes).`);
  });
  return 0;
}

import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { DeskError } from '../core/fault.ts';
import { withDesk, type DataOptions, type OpenDesk } from './openDesk.ts';
import { note, type ExitCode } from './output.ts';

/** `desk export CASE --out FILE`: writes one case as a bundle. CASE is its id or its reference (C-20417). Works beside a running desk. */
export async function exportCase(wanted: string, { out, ...data }: DataOptions & { out: string }): Promise<ExitCode> {
  await withDesk(data, 'read', '`desk export`', async (desk) => {
    const caseId = await findCase(desk, wanted);
    const reply = await desk.core.openFile({ kind: 'export', caseId, caller: { sessionId: desk.sessionId } });
    if (!reply.ok) throw new DeskError(reply.error.code, reply.error.message);
    await keep(reply.value.stream, resolve(out));
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

/** Writes beside the target and renames, so that a broken export never stands where a good one was. */
async function keep(stream: ReadableStream<Uint8Array>, target: string): Promise<void> {
  const temp = `${target}.${process.pid}.part`;
  try {
    await pipeline(Readable.fromWeb(stream as NodeReadableStream), createWriteStream(temp, { flags: 'wx', mode: 0o600, flush: true }));
    await rename(temp, target);
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
}

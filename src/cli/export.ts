import { Command } from 'commander';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DeskError, notFound } from '../core/fault.ts';
import { openCore, type OperatedCore } from './core.ts';
import { dataDirOf } from './dataDir.ts';
import { print } from './outcome.ts';

/** `desk export CASE --out FILE`: one case with its files and ruling as a zipped bundle; works beside a running desk. */
export function exportCommand(): Command {
  return new Command('export')
    .description('write one case as a bundle')
    .argument('<case>', 'reference (C-20001) or id')
    .requiredOption('--out <file>', 'the .zip to write')
    .option('--data <dir>', 'data folder')
    .action(async (wanted: string, options: { out: string; data?: string }) => {
      const desk = await openCore(dataDirOf(options.data), 'read', 'the command desk export');
      try {
        const caseId = await findCase(desk, wanted);
        const reply = await desk.core.openFile({ caller: desk.caller, kind: 'export', caseId });
        if (!reply.ok) throw new DeskError(reply.error.code, reply.error.message);
        await save(reply.value.stream, options.out);
        print(`${wanted} written to ${options.out}`);
      } finally {
        await desk.core.close();
      }
    });
}

async function findCase({ ask }: OperatedCore, wanted: string): Promise<string> {
  const { rows } = await ask('cases.list', { scope: 'all', filter: { words: wanted }, limit: 200 });
  const found = rows.find((row) => [row.reference.toLowerCase(), row.caseId, row.sourceId].includes(wanted) || row.reference.toLowerCase() === wanted.toLowerCase());
  if (found) return found.caseId;
  if (/^[0-9a-f-]{36}$/.test(wanted)) return wanted;
  throw notFound('case', wanted);
}

async function save(stream: ReadableStream<Uint8Array>, out: string): Promise<void> {
  const temp = `${out}.part`;
  try {
    await pipeline(Readable.fromWeb(stream as import('node:stream/web').ReadableStream), createWriteStream(temp));
    await rename(temp, out);
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
}

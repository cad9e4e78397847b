import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { GivenAnchors, LogProof, VerifyResult } from '../contract/audit.ts';
import { DeskError } from '../core/fault.ts';
import { keepFile } from './keepFile.ts';
import { withDesk, type DataOptions, type OpenDesk } from './openDesk.ts';
import { note, plain, print, printJson, type ExitCode } from './output.ts';

type VerifyOptions = DataOptions & { json?: boolean; anchors?: string[]; export?: string; words?: boolean };

/**
 * `desk verify`: checks the log, the rows it covers, its checkpoints, the anchors given and every evidence file. 1 when something does not hold.
 * `--export` writes the log that was read. Works beside a running desk.
 */
export async function verify({ json, anchors = [], export: out, words = true, ...data }: VerifyOptions): Promise<ExitCode> {
  const given = await Promise.all(anchors.map(readAnchorFile));
  const result = await withDesk(data, 'read', '`desk verify`', async (desk) => {
    if (out !== undefined) await exportLog(desk, out, words);
    return desk.ask('audit.verify', { anchors: given });
  });
  if (json) printJson(result);
  else print(sayResult(result));
  return result.ok && result.evidence.broken.length === 0 ? 0 : 1;
}

/** `desk anchor --out FILE`: the newest checkpoint as a file to give away. Works beside a running desk. */
export async function anchor({ out, ...data }: DataOptions & { out: string }): Promise<ExitCode> {
  await withDesk(data, 'read', '`desk anchor`', async ({ ask }) => {
    const newest = await ask('audit.anchor', {});
    if (!newest) throw new DeskError('NOT_FOUND', 'Nothing is signed on this desk yet. The first start of the console signs the log.');
    await keepFile(new Blob([newest.text]).stream(), resolve(out));
    note(`The anchor of entry ${newest.size} is in ${out}. Give it to somebody who does not own this machine.`);
  });
  return 0;
}

async function exportLog(desk: OpenDesk, out: string, withWords: boolean): Promise<void> {
  const reply = await desk.core.openFile({ kind: 'log', withWords, caller: { sessionId: desk.sessionId } });
  if (!reply.ok) throw new DeskError(reply.error.code, reply.error.message);
  await keepFile(reply.value.stream, resolve(out));
  note(`The log is in ${out} (${reply.value.size} bytes)${withWords ? ', with its personal words' : ', without its words'}. docs/verify_log.py checks it.`);
}

async function readAnchorFile(path: string): Promise<GivenAnchors> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new DeskError('NOT_FOUND', `There is no file ${path}.`);
    throw error;
  });
  return { heldBy: path.slice(-200), text };
}

const tones: Record<LogProof['sentences'][number]['tone'], string> = { proved: '+', open: '?', broken: '!' };

function sayResult({ ok, entries, firstBroken, proof, evidence }: VerifyResult): string {
  return [
    firstBroken ? `The log does not hold${firstBroken.seq > 0 ? `, first at entry ${firstBroken.seq} of ${entries}` : ''}: ${plain(firstBroken.message)}` : `The log holds: ${entries} entries, each sealed by the next.`,
    ...proof.sentences.map(({ tone, words }) => `  ${tones[tone]} ${plain(words)}`),
    evidence.broken.length === 0 ? `The evidence holds: ${evidence.checked} files checked.` : `${evidence.broken.length} of ${evidence.checked} evidence files do not hold:`,
    ...evidence.broken.map(({ label, caseId, message }) => `  ${plain(label)} of case ${caseId}: ${plain(message)}`),
    ...(ok ? [] : ['+ proven, ? left open, ! broken. Nothing was changed by this check.']),
  ].join('\n');
}

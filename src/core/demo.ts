import type { EvidenceFile } from './cases/storeEvidence.ts';
import { loadDocket, type MadeCase } from './db/seed/docket.ts';
import { deskItself, type Desk } from './desk.ts';
import { keepFile } from './evidence/keep.ts';
import { takeInCase } from './intake/takeInCase.ts';
import { makeCases } from './made/makeCases.ts';

/** What a demo is filled with: the sample docket, or so many generated `cases`, `decided` of 100 of them ruled on already. */
export type DemoOrder = { cases?: number | undefined; seed: string; decided: number };

const running = new WeakMap<Desk, AbortController>();

/** Fills the desk with the sample docket, dated as if today were its day, or with generated cases. Returns how many came in and how many of those are decided. */
export async function fillDemo(desk: Desk, { cases, seed, decided }: DemoOrder): Promise<{ created: number; decided: number }> {
  if (cases === undefined) return { created: await fillDocket(desk), decided: 0 };
  const control = new AbortController();
  running.set(desk, control);
  try {
    return await makeCases(desk, { cases, seed, decided, signal: control.signal, onProgress: (step, done, of) => desk.events.emit({ type: 'demo.filled', step, done, of }) });
  } finally {
    running.delete(desk);
  }
}

/** Has cases that are being generated end with those that are there. */
export function stopDemo(desk: Desk): void {
  running.get(desk)?.abort();
}

async function fillDocket(desk: Desk): Promise<number> {
  let created = 0;
  for await (const made of loadDocket({ anchor: new Date(desk.clock()) })) {
    const { result } = await takeInCase(desk, await keepMade(desk, made), null, deskItself, 'demo', { raw: [] });
    if (result === 'created') created += 1;
  }
  return created;
}

async function keepMade(desk: Desk, made: MadeCase) {
  const byPath = new Map(made.files.map((file) => [file.path, file]));
  const files = new Map<string, EvidenceFile>();
  const faults: { code: string; path: string; message: string }[] = [];
  for (const item of made.caseDocument.evidence) {
    const file = item.path === null ? undefined : byPath.get(item.path);
    if (!file || item.path === null) continue;
    const { sha256 } = await keepFile(desk, once(file.bytes));
    const isWhole = sha256 === item.sha256;
    if (!isWhole) faults.push({ code: 'FILE_CHECKSUM_DIFFERS', path: `data/${item.path}`, message: 'The file differs from its checksum in manifest-sha256.txt.' });
    files.set(item.id, {
      sha256,
      state: isWhole ? 'good' : 'damaged',
      words: isWhole ? null : 'The file differs from the checksum in the bundle: it was changed or damaged on the way.',
    });
  }
  const integrity = { kind: 'bundle' as const, valid: faults.length === 0, complete: true, faults, warnings: [] };
  return { neutral: made.caseDocument, files, integrity, carriedRuling: null };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

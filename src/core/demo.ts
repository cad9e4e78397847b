import type { EvidenceFile } from './cases/storeEvidence.ts';
import { loadDocket, makeCases, type MadeCase } from './db/seed/docket.ts';

import { deskItself, type Desk } from './desk.ts';
import { keepFile } from './evidence/keep.ts';
import { takeInCase } from './intake/takeInCase.ts';

/** Fills the desk with the sample docket, dated as if today were its day, or with `cases` generated ones. Returns how many came in. */
export async function fillDemo(desk: Desk, { cases, seed }: { cases?: number | undefined; seed: string }): Promise<number> {
  const anchor = new Date(desk.clock());
  let created = 0;
  for await (const made of cases === undefined ? loadDocket({ anchor }) : makeCases({ count: cases, seed, anchor })) {
    const incoming = await keepMade(desk, made);
    const { result } = await takeInCase(desk, incoming, null, deskItself, 'demo', { raw: [] });
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

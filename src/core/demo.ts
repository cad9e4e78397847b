import type { EvidenceFile } from './cases/storeEvidence.ts';
import { between, randomFrom } from './db/seed/docket/random.ts';
import { loadDocket, makeCases, type MadeCase } from './db/seed/docket.ts';
import { decideMade, seatMadeMediators } from './demoDecide.ts';
import { deskItself, type Desk } from './desk.ts';
import { keepFile } from './evidence/keep.ts';
import { takeInCase } from './intake/takeInCase.ts';

/**
 * Fills the desk with the sample docket, dated as if today were its day, or with `cases` generated ones, `decided` of 100 of them ruled on
 * already. Returns how many came in and how many of those are decided.
 */
export async function fillDemo(desk: Desk, { cases, seed, decided }: { cases?: number | undefined; seed: string; decided: number }): Promise<{ created: number; decided: number }> {
  const anchor = new Date(desk.clock());
  const mediators = decided > 0 && cases !== undefined ? await seatMadeMediators(desk) : [];
  const random = randomFrom(`${seed} decided`);
  const count = { created: 0, decided: 0 };
  for await (const made of cases === undefined ? loadDocket({ anchor }) : makeCases({ count: cases, seed, anchor })) {
    const incoming = await keepMade(desk, made);
    const { result, caseId } = await takeInCase(desk, incoming, null, deskItself, 'demo', { raw: [] });
    if (result !== 'created') continue;
    count.created += 1;
    if (mediators.length > 0 && between(random, 1, 100) <= decided && (await decideMade(desk, caseId, mediators, random))) count.decided += 1;
  }
  return count;
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

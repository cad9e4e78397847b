import { basename } from 'node:path';
import { z } from 'zod';
import type { ImportedCase, FailedFile } from '../../contract/intake.ts';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import { RulingDocument, TriageDocument } from '../../contract/rulings.ts';
import type { EvidenceFile } from '../cases/storeEvidence.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { keepFile } from '../evidence/keep.ts';
import type { Bundle, BundleFile } from './bundle/openBundle.ts';
import type { GivenPath } from './collect.ts';
import { placeholderCase } from './placeholder.ts';
import { takeInCase } from './takeInCase.ts';

/** Takes an opened bundle in: keeps its files, then the case. A container that is no bag makes no case and says why. */
export async function takeInBundle(desk: Desk, bundle: Bundle, { path, name }: GivenPath, by: SignedIn, importId: string, signal: AbortSignal): Promise<ImportedCase | FailedFile> {
  if (bundle.kind === 'unknown') {
    const [fault] = bundle.faults;
    return { path: name, code: fault?.code ?? 'FILE_UNKNOWN', message: fault?.message ?? 'This is no bundle.', at: fault?.path ?? null };
  }
  const neutral = bundle.caseDocument ?? placeholderCase(bundle, basename(path));
  const faults = [...bundle.faults];
  // Without this a bag of files would be served to a mediator as if somebody had complained about something.
  if (bundle.kind === 'bag') faults.unshift({ code: 'CASE_MISSING', path: 'data/case.json', message: 'There is no case document: nobody said which dispute these files belong to. They can be looked at here.' });
  const carriedRuling = readDocument(RulingDocument, bundle.rulingJson, 'data/ruling.json', faults);
  const triage = readDocument(TriageDocument, bundle.triageJson, 'data/triage.json', faults);
  const files = await keepEvidence(desk, neutral, bundle, signal);
  const incoming = {
    neutral,
    files,
    integrity: { kind: bundle.caseDocument ? ('bundle' as const) : ('bag' as const), valid: bundle.valid, complete: bundle.complete, faults, warnings: bundle.warnings },
    carriedRuling,
  };
  const stored = await takeInCase(desk, incoming, triage, by, importId, []);
  return {
    ...stored,
    paths: [name],
    mapped: countValues(neutral),
    unmapped: neutral.unmapped,
    warnings: bundle.warnings.map(({ code, path, message }) => ({ code, message: path === null ? message : `${path}: ${message}` })),
    faults,
  };
}

async function keepEvidence(desk: Desk, neutral: NeutralCase, bundle: Bundle, signal: AbortSignal): Promise<Map<string, EvidenceFile>> {
  const byPath = new Map(bundle.files.map((file) => [file.path, file]));
  const kept = new Map<string, EvidenceFile>();
  for (const item of neutral.evidence) {
    if (item.path === null) continue;
    const file = byPath.get(`data/${item.path}`);
    if (!file || file.location === null || file.state === 'missing') {
      kept.set(item.id, { sha256: null, state: 'missing', words: 'The bundle names this file but does not hold it.' });
      continue;
    }
    const { sha256 } = await keepFile(desk, file.read(), signal);
    const words = sayDamage(file, item.sha256, sha256);
    kept.set(item.id, { sha256, state: words ? 'damaged' : 'good', words });
  }
  return kept;
}

function sayDamage(file: BundleFile, declared: string | null, actual: string): string | null {
  if (file.state === 'damaged') return 'The file differs from the checksum in the bundle: it was changed or damaged on the way.';
  if (file.state === 'unlisted') return "The bundle's list of checksums does not cover this file, so nothing proves that it is whole.";
  if (declared !== null && declared !== actual) return 'The file differs from the checksum in case.json.';
  return null;
}

function readDocument<Value>(schema: z.ZodType<Value>, bytes: Uint8Array | null, path: string, faults: Bundle['faults']): Value | null {
  if (bytes === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    if (parsed.success) return parsed.data;
    faults.push({ code: 'CASE_DOCUMENT_INVALID', path, message: `${path} does not follow its schema: ${z.prettifyError(parsed.error)}` });
  } catch {
    faults.push({ code: 'CASE_DOCUMENT_INVALID', path, message: `${path} is no JSON in UTF-8.` });
  }
  return null;
}

/** How many values a document states. */
function countValues(value: unknown): number {
  if (value === null || value === '') return 0;
  if (typeof value !== 'object') return 1;
  return Object.values(value).reduce((sum: number, one) => sum + countValues(one), 0);
}

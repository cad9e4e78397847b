import { basename } from 'node:path';
import type { ImportedCase, FailedFile } from '../../contract/intake.ts';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import { readAnchors } from '../audit/checkpointText.ts';
import { keepAnchors } from '../audit/keepAnchors.ts';
import type { EvidenceFile } from '../cases/storeEvidence.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { vaultDir } from '../evidence/keep.ts';
import { settleSealed } from '../evidence/vault/sealFile.ts';
import type { Bundle, BundleFile } from './bundle/openBundle.ts';
import type { GivenPath } from './collect.ts';
import { countBundle, documentPath } from './countBundle.ts';
import type { ReadDocument } from './documents/documentWork.ts';
import { DocumentTooMuch, readAside } from './documents/readAside.ts';
import { placeholderCase } from './placeholder.ts';
import { takeInCase, type RawFile } from './takeInCase.ts';

/** Takes an opened bundle in: keeps its files, then the case. A container that is no bag makes no case and says why. */
export async function takeInBundle(desk: Desk, bundle: Bundle, { path, name }: GivenPath, by: SignedIn, importId: string, signal: AbortSignal): Promise<ImportedCase | FailedFile> {
  if (bundle.kind === 'unknown') {
    const [fault] = bundle.faults;
    return { path: name, code: fault?.code ?? 'FILE_UNKNOWN', message: fault?.message ?? 'This is no bundle.', at: fault?.path ?? null };
  }
  const neutral = bundle.caseDocument ?? placeholderCase(bundle, basename(path));
  const matches = bundle.caseDocument ? bundle.caseFiles : new Map(neutral.evidence.map((item) => [item.id, `data/${item.path}`]));
  const faults = [...bundle.faults];
  // Without this a bag of files would be served to a mediator as if somebody had complained about something.
  if (bundle.kind === 'bag') faults.unshift({ code: 'CASE_MISSING', path: 'data/case.json', message: 'There is no case document: nobody said which dispute these files belong to. They can be looked at here.' });
  const carriedRuling = await readBeside('data/ruling.json', bundle.rulingJson && readAside('ruling', bundle.rulingJson, signal), faults);
  const triage = await readBeside('data/triage.json', bundle.triageJson && readAside('triage', bundle.triageJson, signal), faults);
  const sealed = bundle.files.flatMap((file) => file.sealed ?? []);
  signal.throwIfAborted();
  if (bundle.stagingDir !== null) await settleSealed(sealed.map((file) => file.name), bundle.stagingDir, vaultDir(desk));
  const incoming = {
    neutral,
    files: filesOf(neutral, bundle, matches),
    integrity: { kind: bundle.caseDocument ? ('bundle' as const) : ('bag' as const), valid: bundle.valid, complete: bundle.complete, faults, warnings: bundle.warnings },
    carriedRuling,
  };
  const stored = await takeInCase(desk, incoming, triage, by, importId, { ...sortFiles(bundle, matches, name), sealed });
  if (bundle.anchorText !== null) await keepOwnAnchor(desk, bundle.anchorText, name, by);
  return {
    ...stored,
    paths: [name],
    mapped: countValues(neutral),
    unmapped: neutral.unmapped,
    warnings: bundle.warnings.map(({ code, path, message }) => ({ code, message: path === null ? message : `${path}: ${message}` })),
    faults,
    bundle: countBundle(neutral, bundle, matches),
  };
}

/** An anchor of this desk's own log that travelled with a bundle has been outside: it is kept. Those of other desks say nothing here. */
async function keepOwnAnchor(desk: Desk, text: string, bundle: string, by: SignedIn): Promise<void> {
  const { checkpoints } = readAnchors(text);
  if (checkpoints.length > 0) await desk.write((tx) => keepAnchors(tx, checkpoints, `the bundle ${basename(bundle)}`.slice(0, 200), by));
}

/** What came of each evidence item's file. */
function filesOf(neutral: NeutralCase, bundle: Bundle, matches: ReadonlyMap<string, string>): Map<string, EvidenceFile> {
  const byPath = new Map(bundle.files.map((file) => [file.path, file]));
  const files = new Map<string, EvidenceFile>();
  for (const item of neutral.evidence) {
    if (item.path === null) continue;
    const file = byPath.get(matches.get(item.id) ?? '');
    if (!file?.sealed) {
      const words = file?.state === 'damaged' ? 'The disk did not give this file.' : 'The bundle names this file but does not hold it.';
      files.set(item.id, { sha256: null, state: 'missing', words });
      continue;
    }
    const words = sayDamage(file, item.sha256);
    files.set(item.id, { sha256: file.sealed.sha256, state: words ? 'damaged' : 'good', words });
  }
  return files;
}

/** The documents the case was read from, and files that no evidence item names: nothing that came in a bundle is thrown away. */
function sortFiles(bundle: Bundle, matches: ReadonlyMap<string, string>, name: string): { raw: RawFile[]; uncited: RawFile[] } {
  const cited = new Set(matches.values());
  const here = bundle.files.flatMap(({ path, sealed }) => (sealed && !cited.has(path) ? [{ path: `${name}/${path}`, sha256: sealed.sha256, isDocument: documentPath.test(path) }] : []));
  const pick = (isDocument: boolean) => here.filter((file) => file.isDocument === isDocument).map(({ path, sha256 }) => ({ path, sha256 }));
  return { raw: pick(true), uncited: pick(false) };
}

function sayDamage(file: BundleFile, declared: string | null): string | null {
  if (file.state === 'damaged') return 'The file differs from the checksum in the bundle: it was changed or damaged on the way.';
  if (file.state === 'unlisted') return "The bundle's list of checksums does not cover this file, so nothing proves that it is whole.";
  if (declared !== null && declared !== file.sha256) return 'The file differs from the checksum in case.json.';
  return null;
}

/** A document that travels with the case; null, with a fault, when it cannot be read. */
async function readBeside<Value>(path: string, read: Promise<ReadDocument<Value>> | null, faults: Bundle['faults']): Promise<Value | null> {
  const found = await read?.catch((error: unknown): ReadDocument<Value> => {
    if (!(error instanceof DocumentTooMuch)) throw error;
    return { ok: false, message: `was not read. ${error.message}` };
  });
  if (!found || found.ok) return found?.value ?? null;
  faults.push({ code: 'CASE_DOCUMENT_INVALID', path, message: `${path} ${found.message}` });
  return null;
}

/** How many values a document states. */
function countValues(value: unknown): number {
  if (value === null || value === '') return 0;
  if (typeof value !== 'object') return 1;
  return Object.values(value).reduce((sum: number, one) => sum + countValues(one), 0);
}

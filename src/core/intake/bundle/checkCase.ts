import type { NeutralCase } from '../../../contract/neutralCase.ts';
import { DocumentTooMuch, readAside } from '../documents/readAside.ts';
import type { PayloadFile } from './bagPayload.ts';
import type { BundleReport } from './bundleReport.ts';
import { isEvidencePath } from './evidencePath.ts';

const casePath = 'data/case.json';

/** A case with the files its evidence items name, by the id of the item; one whose file is not in the bag is left out. */
export type CheckedCase = { document: NeutralCase; matches: Map<string, PayloadFile> };

/** Checks data/case.json: readable, of the schema, and telling the truth about the files of the bag. Gives the case and what each item's file is, when it is whole. */
export async function checkCase(bytes: Uint8Array, files: PayloadFile[], report: BundleReport, signal?: AbortSignal): Promise<CheckedCase | null> {
  const read = await readAside('case', bytes, signal).catch(tooMuch);
  if (!read.ok) {
    for (const { code, message } of read.faults) report.fault(code, casePath, message);
    return null;
  }
  return { document: read.value, matches: checkEvidence(read.value, files, report) };
}

function tooMuch(error: unknown): { ok: false; faults: { code: string; message: string }[] } {
  if (!(error instanceof DocumentTooMuch)) throw error;
  return { ok: false, faults: [{ code: 'CASE_TOO_LARGE', message: `case.json: ${error.message} It is kept, and so are the files beside it.` }] };
}

/** Compares each evidence item that names a file with the bag, and tells evidence files that no item names. */
function checkEvidence(caseDocument: NeutralCase, files: PayloadFile[], report: BundleReport): Map<string, PayloadFile> {
  const byName = new Map(files.map((file) => [file.path.normalize('NFC'), file]));
  const byPath = new Map(files.map((file) => [file.path, file]));
  const cited = new Map<string, PayloadFile>();
  for (const item of caseDocument.evidence) {
    if (item.path === null) continue;
    const path = `data/${item.path}`;
    if (!isEvidencePath(item.path)) {
      report.fault('CASE_PATH_OUTSIDE', path, `Evidence ${item.id} names a path that is not evidence/<side>/<name>.`);
      continue;
    }
    const file = byPath.get(path) ?? byName.get(path.normalize('NFC'));
    if (file === undefined || file.state === 'missing') {
      report.fault('CASE_FILE_NOT_IN_BAG', path, `Evidence ${item.id} names this file, but it is not in the bag.`);
      continue;
    }
    cited.set(item.id, file);
    if (item.sha256 !== null && item.sha256 !== file.sha256) {
      report.fault('CASE_HASH_DIFFERS', path, `The file is not the one case.json describes: its sha-256 differs from that of evidence ${item.id}.`);
    }
    if (item.size !== null && item.size !== file.size) {
      report.fault('CASE_SIZE_DIFFERS', path, `case.json says ${item.size} bytes for evidence ${item.id}, the file has ${file.size ?? 0}.`);
    }
  }
  const named = new Set(cited.values());
  for (const file of files) {
    if (!file.path.startsWith('data/evidence/') || named.has(file) || file.state === 'missing') continue;
    report.warn('CASE_FILE_NOT_CITED', file.path, 'No evidence item of case.json names this file.');
  }
  return cited;
}

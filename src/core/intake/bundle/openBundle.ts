import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { caseLimits } from '../../../contract/caseLimits.ts';
import type { IntakeFault } from '../../../contract/caseFile.ts';
import type { NeutralCase } from '../../../contract/neutralCase.ts';
import { makeRoom } from '../../evidence/vault/makeRoom.ts';
import { openSealed } from '../../evidence/vault/openSealed.ts';
import { stagedPath } from '../../evidence/vault/sealedPath.ts';
import type { BagInfoField } from './bagInfo.ts';
import { manifestNameOf } from './bagManifest.ts';
import type { PayloadFile } from './bagPayload.ts';
import { createReport } from './bundleReport.ts';
import type { BundleReport } from './bundleReport.ts';
import { checkBag } from './checkBag.ts';
import { checkCase } from './checkCase.ts';
import type { FileTree } from './fileTree.ts';
import { FolderTooLarge, openFolderTree } from './folderTree.ts';
import { openZip } from './openZip.ts';
import { anchorTagFile } from './writeBundle.ts';
import { defaultLimits } from './zipLimits.ts';
import type { BundleLimits } from './zipLimits.ts';
import { ArchiveRefused } from './zipRefusal.ts';
import { openZipTree, readAll } from './zipTree.ts';

/** A payload file of an opened bundle; `path` is inside the bag (data/evidence/buyer/x.jpg). */
export type BundleFile = PayloadFile & {
  /** The bytes, for as long as the bundle is open. Rejects when they are missing or were not kept. */
  read(): Promise<AsyncIterable<Uint8Array>>;
};

/** What was found at a path. `valid` and `complete` speak of the container and RFC 8493, `kind` of what it is for this desk. */
export type Bundle = {
  kind: 'bundle' | 'bag' | 'unknown';
  version: string | null;
  valid: boolean;
  complete: boolean;
  faults: IntakeFault[];
  warnings: IntakeFault[];
  info: BagInfoField[];
  files: BundleFile[];
  /** The content of data/case.json, ruling.json and triage.json as they came, faults or not; null when absent or too large. */
  caseJson: Uint8Array | null;
  rulingJson: Uint8Array | null;
  triageJson: Uint8Array | null;
  /** The anchor of the log of the desk that wrote it, as text that anybody may have put there; null when there is none. */
  anchorText: string | null;
  /** The case, when data/case.json is whole. */
  caseDocument: NeutralCase | null;
  /** The path in `files` of what each evidence item of the case names, by the item's id; its own spelling may be another. */
  caseFiles: Map<string, string>;
  /** Where the sealed copies of the files wait; null when nothing is kept. */
  stagingDir: string | null;
  /** Removes the sealed copies that nobody took. */
  dispose(): Promise<void>;
};

/** `quarantineDir`: where the payload is sealed, on the vault's disk; null to check without keeping. `onProgress`: bytes read of all bytes. */
export type OpenOptions = {
  quarantineDir: string | null;
  limits?: BundleLimits;
  signal?: AbortSignal;
  onProgress?: (progress: { done: number; total: number }) => void;
};

/** Faults that leave a bag complete in the sense of RFC 8493: everything is there, but some of it is not what it was. */
const damageCodes = new Set(['FILE_CHECKSUM_DIFFERS', 'BAG_TAG_FILE_CHECKSUM']);

/**
 * Opens a folder or .zip as a bundle. Faults of the content are in the result, never thrown; a refused archive gives the report only and
 * leaves nothing behind. Throws when the disk fails or the signal aborts, again leaving nothing.
 */
export async function openBundle(path: string, options: OpenOptions): Promise<Bundle> {
  const report = createReport();
  const limits = options.limits ?? defaultLimits;
  try {
    const found = await stat(path);
    if (found.isDirectory()) return await openFolder(path, limits, report, options);
    if (found.isFile()) return await openArchive(path, limits, report, options);
    report.fault('FILE_IS_SPECIAL', null, 'This is neither a file nor a folder.');
  } catch (error) {
    tellWhy(error, report);
  }
  return nothing(report);
}

function tellWhy(error: unknown, report: BundleReport): void {
  if (error instanceof ArchiveRefused) {
    report.faults.length = 0;
    report.warnings.length = 0;
    report.fault(error.code, error.path, error.message);
  } else if (error instanceof FolderTooLarge) report.fault('BAG_TOO_MANY_FILES', null, error.message);
  else if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
    report.fault('FILE_NOT_FOUND', null, 'There is no file or folder at this path.');
  } else if (error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')) {
    report.fault('FILE_NOT_READABLE', null, 'This desk has no permission to read the file or folder.');
  } else throw error;
}

async function openFolder(path: string, limits: BundleLimits, report: BundleReport, options: OpenOptions): Promise<Bundle> {
  const tree = await openFolderTree(path, limits.entries);
  if (looksLikeBag(tree.files.map((file) => file.path), '')) return openTree(tree, report, options);
  report.fault('BAG_DECLARATION_MISSING', null, 'The folder is no bag: it has no bagit.txt.');
  return nothing(report);
}

async function openArchive(path: string, limits: BundleLimits, report: BundleReport, options: OpenOptions): Promise<Bundle> {
  const zip = await openZip(path, limits);
  const prefix = findRoot(zip.entries.map((entry) => entry.name));
  if (prefix === null) {
    try {
      await readAll(zip.path, zip.entries, options.signal);
    } finally {
      await zip.close();
    }
    report.fault('BAG_DECLARATION_MISSING', null, 'The archive is no bag: it has no bagit.txt at its root or in its one top-level folder.');
    return nothing(report);
  }
  return openTree(openZipTree(zip, prefix), report, options);
}

async function openTree(tree: FileTree, report: BundleReport, options: OpenOptions): Promise<Bundle> {
  let stagingDir: string | null = null;
  try {
    stagingDir = options.quarantineDir === null ? null : await makeStaging(options.quarantineDir, tree);
    const { version, info, files } = await checkBag(tree, report, { signal: options.signal, onBytes: progressOf(tree, options), stagingDir });
    const valid = report.faults.length === 0;
    const complete = report.faults.every((fault) => damageCodes.has(fault.code));
    const caseJson = await readJson(tree, 'data/case.json', report);
    const checked = caseJson === null ? null : await checkCase(caseJson, files, report, options.signal);
    const rulingJson = await readJson(tree, 'data/ruling.json', report);
    const triageJson = await readJson(tree, 'data/triage.json', report);
    const anchorText = await readAnchorText(tree);
    const isBundle = files.some((file) => file.path === 'data/case.json' && file.state !== 'missing');
    return {
      kind: isBundle ? 'bundle' : 'bag',
      version,
      valid,
      complete,
      faults: report.faults,
      warnings: report.warnings,
      info,
      files: files.map((file) => ({ ...file, read: () => readStaged(file, stagingDir) })),
      caseJson,
      rulingJson,
      triageJson,
      anchorText,
      caseDocument: checked?.document ?? null,
      caseFiles: new Map([...(checked?.matches ?? [])].map(([id, file]) => [id, file.path])),
      stagingDir,
      dispose: () => removeStaging(stagingDir),
    };
  } catch (error) {
    await removeStaging(stagingDir);
    throw error;
  } finally {
    await tree.close();
  }
}

async function makeStaging(quarantineDir: string, tree: FileTree): Promise<string> {
  await makeRoom(quarantineDir, tree.files.reduce((sum, file) => sum + file.size, 0));
  return mkdtemp(join(quarantineDir, 'bundle-'));
}

async function removeStaging(stagingDir: string | null): Promise<void> {
  if (stagingDir !== null) await rm(stagingDir, { recursive: true, force: true });
}

async function readStaged({ path, sealed }: PayloadFile, stagingDir: string | null): Promise<AsyncIterable<Uint8Array>> {
  if (sealed === null || stagingDir === null) throw new Error(`The file ${path} is not here.`);
  return openSealed(stagedPath(stagingDir, sealed.name), sealed.key, sealed.size);
}

async function readJson(tree: FileTree, path: string, report: BundleReport): Promise<Uint8Array | null> {
  if (!tree.files.some((file) => file.path === path)) return null;
  const bytes = await tree.readSmall(path, caseLimits.documentBytes);
  if (bytes === null) report.fault('CASE_TOO_LARGE', path, `${path} is larger than ${caseLimits.documentBytes / 1024 ** 2} MiB and was not read. It is kept, and so are the files beside it.`);
  return bytes;
}

/** One line is enough; a larger file is somebody else's. */
async function readAnchorText(tree: FileTree): Promise<string | null> {
  if (!tree.files.some((file) => file.path === anchorTagFile)) return null;
  const bytes = await tree.readSmall(anchorTagFile, 4_096);
  return bytes && Buffer.from(bytes).toString('utf8');
}

function progressOf(tree: FileTree, options: OpenOptions): (bytes: number) => void {
  const total = tree.files.reduce((sum, file) => sum + file.size, 0);
  let done = 0;
  return (bytes) => {
    done = Math.min(total, done + bytes);
    options.onProgress?.({ done, total });
  };
}

/** The bag's place in an archive: '' at the root, 'name/' in the one top-level folder, null when there is none. */
function findRoot(paths: string[]): string | null {
  if (looksLikeBag(paths, '')) return '';
  const tops = new Set(paths.map((path) => path.slice(0, path.indexOf('/') + 1)));
  const [top] = tops;
  return tops.size === 1 && top !== undefined && top !== '' && looksLikeBag(paths, top) ? top : null;
}

/** A bag that lost its bagit.txt is still a bag, if an invalid one: it has a payload and a manifest. */
function looksLikeBag(paths: string[], prefix: string): boolean {
  if (paths.includes(`${prefix}bagit.txt`)) return true;
  const hasPayload = paths.some((path) => path.startsWith(`${prefix}data/`));
  return hasPayload && paths.some((path) => path.startsWith(prefix) && manifestNameOf(path.slice(prefix.length)) !== null);
}

function nothing(report: BundleReport): Bundle {
  const none = { info: [], files: [], caseJson: null, rulingJson: null, triageJson: null, anchorText: null, caseDocument: null, caseFiles: new Map<string, string>(), stagingDir: null };
  const { faults, warnings } = report;
  return { kind: 'unknown', version: null, valid: false, complete: false, faults, warnings, ...none, dispose: () => Promise.resolve() };
}

import type { ListedFile } from './bagFileLists.ts';
import type { Manifest } from './bagManifest.ts';
import type { BundleReport } from './bundleReport.ts';
import type { FileTree, ReadOptions, TreeFile } from './fileTree.ts';

/** A payload file and what became of it; `size` and `sha256` are those of the bytes that are here, null for a missing file. */
export type PayloadFile = { path: string; size: number | null; sha256: string | null; state: 'good' | 'damaged' | 'missing' | 'unlisted' };

/** Reads every payload file once, compares it with every manifest that can be checked, and tells missing, unlisted and damaged ones. */
export async function checkPayload(
  tree: FileTree,
  payload: TreeFile[],
  manifests: Manifest[],
  listed: Map<string, ListedFile>,
  fetchable: Set<string>,
  report: BundleReport,
  options: ReadOptions,
): Promise<PayloadFile[]> {
  const files: PayloadFile[] = [];
  const checkable = manifests.flatMap(({ fileName, algorithm: { node, name } }) => (node === null ? [] : [{ fileName, node, name }]));
  for (const { path, size } of payload) {
    const digests = await readDigests(tree, path, ['sha256', ...checkable.map(({ node }) => node)], report, options);
    if (digests === null) {
      files.push({ path, size, sha256: null, state: 'damaged' });
      continue;
    }
    const entry = listed.get(path);
    const state = entry === undefined ? tellUnlisted(path, report) : compare(entry, checkable, digests, report);
    files.push({ path, size, sha256: digests.get('sha256') ?? null, state });
  }
  for (const { key, path } of listed.values()) {
    if (path !== null) continue;
    if (!fetchable.has(key)) report.fault('FILE_MISSING', key, 'This file is listed but not in the bag.');
    files.push({ path: key, size: null, sha256: null, state: 'missing' });
  }
  return files;
}

/** The checksums of a file; null, with a fault, when the disk cannot give its bytes: one bad file never stops the next. */
async function readDigests(tree: FileTree, path: string, algorithms: string[], report: BundleReport, options: ReadOptions): Promise<Map<string, string> | null> {
  try {
    return await tree.digest(path, algorithms, options);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['EACCES', 'EPERM', 'EIO', 'ENOENT', 'ELOOP'].includes(code)) throw error;
    report.fault('FILE_NOT_READABLE', path, `The disk did not give this file (${code}).`);
    return null;
  }
}

function tellUnlisted(path: string, report: BundleReport): 'unlisted' {
  report.fault('FILE_UNLISTED', path, 'This file is in the bag but in no payload manifest.');
  return 'unlisted';
}

type Checkable = { fileName: string; node: string; name: string }[];

/** A file is good when every checksum that can be checked is right and there is at least one. */
function compare(file: ListedFile, checkable: Checkable, digests: Map<string, string>, report: BundleReport): PayloadFile['state'] {
  let checked = 0;
  let isDamaged = false;
  for (const { fileName, node, name } of checkable) {
    const expected = file.checksums.get(fileName);
    if (expected === undefined || expected === null) continue;
    checked += 1;
    if (expected === digests.get(node)) continue;
    isDamaged = true;
    report.fault('FILE_CHECKSUM_DIFFERS', file.key, `The ${name} checksum of this file is not the one in ${fileName}: the file was changed or damaged.`);
  }
  if (isDamaged) return 'damaged';
  return checked > 0 ? 'good' : 'unlisted';
}

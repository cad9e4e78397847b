import type { SealedFile } from '../../evidence/vault/sealFile.ts';
import type { ListedFile } from './bagFileLists.ts';
import type { Manifest } from './bagManifest.ts';
import type { BundleReport } from './bundleReport.ts';
import type { CheckOptions, FileTree, ReadOptions, TreeFile } from './fileTree.ts';
import type { ReadResult } from './readAside.ts';
import { together } from './together.ts';

/**
 * A payload file and what became of it; `size` and `sha256` are those of the bytes that are here, null for a missing file. `sealed` is its
 * copy in the staging folder, null when it is missing or nothing is kept.
 */
export type PayloadFile = {
  path: string;
  size: number | null;
  sha256: string | null;
  state: 'good' | 'damaged' | 'missing' | 'unlisted';
  sealed: SealedFile | null;
};

/** Reads every payload file once, compares it with every manifest that can be checked, and tells missing, unlisted and damaged ones. */
export async function checkPayload(
  tree: FileTree,
  payload: TreeFile[],
  manifests: Manifest[],
  listed: Map<string, ListedFile>,
  fetchable: Set<string>,
  report: BundleReport,
  { stagingDir, ...options }: CheckOptions,
): Promise<PayloadFile[]> {
  const checkable = manifests.flatMap(({ fileName, algorithm: { node, name } }) => (node === null ? [] : [{ fileName, node, name }]));
  const algorithms = ['sha256', ...checkable.map(({ node }) => node)];
  const results = await together(payload, options.signal, ({ path }, signal) => readOne(tree, path, algorithms, stagingDir, { ...options, signal }));
  const files: PayloadFile[] = payload.map(({ path, size }, index) => {
    const result = results[index];
    if (!result || 'unreadable' in result) {
      report.fault('FILE_NOT_READABLE', path, result?.unreadable ?? 'This file was not read.');
      return { path, size, sha256: null, state: 'damaged', sealed: null };
    }
    const entry = listed.get(path);
    const state = entry === undefined ? tellUnlisted(path, report) : compare(entry, checkable, result.digests, report);
    return { path, size: result.sealed?.size ?? size, sha256: result.digests.get('sha256') ?? null, state, sealed: result.sealed };
  });
  for (const { key, path } of listed.values()) {
    if (path !== null) continue;
    if (!fetchable.has(key)) report.fault('FILE_MISSING', key, 'This file is listed but not in the bag.');
    files.push({ path: key, size: null, sha256: null, state: 'missing', sealed: null });
  }
  return files;
}

/** Reads a file; one that the disk cannot give never stops the next. */
async function readOne(tree: FileTree, path: string, algorithms: string[], stagingDir: string | null, options: ReadOptions): Promise<ReadResult | { unreadable: string }> {
  try {
    return await tree.read(path, algorithms, stagingDir, options);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'FILE_NOT_READABLE')) throw error;
    return { unreadable: error.message };
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

import type { ListedPath } from './bagPath.ts';
import type { BundleReport } from './bundleReport.ts';
import { comparableName } from './comparableName.ts';

/** Finds the file a manifest line means. `key` is the same for every spelling of one path, whether the file is there or not. */
export type BagIndex = {
  find(listed: ListedPath): { key: string; path: string | null };
};

/** Builds the index over the paths of the bag; tells each file once when it was found under another spelling. */
export function createIndex(paths: Iterable<string>, isStrict: boolean, report: BundleReport): BagIndex {
  const exact = new Set<string>();
  const normal = new Map<string, string>();
  const comparable = new Map<string, string>();
  for (const path of paths) {
    exact.add(path);
    if (!normal.has(path.normalize('NFC'))) normal.set(path.normalize('NFC'), path);
    if (!comparable.has(comparableName(path))) comparable.set(comparableName(path), path);
  }
  const told = new Set<string>();
  const tellOnce = (path: string, tell: () => void) => {
    if (!told.has(path)) tell();
    told.add(path);
  };
  return {
    find(listed) {
      if (exact.has(listed.path)) return { key: listed.path, path: listed.path };
      // Drafts before 1.0 did not encode the percent sign itself.
      if (!isStrict && exact.has(listed.raw)) return { key: listed.raw, path: listed.raw };
      const same = normal.get(listed.path.normalize('NFC'));
      if (same !== undefined) {
        tellOnce(same, () => report.warn('BAG_NAME_NORMALISED', same, 'The manifest spells this name in another Unicode form than the file; both are the same letters.'));
        return { key: same, path: same };
      }
      const alike = comparable.get(comparableName(listed.path));
      if (alike === undefined) return { key: listed.path.normalize('NFC'), path: null };
      // A draft's bag may come from a system that knows no case; its checksum still has to be right.
      const tell = isStrict ? report.fault : report.warn;
      tellOnce(alike, () => tell('BAG_NAME_CASE', alike, `The manifest spells this name ${listed.path}; the file's name differs in case.`));
      return { key: alike, path: alike };
    },
  };
}

import type { FetchLine } from './bagFetch.ts';
import type { BagIndex } from './bagIndex.ts';
import type { Manifest } from './bagManifest.ts';
import type { BundleReport } from './bundleReport.ts';

/** A payload file as the manifests list it: manifest file name -> its checksum there (null: not a usable one). */
export type ListedFile = { key: string; path: string | null; checksums: Map<string, string | null> };

/** Joins the lines of all payload manifests by file and tells lines that repeat, leave the payload or are missing somewhere. */
export function joinManifests(manifests: Manifest[], index: BagIndex, folders: Set<string>, isStrict: boolean, report: BundleReport): Map<string, ListedFile> {
  const listed = new Map<string, ListedFile>();
  for (const manifest of manifests) {
    for (const line of manifest.lines) {
      const { key, path } = index.find(line.listed);
      if (path === null && tellNoFile(line.listed.path, manifest.fileName, folders, report)) continue;
      if (!line.listed.path.startsWith('data/')) {
        report.fault('BAG_PATH_NOT_PAYLOAD', line.listed.path, `${manifest.fileName} lists a file that is not in the payload (data/).`);
        continue;
      }
      const file = listed.get(key) ?? { key, path, checksums: new Map<string, string | null>() };
      listed.set(key, file);
      const before = file.checksums.get(manifest.fileName);
      if (before !== undefined) tellRepeat(key, manifest, before !== line.checksum, isStrict, report);
      else file.checksums.set(manifest.fileName, line.isWellFormed ? line.checksum : null);
    }
  }
  tellDisagreement(manifests, listed, isStrict, report);
  return listed;
}

/** A line can name a folder, or a file in the spelling of Windows: RFC 8493 allows neither, and neither is a missing file. */
export function tellNoFile(path: string, fileName: string, folders: Set<string>, report: BundleReport): boolean {
  if (folders.has(path.replace(/\/$/, ''))) {
    report.fault('BAG_PATH_FOLDER', path, `${fileName} lists a folder; only files have checksums.`);
    return true;
  }
  if (!path.includes('\\')) return false;
  report.fault('BAG_PATH_BACKSLASH', path, `${fileName} separates the parts of a path by "\\" instead of "/".`);
  return true;
}

function tellRepeat(path: string, manifest: Manifest, isDifferent: boolean, isStrict: boolean, report: BundleReport): void {
  const tell = isStrict || isDifferent ? report.fault : report.warn;
  tell('BAG_MANIFEST_REPEATED', path, `${manifest.fileName} lists this file more than once${isDifferent ? ' with different checksums' : ''}.`);
}

/** RFC 8493: every payload file stands in every payload manifest. Drafts before 1.0 were content with one. */
function tellDisagreement(manifests: Manifest[], listed: Map<string, ListedFile>, isStrict: boolean, report: BundleReport): void {
  for (const file of listed.values()) {
    const without = manifests.filter((manifest) => !file.checksums.has(manifest.fileName)).map((manifest) => manifest.fileName);
    if (without.length === 0) continue;
    const tell = isStrict ? report.fault : report.warn;
    tell('BAG_MANIFESTS_DISAGREE', file.key, `This file is not listed in ${without.join(', ')}, but in another payload manifest.`);
  }
}

type FetchChecks = { manifests: Manifest[]; listed: Map<string, ListedFile>; index: BagIndex; sizes: Map<string, number>; isStrict: boolean };

/** Checks fetch.txt against the manifests and the files that are there; gives the keys of files still to be fetched. */
export function checkFetch(lines: FetchLine[], { manifests, listed, index, sizes, isStrict }: FetchChecks, report: BundleReport): Set<string> {
  const absent = new Set<string>();
  for (const { listed: name, length } of lines) {
    const { key, path } = index.find(name);
    const isListed = ({ fileName }: Manifest) => listed.get(key)?.checksums.has(fileName) === true;
    // Drafts before 1.0 were content with one manifest.
    if (!(isStrict ? manifests.every(isListed) : manifests.some(isListed))) {
      report.fault('BAG_FETCH_NOT_LISTED', name.path, `fetch.txt names this file, but ${isStrict ? 'not every payload manifest lists it' : 'no payload manifest does'}.`);
    }
    if (path === null) {
      absent.add(key);
      report.fault('BAG_FETCH_NOT_PRESENT', name.path, 'This file was left to be fetched (fetch.txt) and is not here; the desk fetches nothing.');
    } else if (length !== null && length !== sizes.get(path)) {
      report.fault('BAG_FETCH_LENGTH', name.path, `fetch.txt says ${length} bytes for this file, it has ${sizes.get(path) ?? 0}.`);
    }
  }
  return absent;
}

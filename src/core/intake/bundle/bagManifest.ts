import { algorithmOf } from './bagAlgorithms.ts';
import type { BagAlgorithm } from './bagAlgorithms.ts';
import { readListedPath } from './bagPath.ts';
import type { ListedPath } from './bagPath.ts';
import type { BundleReport } from './bundleReport.ts';
import { nameLimits } from './nameRules.ts';
import { splitLines } from './tagText.ts';

/** One line: a path and its checksum in lower-case hex; `isWellFormed` is false when the checksum cannot be one of its algorithm. */
export type ManifestLine = { listed: ListedPath; checksum: string; isWellFormed: boolean };

/** A payload manifest or tag manifest. */
export type Manifest = { fileName: string; isTagManifest: boolean; algorithm: BagAlgorithm; lines: ManifestLine[] };

/** Recognises `manifest-<algorithm>.txt` and `tagmanifest-<algorithm>.txt` in the bag's root. */
export function manifestNameOf(path: string): { isTagManifest: boolean; algorithm: BagAlgorithm; isExact: boolean } | null {
  const match = /^(tag)?manifest-([^/]+)\.txt$/i.exec(path);
  if (match === null) return null;
  const algorithm = algorithmOf(match[2] ?? '');
  const isTagManifest = match[1] !== undefined;
  return { isTagManifest, algorithm, isExact: path === `${isTagManifest ? 'tag' : ''}manifest-${algorithm.name}.txt` };
}

/** Reads a manifest line by line; a line that cannot be read is a fault and is left out. */
export function readManifest(fileName: string, text: string, isStrict: boolean, report: BundleReport): Manifest {
  const name = manifestNameOf(fileName);
  if (name === null) throw new Error(`${fileName} is no manifest.`);
  if (!name.isExact) {
    const tell = isStrict ? report.fault : report.warn;
    tell('BAG_MANIFEST_NAME', fileName, 'The name of this manifest does not spell its algorithm in lower-case letters and digits.');
  }
  const lines: ManifestLine[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    const match = /^([0-9a-zA-Z]+)[ \t]+(.+)$/s.exec(line);
    if (match === null) {
      const what = line.trim() === '' ? 'is blank' : 'is not "checksum path"';
      report.fault('BAG_MANIFEST_LINE', fileName, `Line ${index + 1} of ${fileName} ${what}.`);
      continue;
    }
    const listed = readListedPath(match[2] ?? '');
    if (listed.isTooLong) {
      report.fault('BAG_PATH_TOO_LONG', listed.path, `Line ${index + 1} of ${fileName} names a path of more than ${nameLimits.path} bytes, which no file of a bag can have; the line was passed over.`);
      continue;
    }
    tellOddPath(listed, fileName, index + 1, isStrict, report);
    if (listed.isOutside) continue;
    lines.push(readLine(name.algorithm, listed, match[1] ?? '', fileName, index + 1, report));
  }
  return { fileName, isTagManifest: name.isTagManifest, algorithm: name.algorithm, lines };
}

function readLine(algorithm: BagAlgorithm, listed: ListedPath, checksum: string, fileName: string, line: number, report: BundleReport): ManifestLine {
  const isHex = /^[0-9a-f]+$/i.test(checksum);
  const isWellFormed = algorithm.digits === null || (isHex && checksum.length === algorithm.digits);
  if (!isWellFormed) {
    report.fault('BAG_MANIFEST_CHECKSUM', listed.path, `Line ${line} of ${fileName} does not hold a checksum of ${algorithm.digits} hexadecimal digits.`);
  }
  return { listed, checksum: checksum.toLowerCase(), isWellFormed };
}

function tellOddPath(listed: ListedPath, fileName: string, line: number, isStrict: boolean, report: BundleReport): void {
  const tell = isStrict ? report.fault : report.warn;
  const where = `Line ${line} of ${fileName}`;
  if (listed.isOutside) report.fault('BAG_PATH_OUTSIDE', listed.path, `${where} names a path outside the bag; it was not opened.`);
  if (listed.hasAsterisk) tell('BAG_MANIFEST_ASTERISK', listed.path, `${where} has an asterisk before the path, as md5sum writes it.`);
  if (listed.hasNeedlessDot) report.warn('BAG_PATH_NEEDLESS_DOT', listed.path, `${where} has a needless "./" or "//" in its path.`);
  if (listed.hasStrayPercent) tell('BAG_PATH_PERCENT', listed.path, `${where} has a percent sign that is not written as %25.`);
}

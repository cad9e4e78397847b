import { readListedPath } from './bagPath.ts';
import type { ListedPath } from './bagPath.ts';
import type { BundleReport } from './bundleReport.ts';
import { nameLimits } from './nameRules.ts';
import { splitLines } from './tagText.ts';

/** A file that is to be had elsewhere. It is never fetched; `length` in bytes, null when not stated. */
export type FetchLine = { url: string; length: number | null; listed: ListedPath };

const path = 'fetch.txt';

/** Reads fetch.txt: "url length path" a line. Opens no connection. */
export function readFetch(text: string, isStrict: boolean, report: BundleReport): FetchLine[] {
  const lines: FetchLine[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    const match = /^(\S+)[ \t]+([0-9]+|-)[ \t]+(.+)$/s.exec(line);
    if (match === null || !/^[a-z][a-z0-9+.-]*:\S+$/i.test(match[1] ?? '')) {
      report.fault('BAG_FETCH_LINE', path, `Line ${index + 1} of fetch.txt is not "url length path".`);
      continue;
    }
    const listed = readListedPath(match[3] ?? '');
    if (listed.isTooLong) {
      report.fault('BAG_PATH_TOO_LONG', listed.path, `Line ${index + 1} of fetch.txt names a path of more than ${nameLimits.path} bytes, which no file of a bag can have; nothing was fetched.`);
      continue;
    }
    if (listed.hasStrayPercent) {
      const tell = isStrict ? report.fault : report.warn;
      tell('BAG_PATH_PERCENT', listed.path, `Line ${index + 1} of fetch.txt has a percent sign that is not written as %25.`);
    }
    if (listed.isOutside) {
      report.fault('BAG_FETCH_OUTSIDE', listed.path, `Line ${index + 1} of fetch.txt names a path outside the bag; nothing was fetched.`);
      continue;
    }
    if (listed.hasAsterisk || !listed.path.startsWith('data/')) {
      const tell = isStrict ? report.fault : report.warn;
      tell('BAG_FETCH_NOT_PAYLOAD', listed.path, `Line ${index + 1} of fetch.txt names a file that is not in the payload (data/).`);
      continue;
    }
    lines.push({ url: match[1] ?? '', length: match[2] === '-' ? null : Number(match[2]), listed });
  }
  return lines;
}

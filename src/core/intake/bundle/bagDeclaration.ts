import type { BundleReport } from './bundleReport.ts';
import { isKnownEncoding, splitLines } from './tagText.ts';

/** What bagit.txt says. `isStrict`: version 1.0, read by RFC 8493 itself; older drafts asked for less. */
export type BagDeclaration = { version: string | null; encoding: string; isStrict: boolean };

const path = 'bagit.txt';
const olderVersions = ['0.93', '0.94', '0.95', '0.96', '0.97'];

/** What is taken for granted when bagit.txt is missing or cannot be read. */
export const assumedDeclaration: BagDeclaration = { version: null, encoding: 'UTF-8', isStrict: true };

/** Reads bagit.txt: exactly two lines, in order, UTF-8 without a byte order mark. What can be understood is used all the same. */
export function readDeclaration(bytes: Uint8Array, report: BundleReport): BagDeclaration {
  const text = Buffer.from(bytes).toString('utf8');
  if (text.startsWith('\ufeff')) report.fault('BAG_BOM', path, 'bagit.txt starts with a byte order mark.');
  const lines = splitLines(text.replace(/^\ufeff/, ''));
  const declaration = { ...assumedDeclaration, ...readVersion(lines, report), ...readEncoding(lines, report) };
  if (lines.length > 2) report.fault('BAG_DECLARATION_LINES', path, `bagit.txt has ${lines.length} lines instead of two.`);
  return declaration;
}

function readVersion(lines: string[], report: BundleReport): Pick<BagDeclaration, 'version' | 'isStrict'> {
  const version = /^BagIt-Version: ([0-9]+\.[0-9]+)$/.exec(lines[0] ?? '')?.[1];
  if (version === undefined) {
    report.fault('BAG_VERSION_MALFORMED', path, 'The first line of bagit.txt is not "BagIt-Version: M.N".');
    const guess = /BagIt-Version\s*:\s*([0-9]+\.[0-9]+)/.exec(lines.join('\n'))?.[1] ?? null;
    return { version: guess, isStrict: !olderVersions.includes(guess ?? '') };
  }
  if (olderVersions.includes(version)) {
    report.warn('BAG_VERSION_OLD', path, `This bag follows BagIt ${version}, a draft before version 1.0.`);
    return { version, isStrict: false };
  }
  if (version !== '1.0') report.fault('BAG_VERSION_UNSUPPORTED', path, `BagIt version ${version} is not known here; the bag was read as version 1.0.`);
  return { version, isStrict: true };
}

function readEncoding(lines: string[], report: BundleReport): Pick<BagDeclaration, 'encoding'> {
  const encoding = /^Tag-File-Character-Encoding: ([!-~]+)$/.exec(lines[1] ?? '')?.[1];
  if (encoding === undefined) {
    report.fault('BAG_ENCODING_MISSING', path, 'The second line of bagit.txt is not "Tag-File-Character-Encoding: ENCODING".');
    return { encoding: 'UTF-8' };
  }
  if (!isKnownEncoding(encoding)) {
    report.fault('BAG_ENCODING_UNSUPPORTED', path, `The tag files are in ${encoding}, which cannot be read here; they were read as UTF-8.`);
    return { encoding: 'UTF-8' };
  }
  if (encoding.toUpperCase() !== 'UTF-8') report.warn('BAG_ENCODING_OLD', path, `The tag files are in ${encoding}; UTF-8 is recommended.`);
  return { encoding };
}

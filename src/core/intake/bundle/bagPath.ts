import { cutText } from './cutText.ts';
import { nameLimits } from './nameRules.ts';

/** A path as a manifest or fetch.txt writes it, decoded. `outside`: it leads out of the bag or is no relative path. */
export type ListedPath = {
  path: string;
  /** The words of the line itself, for bags older than the rule about percent signs. */
  raw: string;
  isOutside: boolean;
  /** No file can have so long a path; `path` and `raw` are cut then and are there to be told only. */
  isTooLong: boolean;
  /** It had `./` or an empty part, which were taken out. */
  hasNeedlessDot: boolean;
  hasAsterisk: boolean;
  /** A percent sign that does not stand for LF, CR or itself. */
  hasStrayPercent: boolean;
};

/** Decodes %0A, %0D and %25 and nothing else (RFC 8493, 2.1.3), and says what is odd about the path. */
export function readListedPath(written: string): ListedPath {
  const hasAsterisk = written.startsWith('*');
  const plain = hasAsterisk ? written.slice(1) : written;
  const raw = plain.replace(/^(?:\.\/)+/, '').replaceAll(/\/(?:\.?\/)+/g, '/');
  const hasNeedlessDot = raw !== plain;
  const path = raw.replace(/%(0A|0D|25)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  // Before anything compares it: bringing a million marks into their normal order takes hours.
  const isTooLong = Buffer.byteLength(path) > nameLimits.path;
  const told = isTooLong ? { path: cutText(path, 200), raw: cutText(raw, 200) } : { path, raw };
  return { ...told, hasNeedlessDot, hasAsterisk, isTooLong, isOutside: leavesBag(path), hasStrayPercent: /%(?!0A|0D|25)/i.test(raw) };
}

/** Absolute, home, drive, share and variable paths, and any step up: none may reach a file outside the bag. */
function leavesBag(path: string): boolean {
  const parts = path.split(/[/\\]/);
  return path === '' || /^(?:[/\\~]|[a-z]:|%\w+%)/i.test(path) || parts.includes('..') || path.includes('\u0000');
}

import type { IntakeFault } from '../../contract/caseFile.ts';

/** What a fault code means to somebody who never read RFC 8493. */
const words: Record<string, string> = {
  CASE_MISSING: 'No case document',
  CASE_FILE_NOT_IN_BAG: 'Missing',
  CASE_HASH_DIFFERS: 'Another file than announced',
  CASE_DOCUMENT_INVALID: 'Cannot be read',
  CASE_INVALID: 'Case cannot be read',
  CASE_JSON_BROKEN: 'Case cannot be read',
  CASE_VERSION_UNKNOWN: 'Newer than this desk',
  FILE_CHECKSUM_DIFFERS: 'Changed or damaged',
  FILE_MISSING: 'Missing',
  FILE_UNLISTED: 'Nothing proves it is whole',
  BAG_OXUM_DIFFERS: 'Not the announced amount',
  BAG_TAG_FILE_CHECKSUM: 'Changed or damaged',
  BAG_DECLARATION_MISSING: 'No bundle',
};

/** A short label for a fault; the code itself where there is none. */
export function faultWords(code: string): string {
  return words[code] ?? code;
}

/** What the faults come to, in one sentence a clerk can act on: each file counts once, by the worst that is known of it. */
export function faultLine(faults: readonly Pick<IntakeFault, 'code' | 'path'>[]): string {
  const filesWith = (...codes: string[]) => new Set(faults.filter((fault) => codes.includes(fault.code)).map((fault) => fault.path));
  const missing = filesWith('FILE_MISSING', 'CASE_FILE_NOT_IN_BAG');
  const damaged = filesWith('FILE_CHECKSUM_DIFFERS', 'CASE_HASH_DIFFERS');
  const unlisted = filesWith('FILE_UNLISTED');
  for (const path of missing) damaged.delete(path);
  for (const path of [...missing, ...damaged]) unlisted.delete(path);
  const files = (count: number) => (count === 1 ? '1 file' : `${count} files`);
  const parts = [
    filesWith('CASE_MISSING').size > 0 && 'there is no case document',
    missing.size > 0 && `${files(missing.size)} missing`,
    damaged.size > 0 && `${files(damaged.size)} changed or damaged`,
    unlisted.size > 0 && `${files(unlisted.size)} that nothing vouches for`,
  ].filter((part) => part !== false);
  return `This bundle is not sound: ${parts.length > 0 ? parts.join(', ') : faults.length === 1 ? '1 fault' : `${faults.length} faults`}.`;
}

/** True when something was turned away for safety or because it is broken as a whole, and was not kept. */
export const isRefusal = (code: string): boolean => code.startsWith('ARCHIVE_') && code !== 'ARCHIVE_DISK_SPACE';

const refusals: Record<string, string> = {
  FILE_EVIDENCE_ALONE: 'Evidence without its case',
  FILE_NO_DOCUMENT: 'No case in it',
  FILE_BUNDLE_PART: 'Part of a bundle',
  FILE_EMPTY: 'Empty',
  FILE_ARCHIVE_UNREAD: 'Archive not opened',
  ARCHIVE_DISK_SPACE: 'Not enough room',
  FILE_NOT_FOUND: 'Not there',
  FILE_TOO_LARGE: 'Too large',
  CASE_JSON_BROKEN: 'Broken JSON',
  CASE_NOT_TEXT: 'Broken text',
  CASE_NOT_A_DISPUTE: 'No dispute',
  CASE_UNKNOWN_FORMAT: 'Format not known',
  CASE_INVALID: 'Case with errors',
  CASE_INCOMPLETE: 'Case with gaps',
  CASE_COMPANION_ALONE: 'Its claim is missing',
  CASE_COMPANION_OTHER_CLAIM: 'Belongs to another claim',
  CASE_COMPANION_AMBIGUOUS: 'Could belong to several',
  BAG_DECLARATION_MISSING: 'No bundle',
};

/** Why a file is no case, as a short label; the code itself where there is none. */
export function refusalWords(code: string): string {
  if (isRefusal(code)) return /TRUNCATED|DEFLATE|CRC|SIZE|NOT_ZIP|DIRECTORY$/.test(code) ? 'Broken archive, refused' : 'Unsafe archive, refused';
  return refusals[code] ?? code;
}

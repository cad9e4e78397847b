import type { IntakeFault } from '../../contract/caseFile.ts';
import { codeLabels } from './codeLabels.ts';

/** A short label for the code of a fault, a warning or a refusal; the code itself where there is none. */
export function codeWords(code: string): string {
  return Object.hasOwn(codeLabels, code) ? (codeLabels[code] ?? code) : code;
}

type Faults = readonly Pick<IntakeFault, 'code' | 'path'>[];

/** How many files the faults name: each counts once, by the worst that is known of it, though the bag and the case both complain. */
function filesAtFault(faults: Faults): { missing: number; damaged: number; unlisted: number } {
  const filesWith = (...codes: string[]) => new Set(faults.flatMap((fault) => (fault.path !== null && codes.includes(fault.code) ? [fault.path] : [])));
  const missing = filesWith('FILE_MISSING', 'CASE_FILE_NOT_IN_BAG', 'BAG_FETCH_NOT_PRESENT', 'BAG_TAG_FILE_MISSING');
  const damaged = filesWith('FILE_CHECKSUM_DIFFERS', 'CASE_HASH_DIFFERS', 'CASE_SIZE_DIFFERS', 'FILE_NOT_READABLE', 'BAG_TAG_FILE_CHECKSUM');
  const unlisted = filesWith('FILE_UNLISTED');
  for (const path of missing) damaged.delete(path);
  for (const path of [...missing, ...damaged]) unlisted.delete(path);
  return { missing: missing.size, damaged: damaged.size, unlisted: unlisted.size };
}

/** What the faults come to, in one sentence a clerk can act on. */
export function faultLine(faults: Faults): string {
  const { missing, damaged, unlisted } = filesAtFault(faults);
  const files = (count: number) => (count === 1 ? '1 file' : `${count} files`);
  const parts = [
    faults.some((fault) => fault.code === 'CASE_MISSING') && 'there is no case document',
    missing > 0 && `${files(missing)} missing`,
    damaged > 0 && `${files(damaged)} changed or damaged`,
    unlisted > 0 && `${files(unlisted)} that nothing vouches for`,
  ].filter((part) => part !== false);
  return `This bundle is not sound: ${parts.length > 0 ? parts.join(', ') : faults.length === 1 ? '1 fault' : `${faults.length} faults`}.`;
}

import type { BundleFiles, ImportedCase } from '../../contract/intake.ts';
import { sideWords } from '../ui/words.ts';
import { countWords, sizeWords } from './importWords.ts';

const owners: Record<BundleFiles['of'], string> = { ...sideWords, document: 'Case documents', beside: 'Named by nobody' };
const filesOf = (row: BundleFiles) => row.good + row.damaged + row.missing + row.unlisted;

/** 'Buyer 3 (1.2 MB)' for every owner of files in a bundle, in their fixed order. */
export function ownerWords(files: readonly BundleFiles[]): string[] {
  return files.filter((row) => filesOf(row) > 0).map((row) => `${owners[row.of]} ${filesOf(row)} (${sizeWords(row.bytes)})`);
}

/** '12 files, 3.4 MB'. */
export function amountWords(files: readonly BundleFiles[]): string {
  const sum = (of: (row: BundleFiles) => number) => files.reduce((total, row) => total + of(row), 0);
  return `${countWords(sum(filesOf), 'file')}, ${sizeWords(sum((row) => row.bytes))}`;
}

/** What integrity comes to in one sentence: how many files are good, and what RFC 8493 calls complete and valid. */
export function integrityWords({ version, valid, complete, files }: NonNullable<ImportedCase['bundle']>): string {
  const name = version === null ? 'Bundle of no stated version' : `BagIt ${version}`;
  const sum = (state: 'good' | 'damaged' | 'missing' | 'unlisted') => files.reduce((total, row) => total + row[state], 0);
  const [damaged, missing, unlisted] = [sum('damaged'), sum('missing'), sum('unlisted')];
  const isWhole = damaged + missing + unlisted === 0;
  if (valid && isWhole) return `${name}, complete and valid: every file is here and matches its checksum.`;
  const parts = [`${countWords(sum('good'), 'file')} good`, damaged && `${damaged} damaged`, missing && `${missing} missing`, unlisted && `${unlisted} in no list of checksums`];
  return `${name}, ${complete ? 'complete' : 'not complete'}${valid ? '' : `${complete ? ', but' : ' and'} not valid`}: ${parts.filter(Boolean).join(', ')}.`;
}

/** Whether nothing about a bundle asks for caution. */
export function isSound({ valid, files }: NonNullable<ImportedCase['bundle']>): boolean {
  return valid && files.every((row) => row.damaged + row.missing + row.unlisted === 0);
}

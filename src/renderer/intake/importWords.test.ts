import { describe, expect, it } from 'vitest';
import { amountWords, integrityWords, ownerWords } from './bundleWords.ts';
import { endingOf } from './endingWords.ts';
import { caseText, leftLine, outcomeLine, percentDone, reportText, sizeWords } from './importWords.ts';
import { sampleReport as report } from './report.testing.ts';

describe('import report', () => {
  it('counts refused files too, so that nothing seems to have gone in silence', () => {
    expect(outcomeLine(report)).toBe('1 case created, 1 case unchanged, 1 file not taken in');
    expect(outcomeLine({ cases: [], failed: [] })).toBe('Nothing was found in the files');
    expect(leftLine(report)).toBe('1 fault, 1 warning, 2 fields without a place');
  });
  it('copies every unmapped field, warning, fault and refused file', () => {
    for (const part of ['$.links[0] = {"href":"x"}', 'CASE_TIME_ZONE_ASSUMED', 'FILE_CHECKSUM_DIFFERS at data/evidence/seller/x.jpg', 'c.json (line 3, column 7)']) expect(reportText(report)).toContain(part);
    expect(caseText(report.cases[0]!)).not.toContain('C-2');
  });
  it('never shows more than 100 percent, nor a made-up figure before the size is known', () => {
    expect(percentDone({ done: 12, total: 10 })).toBe(100);
    expect(percentDone({ done: 0, total: 0 })).toBeNull();
  });
});

describe('what a bundle held', () => {
  const bundle = report.cases[1]!.bundle!;
  it('says how much came from whom', () => {
    expect(amountWords(bundle.files)).toBe('3 files, 2.0 kB');
    expect(ownerWords(bundle.files)).toEqual(['Buyer 2 (1.5 kB)', 'Seller 1 (500 B)']);
  });
  it('never calls a bundle with a damaged file good, even one whose own lists agree', () => {
    expect(integrityWords(bundle)).toBe('BagIt 1.0, complete, but not valid: 2 files good, 1 damaged.');
    expect(integrityWords({ ...bundle, valid: true })).toBe('BagIt 1.0, complete: 2 files good, 1 damaged.');
    expect(integrityWords({ ...bundle, valid: true, files: bundle.files.slice(0, 1) })).toBe('BagIt 1.0, complete and valid: every file is here and matches its checksum.');
    expect(integrityWords({ ...bundle, version: null, complete: false })).toContain('not complete and not valid');
  });
});

describe('an import that did not reach its end', () => {
  const failed = (error: string) => endingOf({ state: 'failed', error, done: 4_000_000, total: 18_000_000 });
  it('says full disk whether the desk noticed or the system did, and never shows the system alone', () => {
    expect(failed('This takes 90 MB on disk, 12 MB are free. Nothing of it was kept, everything before it is safe; make room and try again.')).toMatchObject({ code: 'DISK_FULL', title: 'The disk is full' });
    expect(failed('ENOSPC: no space left on device, write')).toMatchObject({ code: 'DISK_FULL', text: 'There was no room for the next file (ENOSPC). 4.0 MB of 18.0 MB were read.' });
  });
  it('tells a pulled stick and a broken disk from a defect of the desk', () => {
    expect(failed("ENOENT: no such file or directory, open '/media/stick/a.zip'")?.title).toBe('The files went away');
    expect(failed('EIO: i/o error, write')?.title).toBe('The disk failed');
    expect(failed('Something else.')?.title).toBe('The import failed');
  });
  it('is no fault when a person stopped it, and says how far it came', () => {
    expect(endingOf({ state: 'cancelled', error: null, done: 4, total: 10 })).toMatchObject({ code: null, text: '4 B of 10 B were read.' });
    expect(endingOf(report)).toBeNull();
  });
});

it('writes sizes at a glance', () => {
  expect([0, 999, 1500, 123_456_789].map(sizeWords)).toEqual(['0 B', '999 B', '1.5 kB', '123 MB']);
});

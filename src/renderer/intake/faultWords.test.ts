import { describe, expect, it } from 'vitest';
import { faultLine, faultWords, refusalWords } from './faultWords.ts';

const fault = (code: string, path: string | null) => ({ code, path });

describe('faults in words', () => {
  it('counts a file once, though the bag and the case both complain of it', () => {
    const faults = [fault('FILE_MISSING', 'data/a.jpg'), fault('CASE_FILE_NOT_IN_BAG', 'data/a.jpg'), fault('FILE_CHECKSUM_DIFFERS', 'data/b.jpg'), fault('CASE_HASH_DIFFERS', 'data/b.jpg'), fault('FILE_UNLISTED', 'data/c.txt')];
    expect(faultLine(faults)).toBe('This bundle is not sound: 1 file missing, 1 file changed or damaged, 1 file that nothing vouches for.');
  });
  it('says that the case document is missing, and never says that nothing is wrong', () => {
    expect(faultLine([fault('CASE_MISSING', 'data/case.json')])).toContain('no case document');
    expect(faultLine([fault('BAG_OXUM_DIFFERS', 'bag-info.txt')])).toBe('This bundle is not sound: 1 fault.');
  });
  it('tells an attack from an accident, and shows an unknown code rather than nothing', () => {
    expect(refusalWords('ARCHIVE_NAME_LEAVES')).toBe('Unsafe archive, refused');
    expect(refusalWords('ARCHIVE_TRUNCATED')).toBe('Broken archive, refused');
    expect(refusalWords('ARCHIVE_DISK_SPACE')).toBe('Not enough room');
    expect([faultWords('NEW_CODE'), refusalWords('NEW_CODE')]).toEqual(['NEW_CODE', 'NEW_CODE']);
  });
});

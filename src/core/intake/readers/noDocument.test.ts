import { describe, expect, it } from 'vitest';
import { readPayloads } from './index.ts';

const failed = (path: string, content: string | number[]) => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content);
  const [first] = readPayloads([{ path, bytes }]).failed;
  return first;
};

describe('a file that is no JSON document', () => {
  it.each([
    ['note.txt', 'please call the seller', 'FILE_NO_DOCUMENT', 'plain text'],
    ['README.md', '# About\n{}', 'FILE_NO_DOCUMENT', 'plain text'],
    ['page.html', '<!doctype html><html>', 'FILE_NO_DOCUMENT', 'a web page'],
    ['in/bagit.txt', 'BagIt-Version: 1.0\n', 'FILE_BUNDLE_PART', 'whole folder'],
    ['manifest-sha256.txt', 'abc  data/x\n', 'FILE_BUNDLE_PART', 'whole folder'],
    ['mail.eml', 'From: a@b.c\r\nTo: d@e.f\r\nSubject: x\r\n\r\nHello', 'FILE_EVIDENCE_ALONE', 'an e-mail'],
    ['empty.json', '', 'FILE_EMPTY', 'empty'],
    ['blank.json', ' \n\t', 'FILE_EMPTY', 'blanks'],
    ['box.jpg', [0xff, 0xd8, 0xff, 0xe0, 0, 16], 'FILE_EVIDENCE_ALONE', 'a photo'],
    ['renamed.json', [0x89, 0x50, 0x4e, 0x47, 13, 10], 'FILE_EVIDENCE_ALONE', 'a photo'],
    ['invoice.pdf', '%PDF-1.7\n', 'FILE_EVIDENCE_ALONE', 'a PDF'],
    ['clip.mp4', [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d], 'FILE_EVIDENCE_ALONE', 'a video'],
    ['old.gz', [0x1f, 0x8b, 8, 0], 'FILE_ARCHIVE_UNREAD', '.zip'],
    ['thing.bin', [1, 2, 0, 3], 'FILE_NO_DOCUMENT', 'no JSON document'],
  ])('says what %s is instead of pointing at line 1 of it', (path, content, code, words) => {
    expect(failed(path, content)).toMatchObject({ path, code, message: expect.stringContaining(words) as string, at: null });
  });

  it('still names the place where a document breaks, also behind a byte order mark and blanks', () => {
    expect(failed('b.json', '\ufeff \n{"a": oops}')).toMatchObject({ code: 'CASE_JSON_BROKEN', at: 'line 2, column 7' });
    expect(failed('latin.json', [...'{"a":"'].map((one) => one.charCodeAt(0)).concat(0xe4, 0x22, 0x7d))).toMatchObject({ code: 'CASE_NOT_TEXT' });
  });

  it('says of a single value what it is, because that is a JSON document', () => {
    expect(failed('x.json', '"hello"')).toMatchObject({ code: 'CASE_UNKNOWN_FORMAT' });
    expect(failed('x.json', '42')).toMatchObject({ code: 'CASE_UNKNOWN_FORMAT' });
  });
});

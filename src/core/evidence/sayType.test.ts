import { describe, expect, it } from 'vitest';
import { lookInto } from './look.ts';
import { sayType } from './sayType.ts';

describe('a file that is only saved', () => {
  it.each([
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'a Word document'],
    ['application/vnd.ms-word.document.macroenabled.12', 'macros'],
    ['application/vnd.oasis.opendocument.spreadsheet', 'a table of LibreOffice'],
    ['application/x-cfb', 'an older Word'],
    ['application/zip', 'archives stay closed'],
    ['application/x-msdownload', 'never run'],
    ['application/vnd.android.package-archive', 'never run'],
    ['image/vnd.adobe.photoshop', 'not drawn'],
    ['video/matroska', 'not played'],
  ])('is named in words: %s', (type, words) => {
    expect(sayType(type)).toContain(words);
    expect(sayType(type)).toMatch(/ can be saved\.$/);
  });

  it('is known by its content: a program called invoice.pdf is a program', async () => {
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
    expect(await lookInto(program, 'invoice.pdf', program.length)).toMatchObject({ show: 'none', mediaType: 'application/x-msdownload', error: expect.stringContaining('never run') as string });
  });
});

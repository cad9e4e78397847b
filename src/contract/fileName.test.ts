import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endingOf, safeFileName } from './fileName.ts';

describe('a name to keep a stranger\'s file under', () => {
  it('would show photoexe.jpg for a program whose name is turned round', () => {
    expect(safeFileName('photo\u202Egpj.exe')).toBe('photo_gpj.exe');
    expect(safeFileName('a\u200Eb\u061Cc\u2028d\u200Be\uFEFF.pdf')).toBe('a_b_c_d_e_.pdf');
  });

  it('would be a device, a hidden file or another folder on some system', () => {
    expect(['CON', 'nul.txt', 'Com1.jpg', 'LPT¹', 'aux .txt', 'console.txt'].map(safeFileName)).toEqual(['_CON', '_nul.txt', '_Com1.jpg', '_LPT¹', '_aux .txt', 'console.txt']);
    expect(['.bashrc', '../../etc/passwd', '..', 'a. . ', 'C:\\x.txt', 'x.jpg:evil.exe', ''].map(safeFileName)).toEqual(['bashrc', '_.._etc_passwd', 'file', 'a', 'C__x.txt', 'x.jpg_evil.exe', 'file']);
  });

  it('would hide its ending behind a row of blanks or lose it when it is shortened', () => {
    expect(safeFileName(`photo.jpg${' '.repeat(300)}.exe`)).toBe('photo.jpg .exe');
    expect(safeFileName(`${'李'.repeat(300)}.pdf`)).toBe(`${'李'.repeat(65)}.pdf`);
  });

  it('would hold the desk up for hours while a million marks on one letter are put in order', () => {
    const marks = '\u0315\u0300\u0327'.repeat(50_000);
    // Of the whole name this takes longer than a test may.
    expect(safeFileName(`a${marks}.pdf`)).toMatch(/^[aà].+\.pdf$/u);
  });

  it('would be another name to some system, or half a letter', () => {
    expect(safeFileName('e\u0301.png')).toBe('\u00e9.png');
    expect(safeFileName('\ud800.png')).toBe('\ufffd.png');
  });

  it('keeps the names of every script', () => {
    for (const name of ['Büro 李.pdf', 'مرحبا.jpg', 'чек №5 (1).png', "it's.txt"]) expect(safeFileName(name)).toBe(name);
  });

  it('is safe whatever came, and safe again when it comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*]|^[. ]|[. ]$|^$/u);
        expect(encodeURIComponent(safe).replace(/%../g, '_').length).toBeLessThanOrEqual(201);
        expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });
});

describe('the ending of a name', () => {
  it('is the last one, which is what a system goes by', () => {
    expect(['photo.jpg.EXE', 'photo', 'a.b/c', '.x', 'a. jpg'].map(endingOf)).toEqual(['exe', '', '', 'x', '']);
  });
});

import { describe, expect, it } from 'vitest';
import { nameTraps } from './nameTraps.ts';

const traps = (fileName: string, mediaType: string | null = null) => nameTraps({ fileName, mediaType }).join(' ');

describe('nameTraps', () => {
  it('would let a program pass for a photo', () => {
    expect(traps('photo.jpg.exe')).toContain('looks like a .jpg file, but it ends in .exe');
    expect(traps(`photo.jpg${' '.repeat(200)}.scr`)).toContain('looks like a .jpg file, but it ends in .scr');
    expect(traps('photo.jpg.exe. .')).toContain('ends in .exe');
    expect(traps('evil\u202Egpj.exe')).toMatch(/cannot be seen.*ends in \.exe/);
    expect(traps('setup.MSI')).toContain('ends in .msi');
  });

  it('would not say that content and name differ', () => {
    expect(traps('film.mp4', 'text/html')).toContain('says .mp4, but by its content it is text/html');
    expect(traps('a.jpg', 'image/png')).toBe('');
  });

  it('would not say that a harmless looking file can hold a script', () => {
    expect(traps('list.xlsm')).toContain('scripts or macros');
    expect(traps('page.html', 'text/html')).toContain('scripts or macros');
  });

  it('would frighten about an ordinary photo, film or text', () => {
    for (const [name, type] of [['photo.jpg', 'image/jpeg'], ['film.mov', 'video/quicktime'], ['chat.txt', 'text/plain'], ['Büro 李', null]] as const) expect(traps(name, type)).toBe('');
  });
});

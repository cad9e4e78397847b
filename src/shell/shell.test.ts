import { describe, expect, it } from 'vitest';
import { dataFolder } from './dataFolder.ts';
import { contentDisposition } from './disposition.ts';
import { parseRange } from './range.ts';

describe('the data folder', () => {
  const at = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}) => ({ platform, env, home: '/home/dana' });
  it('is where each system keeps such things', () => {
    expect(dataFolder({}, at('linux'))).toBe('/home/dana/.local/share/mediation-desk');
    expect(dataFolder({}, at('linux', { XDG_DATA_HOME: '/data' }))).toBe('/data/mediation-desk');
    expect(dataFolder({}, at('darwin'))).toBe('/home/dana/Library/Application Support/mediation-desk');
  });
  it('of a relative XDG_DATA_HOME would move with every start, so it is ignored', () => {
    expect(dataFolder({}, at('linux', { XDG_DATA_HOME: 'data' }))).toBe('/home/dana/.local/share/mediation-desk');
  });
  it('of the demonstration is never the one with real cases', () => {
    expect(dataFolder({ demo: true }, at('linux'))).not.toBe(dataFolder({}, at('linux')));
    expect(dataFolder({ demo: true, data: '/mine' }, at('linux'))).toBe('/mine');
  });
});

describe('a range header', () => {
  it('is read in its three forms', () => {
    expect([parseRange('bytes=0-0'), parseRange('bytes=5-'), parseRange(' bytes=-5 ')]).toEqual([{ start: 0, end: 0 }, { start: 5 }, { last: 5 }]);
  });
  it('that means nothing is left aside instead of guessed', () => {
    for (const header of [null, undefined, '', 'bytes=', 'bytes=-', 'bytes=5-4', 'bytes=a-b', 'bytes=1-2,4-5', 'items=1-2', `bytes=${'9'.repeat(30)}-`]) expect([header, parseRange(header)]).toEqual([header, null]);
  });
});

describe('a file name in a header', () => {
  it('cannot end the header, leave its quotes or name a folder', () => {
    expect(contentDisposition('attachment', 'a"\r\nSet-Cookie: x=1\\..\\b/c.png')).toBe(`attachment; filename="a___Set-Cookie_ x_1_.._b_c.png"; filename*=UTF-8''a___Set-Cookie_%20x%3D1_.._b_c.png`);
  });
  it('keeps every script and survives half a character', () => {
    expect(contentDisposition('inline', 'Büro 李.pdf')).toBe(`inline; filename="B_ro _.pdf"; filename*=UTF-8''B%C3%BCro%20%E6%9D%8E.pdf`);
    expect(contentDisposition('inline', 'a\ud800b')).toContain('%EF%BF%BD');
    expect(contentDisposition('inline', '')).toContain('filename="file"');
  });
  it('cannot be turned round, be a device of Windows or end in a dot that Windows drops', () => {
    expect(contentDisposition('attachment', 'photo\u202Egpj.exe')).toBe(`attachment; filename="photo_gpj.exe"; filename*=UTF-8''photo_gpj.exe`);
    expect(contentDisposition('attachment', 'nul.txt. .')).toContain(`filename="_nul.txt"`);
  });
});

import { describe, expect, it } from 'vitest';
import { lookInto } from './look.ts';
import { readText } from './text.ts';

/** Complaints that name the goods (商品), in encodings Node reads but does not write. */
const samples: [string, string][] = [
  ['Shift_JIS', '93fa967b8cea82cc8fa4956982aa93cd82ab82dc82b982f182c582b582bd8142'],
  ['GB18030', 'ced2c3bbd3d0cad5b5bdc9ccc6b7a3accff4bcd2b2bbbbd8b8b4a1a3'],
];
/** One byte a letter: as many letters as the guess needs. */
const russian = 'Здравствуйте, товар не пришёл, прошу вернуть деньги за заказ. Продавец не отвечает на мои сообщения уже две недели.';
const koi8 = 'юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ';

const inKoi8 = Buffer.from([...russian].map((sign) => (sign === 'ё' ? 0xa3 : koi8.includes(sign) ? 0xc0 + koi8.indexOf(sign) : sign.charCodeAt(0))));
const in1251 = Buffer.from([...russian].map((sign) => (sign === 'ё' ? 0xb8 : sign >= 'А' && sign <= 'я' ? sign.charCodeAt(0) - 0x410 + 0xc0 : sign.charCodeAt(0))));

describe('the encoding of a text', () => {
  it.each(samples)('is found by its letters: %s', (encoding, hex) => {
    const read = readText(Buffer.from(hex.repeat(4), 'hex'));
    expect(read?.encoding).toBe(encoding);
    expect(read?.text).toContain('商品');
  });

  it('tells the two Russian ones apart', () => {
    expect(readText(inKoi8)).toEqual({ text: russian, encoding: 'KOI8-R' });
    expect(readText(in1251)).toEqual({ text: russian, encoding: 'windows-1251' });
  });

  it('is named with the file, and only when it is not UTF-8', async () => {
    expect(await lookInto(in1251, 'chat.txt', in1251.length)).toMatchObject({ text: russian, metadata: [{ name: 'Encoding', value: 'windows-1251' }] });
    const utf8 = Buffer.from(`\ufeff${russian}`);
    expect(await lookInto(utf8, 'chat.txt', utf8.length)).toMatchObject({ text: russian, metadata: [] });
  });

  it('is what a page declares, unless the bytes say otherwise', () => {
    const page = Buffer.concat([Buffer.from('<html><meta charset="koi8-r">'), inKoi8]);
    expect(readText(page)?.text).toContain(russian);
    expect(readText(Buffer.from(`<html><meta charset="koi8-r">${russian}`))?.text).toContain(russian);
    expect(readText(Buffer.concat([Buffer.from('<html><meta charset="no-such">'), in1251]))?.text).toContain(russian);
  });

  it('reads Japanese of old mails, which is plain ASCII with escapes', () => {
    const bytes = Buffer.from('1b2442467c4b5c386c244e3e264947244c1b2842', 'hex');
    expect(readText(Buffer.concat([bytes, Buffer.from('\n'), bytes]))?.text).toContain('日本語');
  });
});

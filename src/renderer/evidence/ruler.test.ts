import { describe, expect, it } from 'vitest';
import { lengthWords, measureBy, pixelsOf, readLength } from './ruler.ts';

const photo = { width: 4_000, height: 3_000 };
const across = { from: { x: 0.25, y: 0.5 }, to: { x: 0.75, y: 0.5 } };
const aslant = { from: { x: 0, y: 0 }, to: { x: 1, y: 1 } };

describe('the ruler', () => {
  it('would measure the picture on screen, or its fractions, instead of pixels of the original', () => {
    expect(pixelsOf(across, photo)).toBe(2_000);
    expect(pixelsOf(aslant, photo)).toBe(5_000);
  });

  it('would say other lengths than the known one gives', () => {
    const card = measureBy(across, photo, 85.6, 'mm');
    expect(lengthWords(across, photo, card)).toEqual({ pixels: '2,000 px', length: '85.6 mm' });
    expect(lengthWords(aslant, photo, card).length).toBe('214 mm');
    expect(lengthWords(aslant, photo, measureBy(across, photo, 2, 'cm')).length).toBe('5 cm');
    expect(lengthWords(aslant, photo, null)).toEqual({ pixels: '5,000 px', length: null });
  });

  it('would measure by a line without length, or by a length that is none', () => {
    expect(measureBy({ from: across.from, to: across.from }, photo, 10, 'mm')).toBeNull();
    for (const length of [0, -1, Number.NaN, Infinity]) expect(measureBy(across, photo, length, 'mm')).toBeNull();
  });

  it('would take words, or read a decimal comma as thousands', () => {
    expect([readLength('85,6'), readLength(' 12 '), readLength('1.25')]).toEqual([85.6, 12, 1.25]);
    for (const text of ['', 'abc', '-3', '0', '1,2,3', '1e9', '9999999']) expect(readLength(text)).toBeNull();
  });
});

import { expect, it } from 'vitest';
import { wilson } from './wilson.ts';

it('gives the intervals of Newcombe 1998, table I, method 3', () => {
  const rounded = (hits: number, n: number) => { const { low, high } = wilson(hits, n); return [low.toFixed(4), high.toFixed(4)]; };
  expect(rounded(81, 263)).toEqual(['0.2553', '0.3662']);
  expect(rounded(15, 148)).toEqual(['0.0624', '0.1605']);
  expect(rounded(0, 20)).toEqual(['0.0000', '0.1611']);
  expect(rounded(1, 29)).toEqual(['0.0061', '0.1718']);
});

it('claims nothing from nothing', () => {
  expect(wilson(0, 0)).toEqual({ rate: 0, low: 0, high: 1 });
});

import { describe, expect, it } from 'vitest';
import { fitPane, readSizes } from './split.ts';

describe('panes', () => {
  it('a pane remembered from a wider window does not push the others out', () => {
    expect(fitPane({ id: 'a', min: 240, max: 560 }, 500, 900, 480)).toBe(420);
  });
  it('never falls below its least size, even when there is no room', () => {
    expect(fitPane({ id: 'a', min: 240 }, 300, 400, 480)).toBe(240);
  });
  it('broken memory counts as none', () => {
    expect(readSizes('{oops')).toEqual({});
    expect(readSizes('null')).toEqual({});
    expect(readSizes('{"a":"x","b":300}')).toEqual({ b: 300 });
  });
});

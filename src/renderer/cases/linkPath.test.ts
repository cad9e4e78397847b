import { describe, expect, it } from 'vitest';
import { linkPath } from './linkPath.ts';

const box = (left: number, top: number) => ({ left, top, width: 100, height: 60 });

describe('a link between two tiles', () => {
  it('would run through the tiles instead of between them', () => {
    const { d, x, y } = linkPath(box(0, 0), box(300, 100));
    expect(d).toBe('M 100 30 C 200 30, 200 130, 300 130');
    expect([x, y]).toEqual([200, 80]);
  });
  it('would depend on which tile is named first', () => {
    expect(linkPath(box(300, 100), box(0, 0))).toEqual(linkPath(box(0, 0), box(300, 100)));
  });
  it('would leave the board on the left for two tiles above one another', () => {
    const { d, x } = linkPath(box(4, 0), box(4, 100));
    expect(d).toBe('M 4 30 C 0 30, 0 130, 4 130');
    expect(x).toBeGreaterThanOrEqual(0);
  });
});

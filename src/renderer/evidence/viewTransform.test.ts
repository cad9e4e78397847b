import { describe, expect, it } from 'vitest';
import { fitSize, moveView, restView, turnView } from './viewTransform.ts';

describe('moveView', () => {
  it('would let the point under the pointer slip while zooming', () => {
    const before = { scale: 2, x: 0.1, y: -0.2, turn: 0 } as const;
    const after = moveView(before, { type: 'zoom', factor: 1.5, x: 0.3, y: 0.25 });
    expect((0.3 - after.x) / after.scale).toBeCloseTo((0.3 - before.x) / before.scale);
    expect((0.25 - after.y) / after.scale).toBeCloseTo((0.25 - before.y) / before.scale);
  });

  it('would zoom without end, or drift when it is at its end', () => {
    let view = restView;
    for (let n = 0; n < 50; n += 1) view = moveView(view, { type: 'zoom', factor: 2, x: 0.1, y: 0 });
    expect(view.scale).toBe(32);
    expect(moveView(view, { type: 'zoom', factor: 2, x: 0.4, y: 0.4 })).toEqual(view);
  });

  it('would let an exhibit be pushed out of sight', () => {
    const view = moveView(restView, { type: 'pan', dx: 9, dy: -9 });
    expect(Math.abs(view.x)).toBeLessThan(1);
    expect(Math.abs(view.y)).toBeLessThan(1);
  });

  it('would turn a sideways photo upright again on reset', () => {
    expect(moveView(turnView(restView), { type: 'rest' }).turn).toBe(90);
  });
});

describe('fitSize', () => {
  it('would clip a photo that was turned on its side', () => {
    expect(fitSize({ width: 400, height: 200 }, { width: 100, height: 100 }, 0)).toEqual({ width: 100, height: 50 });
    expect(fitSize({ width: 400, height: 200 }, { width: 100, height: 50 }, 90)).toEqual({ width: 50, height: 25 });
  });
});

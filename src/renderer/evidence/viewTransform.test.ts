import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAsAtRest, moveView, moveViews, planePoint, relationOf, restView, toBox, toContent, unitOf, zoomOf, type Laid, type Size, type View, type ViewMove } from './viewTransform.ts';

const wide: Size = { width: 800, height: 600 };
const part = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const size = fc.record({ width: fc.integer({ min: 40, max: 9_000 }), height: fc.integer({ min: 40, max: 9_000 }) });
const box = fc.record({ width: fc.integer({ min: 50, max: 3_000 }), height: fc.integer({ min: 50, max: 3_000 }) });
const view: fc.Arbitrary<View> = fc.record({ scale: part(0.25, 64), x: part(-2, 2), y: part(-2, 2), turn: fc.oneof(fc.constantFrom(0, 90, 180, 270), part(0, 359.9)) });
const move: fc.Arbitrary<ViewMove> = fc.oneof(
  fc.record({ type: fc.constantFrom('pan' as const), dx: part(-3, 3), dy: part(-3, 3) }),
  fc.record({ type: fc.constantFrom('zoom' as const), factor: part(0.05, 20), x: part(-1, 1), y: part(-1, 1) }),
  fc.record({ type: fc.constantFrom('turn' as const), by: fc.oneof(fc.constantFrom(90, -90, 180, 1, -1), part(-360, 360)), x: part(-1, 1), y: part(-1, 1) }),
  fc.record({ type: fc.constantFrom('rest' as const) }),
);

describe('moveView', () => {
  it('would let the point under the pointer slip while zooming', () => {
    const before = { scale: 2, x: 0.1, y: -0.2, turn: 30 };
    const after = moveView({ view: before, pixels: wide }, { type: 'zoom', factor: 1.5, x: 0.3, y: 0.25 });
    const place = (one: View) => ({ view: one, pixels: wide, box: { width: 500, height: 400 }, unit: 100 });
    const pointer = { x: 250 + 30, y: 200 + 25 };
    expect(toContent(place(after), pointer).x).toBeCloseTo(toContent(place(before), pointer).x);
    expect(toContent(place(after), pointer).y).toBeCloseTo(toContent(place(before), pointer).y);
  });

  it('would zoom without end, or drift when it is at its end', () => {
    let at: View = restView;
    for (let n = 0; n < 50; n += 1) at = moveView({ view: at, pixels: wide }, { type: 'zoom', factor: 2, x: 0.1, y: 0 });
    expect(at.scale).toBe(64);
    expect(moveView({ view: at, pixels: wide }, { type: 'zoom', factor: 2, x: 0.4, y: 0.4 })).toEqual(at);
  });

  it('would turn a sideways photo upright again on reset', () => {
    const sideways = moveView({ view: restView, pixels: wide }, { type: 'turn', by: 90, x: 0, y: 0 });
    expect(moveView({ view: { ...sideways, x: 0.3, scale: 4 }, pixels: wide }, { type: 'rest' })).toEqual({ scale: 1, x: 0, y: 0, turn: 90 });
  });

  it('would let an exhibit be pushed out of sight, whatever its shape and the box', () => {
    fc.assert(fc.property(size, box, fc.array(move, { maxLength: 30 }), (pixels, room, moves) => {
      let at: View = restView;
      for (const one of moves) at = moveView({ view: at, pixels }, one);
      const unit = unitOf(room, [{ view: at, pixels }]);
      const corners = [[0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) => toBox({ view: at, pixels, box: room, unit }, { x: x!, y: y! }));
      expect(Math.min(...corners.map(({ x }) => x))).toBeLessThan(room.width);
      expect(Math.max(...corners.map(({ x }) => x))).toBeGreaterThan(0);
      expect(Math.min(...corners.map(({ y }) => y))).toBeLessThan(room.height);
      expect(Math.max(...corners.map(({ y }) => y))).toBeGreaterThan(0);
    }));
  });

  it('would not let the edge of a zoomed photo come to the middle', () => {
    const close = { view: { ...restView, scale: 10 }, pixels: wide };
    expect(moveView(close, { type: 'pan', dx: 5, dy: 3.75 })).toMatchObject({ x: 5, y: 3.75 });
  });
});

describe('a locked pair', () => {
  it('would lose how its two lie to each other, in boxes of different sizes and whichever of them is moved', () => {
    const moves = fc.array(fc.tuple(fc.constantFrom(0, 1), move), { minLength: 1, maxLength: 40 });
    fc.assert(fc.property(size, size, box, box, view, view, moves, (ofLeft, ofRight, leftBox, rightBox, left, right, steps) => {
      let pair: [Laid, Laid] = [{ view: left, pixels: ofLeft }, { view: right, pixels: ofRight }];
      // The place of the right exhibit's content that lies where the middle of the left one's does.
      const opposite = (): { x: number; y: number } => {
        const [a, b] = pair;
        const inLeft = { ...a, box: leftBox, unit: unitOf(leftBox, pair) };
        const inRight = { ...b, box: rightBox, unit: unitOf(rightBox, pair) };
        const onLeft = planePoint(leftBox, inLeft.unit, toBox(inLeft, { x: 0.5, y: 0.5 }));
        return toContent(inRight, { x: rightBox.width / 2 + onLeft.x * inRight.unit, y: rightBox.height / 2 + onLeft.y * inRight.unit });
      };
      const before = opposite();
      const relation = relationOf(left, right);
      for (const [by, one] of steps) {
        const [a, b] = pair;
        const moved = moveViews(by === 0 ? [a, b] : [b, a], one);
        pair = by === 0 ? [{ ...a, view: moved[0]! }, { ...b, view: moved[1]! }] : [{ ...a, view: moved[1]! }, { ...b, view: moved[0]! }];
      }
      const reach = 1 + Math.abs(before.x) + Math.abs(before.y) + Math.abs(relation.x) + Math.abs(relation.y);
      expect(Math.abs(opposite().x - before.x) / reach).toBeLessThan(1e-4);
      expect(Math.abs(opposite().y - before.y) / reach).toBeLessThan(1e-4);
      const after = relationOf(pair[0].view, pair[1].view);
      expect(after.scale / relation.scale).toBeCloseTo(1, 8);
      expect(Math.cos(((after.turn - relation.turn) * Math.PI) / 180)).toBeCloseTo(1, 8);
    }));
  });

  it('would be taken for aligned by hand before anyone moved one of them, or not when one is turned by a degree', () => {
    const [a, b] = moveViews([{ view: restView, pixels: wide }, { view: restView, pixels: { width: 300, height: 900 } }], { type: 'zoom', factor: 3, x: 0.2, y: 0.1 });
    expect(isAsAtRest(a!, b!)).toBe(true);
    expect(isAsAtRest(a!, moveView({ view: b!, pixels: wide }, { type: 'turn', by: -1, x: 0, y: 0 }))).toBe(false);
  });

  it('would lose the alignment by fitting it into the window again', () => {
    const right = { scale: 1.4, x: 0.2, y: -0.1, turn: 12 };
    const [a, b] = moveViews([{ view: { scale: 5, x: 1, y: 0, turn: 0 }, pixels: wide }, { view: right, pixels: wide }], { type: 'rest' });
    expect(a).toEqual(restView);
    expect(relationOf(a!, b!)).toEqual(relationOf({ scale: 5, x: 1, y: 0, turn: 0 }, right));
  });
});

describe('places of the content in the box', () => {
  it('would put a region beside what it marks: corners of a fitted photo, upright and on its side', () => {
    const room = { width: 1_000, height: 300 };
    const upright = { view: restView, pixels: wide, box: room, unit: unitOf(room, [{ view: restView, pixels: wide }]) };
    expect(toBox(upright, { x: 0, y: 0 })).toEqual({ x: 300, y: 0 });
    expect(toBox(upright, { x: 1, y: 1 })).toEqual({ x: 700, y: 300 });
    const view = { ...restView, turn: 90 };
    const sideways = { view, pixels: wide, box: room, unit: unitOf(room, [{ view, pixels: wide }]) };
    expect(toBox(sideways, { x: 0, y: 0 })).toEqual({ x: 612.5, y: 0 });
    expect(toBox(sideways, { x: 0, y: 1 })).toEqual({ x: 387.5, y: 0 });
  });

  it('would draw a region elsewhere than where it was drawn before, under some view', () => {
    fc.assert(fc.property(size, box, view, part(-0.5, 1.5), part(-0.5, 1.5), (pixels, room, at, x, y) => {
      const placing = { view: at, pixels, box: room, unit: unitOf(room, [{ view: at, pixels }]) };
      const back = toContent(placing, toBox(placing, { x, y }));
      expect(back.x).toBeCloseTo(x, 5);
      expect(back.y).toBeCloseTo(y, 5);
    }));
  });

  it('would clip one of a pair, or say a wrong size of the original', () => {
    const pair = [{ view: restView, pixels: wide }, { view: restView, pixels: { width: 600, height: 800 } }];
    expect(unitOf({ width: 600, height: 700 }, pair)).toBe(600);
    expect(zoomOf({ ...pair[0]!, unit: 600 })).toBe(0.75);
  });
});

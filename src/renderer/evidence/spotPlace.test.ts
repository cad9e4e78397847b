import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpotPlace } from '../../contract/spots.ts';
import { areaBetween, areaInSight, firstName, moved, movesTo, otherShape, outlineOf, pointAt, sized, stepOf, type Area } from './spotPlace.ts';
import { moveView, toBox, toContent, unitOf, zoomOf, type Placing, type View } from './viewTransform.ts';

const side = fc.integer({ min: 40, max: 6_000 });
const sizes = fc.record({ width: side, height: side });
const boxes = fc.record({ width: fc.integer({ min: 300, max: 1_600 }), height: fc.integer({ min: 200, max: 1_200 }) });
const turns = fc.constantFrom(0, 90, 180, 270);
const anyTurn = fc.oneof(turns, fc.double({ min: 0, max: 359, noNaN: true }));
const views = (turn: fc.Arbitrary<number>): fc.Arbitrary<View> =>
  fc.record({ scale: fc.double({ min: 0.25, max: 40, noNaN: true }), x: fc.double({ min: -1, max: 1, noNaN: true }), y: fc.double({ min: -1, max: 1, noNaN: true }), turn });
const placingsWith = (turn: fc.Arbitrary<number>): fc.Arbitrary<Placing> =>
  fc.record({ pixels: sizes, box: boxes, view: views(turn) }).map(({ pixels, box, view }) => ({ pixels, box, view, unit: unitOf(box, [{ view, pixels }]) }));
const near = fc.double({ min: -0.5, max: 1.5, noNaN: true });
const points = fc.record({ x: near, y: near });
const areas: fc.Arbitrary<Area> = fc.tuple(points, points, fc.integer({ min: 1, max: 20 })).map(([from, to, page]) => areaBetween(from, to, { page }));
const boundsOf = (corners: { x: number; y: number }[]) => ({
  left: Math.min(...corners.map(({ x }) => x)), right: Math.max(...corners.map(({ x }) => x)),
  top: Math.min(...corners.map(({ y }) => y)), bottom: Math.max(...corners.map(({ y }) => y)),
});

describe('places on a picture', () => {
  it('would reach beyond the picture, or have no size, so that the core refuses what was drawn', () => {
    fc.assert(fc.property(areas, points, fc.constantFrom(1 as const, -1 as const), (area, by, sign) => {
      for (const place of [area, moved(area, by), sized(area, by, sign), otherShape(area), otherShape(otherShape(area)), pointAt(by, { page: 1 })]) {
        expect(SpotPlace.safeParse(place).success).toBe(true);
        if (place.type !== 'area') continue;
        expect(place.width).toBeGreaterThan(0);
        expect(place.x + place.width).toBeLessThanOrEqual(1.000_001);
        expect(place.y + place.height).toBeLessThanOrEqual(1.000_001);
      }
    }));
  });

  it('would lie elsewhere on the picture than where it was drawn, under some zoom, pan or turn', () => {
    fc.assert(fc.property(placingsWith(anyTurn), fc.double({ min: 0.05, max: 0.95, noNaN: true }), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (placing, u, v) => {
      const pressed = toBox(placing, { x: u, y: v });
      const place = pointAt(toContent(placing, pressed), { page: 1 });
      const [seen] = outlineOf(placing, place);
      expect(Math.hypot(seen!.x - pressed.x, seen!.y - pressed.y)).toBeLessThan(0.01);
    }));
  });

  it('would be drawn as another area than the one pulled with the pointer, under quarter turns', () => {
    const inner = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    fc.assert(fc.property(placingsWith(turns), fc.tuple(inner, inner, inner, inner), (placing, [a, b, c, d]) => {
      const [from, to] = [toBox(placing, { x: a, y: b }), toBox(placing, { x: c, y: d })];
      const seen = boundsOf(outlineOf(placing, areaBetween(toContent(placing, from), toContent(placing, to), { page: 1 })));
      const room = 0.01 * Math.max(placing.pixels.width, placing.pixels.height) * zoomOf(placing) + 0.01;
      expect(Math.abs(seen.left - Math.min(from.x, to.x))).toBeLessThan(room);
      expect(Math.abs(seen.bottom - Math.max(from.y, to.y))).toBeLessThan(room);
    }));
  });

  it('would move or grow another way than the arrow that was pressed, on a picture that is turned', () => {
    fc.assert(fc.property(placingsWith(turns), fc.constantFrom({ x: 8, y: 0 }, { x: 0, y: 8 }), (placing, right) => {
      const area: Area = { type: 'area', page: 1, x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
      const by = stepOf(placing, right);
      fc.pre(Math.abs(by.x) < 0.3 && Math.abs(by.y) < 0.3);
      const [before, after, larger] = [area, moved(area, by), sized(area, by, 1)].map((place) => boundsOf(outlineOf(placing, place)));
      expect(after!.left - before!.left).toBeCloseTo(right.x, 3);
      expect(after!.top - before!.top).toBeCloseTo(right.y, 3);
      expect(larger!.left).toBeCloseTo(before!.left, 3);
      expect(larger!.right - before!.right).toBeCloseTo(right.x, 3);
      expect(larger!.bottom - before!.bottom).toBeCloseTo(right.y, 3);
    }));
  });

  it('would be off the screen, or too small to see, after it was gone to', () => {
    fc.assert(fc.property(placingsWith(turns), fc.oneof(areas, points.map((at) => pointAt(at, { page: 1 }))), (placing, place) => {
      const view = movesTo(placing, place).reduce((now, move) => moveView({ view: now, pixels: placing.pixels }, move), placing.view);
      const after: Placing = { ...placing, view };
      const { left, right, top, bottom } = boundsOf(outlineOf(after, place));
      expect(view.turn).toBe(placing.view.turn);
      expect(left).toBeGreaterThan(-2);
      expect(right).toBeLessThan(placing.box.width + 2);
      expect(top).toBeGreaterThan(-2);
      expect(bottom).toBeLessThan(placing.box.height + 2);
      const part = Math.max((right - left) / placing.box.width, (bottom - top) / placing.box.height);
      // As large as half the box, unless the picture is so coarse that its pixels are four times their size already, or less than a twentieth is to be gained.
      if (place.type === 'area') expect(part >= 0.5 || zoomOf(after) >= 3.99 / 1.05 || view.scale >= 59).toBe(true);
    }));
  });

  it('would begin outside of what is seen, so that a person who uses keys draws on nothing', () => {
    fc.assert(fc.property(placingsWith(turns), (placing) => {
      const middle = toContent(placing, { x: placing.box.width / 2, y: placing.box.height / 2 });
      fc.pre(middle.x > 0 && middle.x < 1 && middle.y > 0 && middle.y < 1);
      const { left, right, top, bottom } = boundsOf(outlineOf(placing, areaInSight(placing, { page: 1 })));
      expect(left < placing.box.width && right > 0 && top < placing.box.height && bottom > 0).toBe(true);
    }));
  });
});

describe('the first name of a place', () => {
  it('would say nothing of where it is, or keep the whole of a long message', () => {
    const photo = { show: 'image' as const, pages: null };
    expect(firstName({ type: 'area', page: 1, x: 0.8, y: 0, width: 0.2, height: 0.2 }, photo)).toBe('Upper right');
    expect(firstName({ type: 'point', page: 1, x: 0.5, y: 0.5 }, photo)).toBe('Middle');
    expect(firstName({ type: 'point', page: 3, x: 0.5, y: 0.9 }, { show: 'pdf', pages: 4 })).toBe('Page 3, lower');
    expect(firstName({ type: 'point', page: 1, x: 0.1, y: 0.9, atMs: 65_230 }, { show: 'video', pages: null })).toBe('At 1:05.2, lower left');
    expect(firstName({ type: 'span', startMs: 3_200, endMs: 61_000 }, null)).toBe('0:03.2 to 1:01.0');
    expect([...firstName({ type: 'message', messageId: 'm', quote: '😀 x\n'.repeat(100) }, null)]).toHaveLength(60);
  });
});

export type Size = { width: number; height: number };
export type Point = { x: number; y: number };

/**
 * How an exhibit lies on the plane that all viewers of a desk look at: a similarity, applied as scale, then turn (degrees, clockwise), then (x, y).
 * The plane begins in the middle of a viewer; its unit is the longer side of an exhibit at rest, whatever size the viewer has on screen. So a
 * pair moves by one and the same change, and keeps how its two lie to each other in boxes of any size.
 */
export type View = { scale: number; x: number; y: number; turn: number };

/** Fitted, in the middle, upright. */
export const restView: View = { scale: 1, x: 0, y: 0, turn: 0 };

/** A movement, apart from the view it is applied to; lengths and points in units of the plane, from the middle of the viewer. */
export type ViewMove =
  | { type: 'pan'; dx: number; dy: number }
  | { type: 'zoom'; factor: number; x: number; y: number }
  | { type: 'turn'; by: number; x: number; y: number }
  | { type: 'rest' };

/** An exhibit that is moved: its view and its own pixels. */
export type Laid = { view: View; pixels: Size };

const smallest = 0.25;
const largest = 64;

/** The views after one movement that all of them make; the first is the one that is moved by hand, and stays in sight. */
export function moveViews(laid: readonly [Laid, ...Laid[]], move: ViewMove): View[] {
  const change = inSight(laid[0], changeOf(laid, move));
  return laid.map(({ view }) => compose(change, view));
}

/** The view of one exhibit alone after a movement. */
export function moveView(laid: Laid, move: ViewMove): View {
  return compose(inSight(laid, changeOf([laid], move)), laid.view);
}

function changeOf(laid: readonly [Laid, ...Laid[]], move: ViewMove): View {
  if (move.type === 'pan') return { ...restView, x: move.dx, y: move.dy };
  if (move.type === 'rest') return compose({ ...restView, turn: laid[0].view.turn }, invert(laid[0].view));
  const about = { ...restView, x: move.x, y: move.y };
  const change = move.type === 'turn' ? { ...restView, turn: move.by } : { ...restView, scale: allowed(laid, move.factor) };
  return compose(compose(about, change), invert(about));
}

/** A factor by which none of them becomes too small or too large; one that is so already may come back. */
function allowed(laid: readonly Laid[], factor: number): number {
  const scales = laid.map(({ view }) => view.scale);
  const most = Math.max(1, largest / Math.max(...scales));
  const least = Math.min(1, smallest / Math.min(...scales));
  return Math.min(most, Math.max(least, factor));
}

/** The change, held back so far that a part of the exhibit stays in sight. */
function inSight({ view, pixels }: Laid, change: View): View {
  const after = compose(change, view);
  const half = halfOf(pixels, after.turn);
  const hold = (to: number, from: number, half: number): number => {
    const reach = half * after.scale + half * 0.8;
    return Math.min(Math.max(reach, from), Math.max(Math.min(-reach, from), to));
  };
  const x = hold(after.x, view.x, half.x);
  const y = hold(after.y, view.y, half.y);
  return { ...change, x: change.x + x - after.x, y: change.y + y - after.y };
}

/** Half of the width and height an exhibit at rest takes on the plane with this turn. */
function halfOf({ width, height }: Size, turn: number): Point {
  const longer = Math.max(width, height);
  const { cos, sin } = turned(turn);
  const w = width / longer / 2;
  const h = height / longer / 2;
  return { x: Math.abs(w * cos) + Math.abs(h * sin), y: Math.abs(w * sin) + Math.abs(h * cos) };
}

/** First `first`, then `then`. */
export function compose(then: View, first: View): View {
  return { scale: then.scale * first.scale, turn: wrap(then.turn + first.turn), ...onPlane(then, first) };
}

/** The view that undoes this one. */
export function invert(view: View): View {
  const back = { ...restView, scale: 1 / view.scale, turn: wrap(-view.turn) };
  const at = onPlane(back, view);
  return { ...back, x: -at.x, y: -at.y };
}

/** How `second` lies to `first`: the same for a locked pair, however it is moved. */
export function relationOf(first: View, second: View): View {
  return compose(invert(first), second);
}

/** True when the two lie as they did at rest: nobody has moved one against the other. */
export function isAsAtRest(first: View, second: View): boolean {
  const { scale, x, y, turn } = relationOf(first, second);
  return Math.abs(scale - 1) < 1e-6 && Math.abs(x) < 1e-6 && Math.abs(y) < 1e-6 && Math.min(turn, 360 - turn) < 1e-6;
}

/** What a viewer must know to go between the content of an exhibit and its box: `unit` is the CSS px a unit of the plane takes there. */
export type Placing = Laid & { box: Size; unit: number };

/** A place of the content, in fractions from its upper left corner (0..1), as CSS px from the upper left corner of the box. */
export function toBox({ view, pixels, box, unit }: Placing, at: Point): Point {
  const longer = Math.max(pixels.width, pixels.height);
  const { x, y } = onPlane(view, { x: ((at.x - 0.5) * pixels.width) / longer, y: ((at.y - 0.5) * pixels.height) / longer });
  return { x: box.width / 2 + x * unit, y: box.height / 2 + y * unit };
}

/** The other way: CSS px of the box as fractions of the content, below 0 or above 1 outside of it. */
export function toContent({ view, pixels, box, unit }: Placing, at: Point): Point {
  const longer = Math.max(pixels.width, pixels.height);
  const { x, y } = onPlane(invert(view), planePoint(box, unit, at));
  return { x: (x * longer) / pixels.width + 0.5, y: (y * longer) / pixels.height + 0.5 };
}

/** CSS px of a box as a point of the plane. */
export function planePoint(box: Size, unit: number, at: Point): Point {
  return { x: (at.x - box.width / 2) / unit, y: (at.y - box.height / 2) / unit };
}

/** The CSS px a unit of the plane takes in a box, so that all of a pair fit into it at rest; quarter turns count, finer ones do not. */
export function unitOf(box: Size, laid: readonly Laid[]): number {
  const fits = laid.flatMap(({ view, pixels }) => {
    const { x, y } = halfOf(pixels, Math.round(view.turn / 90) * 90);
    return [box.width / (2 * x), box.height / (2 * y)];
  });
  return Math.max(1, Math.min(...fits));
}

/** CSS px that a pixel of the exhibit takes; 1 is the original size. */
export function zoomOf({ view, pixels, unit }: Omit<Placing, 'box'>): number {
  return (unit * view.scale) / Math.max(pixels.width, pixels.height);
}

function onPlane(view: View, { x, y }: Point): Point {
  const { cos, sin } = turned(view.turn);
  return { x: view.x + view.scale * (x * cos - y * sin), y: view.y + view.scale * (x * sin + y * cos) };
}

/** Quarter turns are exact: their pixels stay pixels. */
function turned(turn: number): { cos: number; sin: number } {
  if (turn % 90 === 0) return { cos: [1, 0, -1, 0][wrap(turn) / 90]!, sin: [0, 1, 0, -1][wrap(turn) / 90]! };
  return { cos: Math.cos((turn * Math.PI) / 180), sin: Math.sin((turn * Math.PI) / 180) };
}

function wrap(turn: number): number {
  return ((turn % 360) + 360) % 360;
}

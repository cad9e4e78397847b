/**
 * How an exhibit lies in its viewer. `scale` 1 fits it into the box; `x` and `y` move its middle, in widths and heights of the box,
 * so that two boxes of different size can share one movement; `turn` is clockwise, in degrees.
 */
export type View = { scale: number; x: number; y: number; turn: 0 | 90 | 180 | 270 };

/** Fitted, in the middle, upright. */
export const restView: View = { scale: 1, x: 0, y: 0, turn: 0 };

/** A movement, apart from the view it is applied to, so that a locked pair makes the same one. */
export type ViewMove = { type: 'pan'; dx: number; dy: number } | { type: 'zoom'; factor: number; x: number; y: number } | { type: 'rest' };

const smallest = 0.25;
const largest = 32;

/** The view after a movement; a zoom keeps the point (x, y from the middle of the box) under the pointer. */
export function moveView(view: View, move: ViewMove): View {
  if (move.type === 'rest') return { ...restView, turn: view.turn };
  if (move.type === 'pan') return bounded({ ...view, x: view.x + move.dx, y: view.y + move.dy });
  const scale = Math.min(largest, Math.max(smallest, view.scale * move.factor));
  const factor = scale / view.scale;
  return bounded({ ...view, scale, x: move.x - (move.x - view.x) * factor, y: move.y - (move.y - view.y) * factor });
}

/** A quarter turn clockwise. */
export function turnView(view: View): View {
  return { ...view, turn: (((view.turn + 90) % 360) as View['turn']) };
}

/** Keeps at least a tenth of the exhibit inside the box, so that it cannot be lost. */
function bounded(view: View): View {
  const reach = view.scale / 2 + 0.4;
  const clamp = (value: number): number => Math.min(reach, Math.max(-reach, value));
  return { ...view, x: clamp(view.x), y: clamp(view.y) };
}

/** Size in CSS px at which an exhibit of these pixels fits the box after its turn. */
export function fitSize(pixels: { width: number; height: number }, box: { width: number; height: number }, turn: View['turn']): { width: number; height: number } {
  const isSideways = turn === 90 || turn === 270;
  const wide = isSideways ? pixels.height : pixels.width;
  const high = isSideways ? pixels.width : pixels.height;
  const ratio = Math.min(box.width / wide, box.height / high);
  return { width: pixels.width * ratio, height: pixels.height * ratio };
}

/** A rectangle on the board, px from its top left, scrolled content included. */
export type Box = { left: number; top: number; width: number; height: number };

/** A link between two tiles: an SVG path from edge to edge, and its middle, where the note sits. */
export type LinkPath = { d: string; x: number; y: number };

/** The path from one tile to another: out of the facing sides with level ends; tiles above one another are joined along their left. */
export function linkPath(from: Box, to: Box): LinkPath {
  const [a, b] = from.left <= to.left ? [from, to] : [to, from];
  const ay = a.top + a.height / 2;
  const by = b.top + b.height / 2;
  if (b.left >= a.left + a.width) {
    const ax = a.left + a.width;
    const mid = (ax + b.left) / 2;
    return { d: `M ${ax} ${ay} C ${mid} ${ay}, ${mid} ${by}, ${b.left} ${by}`, x: mid, y: (ay + by) / 2 };
  }
  const bow = Math.max(0, Math.min(a.left, b.left) - 8);
  return { d: `M ${a.left} ${ay} C ${bow} ${ay}, ${bow} ${by}, ${b.left} ${by}`, x: bow + (Math.min(a.left, b.left) - bow) / 4, y: (ay + by) / 2 };
}

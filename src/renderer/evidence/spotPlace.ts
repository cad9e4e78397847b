import type { Exhibit } from '../../contract/caseFile.ts';
import type { SpotPlace } from '../../contract/spots.ts';
import { clockOf } from '../ui/placeWords.ts';
import { planePoint, restView, toBox, toContent, zoomOf, type Placing, type Point, type ViewMove } from './viewTransform.ts';

/** A place that is drawn on a picture, a page or a film. */
export type DrawnPlace = Extract<SpotPlace, { type: 'area' | 'point' }>;
export type Area = Extract<SpotPlace, { type: 'area' }>;
/** Where a place lies apart from its shape: the page, and the moment on a film. */
export type On = { page: number; atMs?: number | undefined };

/** The least side of an area, as a share of the content. */
const least = 0.002;
/** CSS px a pixel of the exhibit takes at most when a place is gone to. */
const closest = 4;
/** The largest zoom on the fitted exhibit a place is gone to with; stages hold at 64. */
const deepest = 60;

/** True for places that are drawn, which a stage shows. */
export function isDrawn(place: SpotPlace): place is DrawnPlace {
  return place.type === 'area' || place.type === 'point';
}

/** The area between two points of the content; what lies outside of it is cut off. */
export function areaBetween(from: Point, to: Point, on: On): Area {
  const [left, right] = [held(Math.min(from.x, to.x)), held(Math.max(from.x, to.x))];
  const [top, bottom] = [held(Math.min(from.y, to.y)), held(Math.max(from.y, to.y))];
  const x = Math.min(left, 1 - least);
  const y = Math.min(top, 1 - least);
  return { type: 'area', ...onOf(on), x, y, width: Math.max(least, right - x), height: Math.max(least, bottom - y) };
}

/** A point of the content, brought to its edge when it lies outside. */
export function pointAt(at: Point, on: On): DrawnPlace {
  return { type: 'point', ...onOf(on), x: held(at.x), y: held(at.y) };
}

/** An area in the middle of what is seen, to begin with by keys. */
export function areaInSight(placing: Placing, on: On): Area {
  const { width, height } = placing.box;
  const at = [0.35, 0.65].flatMap((x) => [0.35, 0.65].map((y) => toContent(placing, { x: x * width, y: y * height })));
  const [xs, ys] = [at.map(({ x }) => held(x)), at.map(({ y }) => held(y))];
  return areaBetween({ x: Math.min(...xs), y: Math.min(...ys) }, { x: Math.max(...xs), y: Math.max(...ys) }, on);
}

/** The middle of a place. */
export function middleOf(place: DrawnPlace): Point {
  return place.type === 'point' ? { x: place.x, y: place.y } : { x: place.x + place.width / 2, y: place.y + place.height / 2 };
}

/** The same place as the other shape: an area becomes its middle, a point an area around it. */
export function otherShape(place: DrawnPlace): DrawnPlace {
  const { x, y } = middleOf(place);
  if (place.type === 'area') return pointAt({ x, y }, place);
  return areaBetween({ x: x - 0.1, y: y - 0.1 }, { x: x + 0.1, y: y + 0.1 }, place);
}

/** What a step of the screen, in CSS px, is in fractions of the content. */
export function stepOf(placing: Placing, by: Point): Point {
  const [from, to] = [toContent(placing, { x: 0, y: 0 }), toContent(placing, by)];
  return { x: to.x - from.x, y: to.y - from.y };
}

/** The place moved by fractions of the content; it stops at the edges and keeps its size. */
export function moved<Place extends DrawnPlace>(place: Place, by: Point): Place {
  const [width, height] = place.type === 'area' ? [place.width, place.height] : [0, 0];
  return { ...place, x: held(place.x + by.x, 1 - width), y: held(place.y + by.y, 1 - height) };
}

/** The area with the edges that face `toward` (a step in fractions) moved along it, or against it with `sign` -1; a point stays as it is. */
export function sized(place: DrawnPlace, toward: Point, sign: 1 | -1): DrawnPlace {
  if (place.type === 'point') return place;
  const [x, width] = stretched(place.x, place.width, toward.x, sign);
  const [y, height] = stretched(place.y, place.height, toward.y, sign);
  return { ...place, x, y, width, height };
}

function stretched(from: number, length: number, toward: number, sign: 1 | -1): [from: number, length: number] {
  const to = from + length;
  const by = toward * sign;
  if (toward >= 0) return [from, Math.max(least, held(to + by) - from)];
  const start = Math.min(to - least, held(from + by));
  return [start, to - start];
}

/** The corners of an area, clockwise, or the one point, in CSS px of the box. */
export function outlineOf(placing: Placing, place: DrawnPlace): Point[] {
  if (place.type === 'point') return [toBox(placing, place)];
  const { x, y, width, height } = place;
  return [{ x, y }, { x: x + width, y }, { x: x + width, y: y + height }, { x, y: y + height }].map((corner) => toBox(placing, corner));
}

/** The movements after which a place fills a good part of the box, its middle in the middle; the turn is kept. */
export function movesTo(placing: Placing, place: DrawnPlace): ViewMove[] {
  const resting: Placing = { ...placing, view: { ...restView, turn: placing.view.turn } };
  const corners = outlineOf(resting, place);
  const side = (of: (point: Point) => number): number => Math.max(...corners.map(of)) - Math.min(...corners.map(of));
  const most = Math.max(1, Math.min(deepest, closest / zoomOf(resting)));
  const fits = Math.min(placing.box.width / Math.max(1, side(({ x }) => x)), placing.box.height / Math.max(1, side(({ y }) => y)));
  const factor = Math.max(1, Math.min(most, place.type === 'point' ? 4 : fits * 0.7));
  if (factor < 1.05) return [{ type: 'rest' }];
  const { x, y } = planePoint(placing.box, placing.unit, toBox(resting, middleOf(place)));
  return [{ type: 'rest' }, { type: 'zoom', factor, x: 0, y: 0 }, { type: 'pan', dx: -x * factor, dy: -y * factor }];
}

/** A name to begin with, that says where the place is. */
export function firstName(place: SpotPlace, exhibit: Pick<Exhibit, 'show' | 'pages'> | null): string {
  if ('quote' in place) return shortened(place.quote);
  if (place.type === 'span') return `${clockOf(place.startMs)} to ${clockOf(place.endMs)}`;
  const { x, y } = middleOf(place);
  const part = [third(y, 'upper', 'lower'), third(x, 'left', 'right')].filter((word) => word !== '').join(' ') || 'middle';
  const where = place.atMs !== undefined ? `At ${clockOf(place.atMs)}` : exhibit?.show === 'pdf' && (exhibit.pages ?? 1) > 1 ? `Page ${place.page}` : null;
  return where === null ? `${part.charAt(0).toUpperCase()}${part.slice(1)}` : `${where}, ${part}`;
}

function onOf({ page, atMs }: On): On {
  return atMs === undefined ? { page } : { page, atMs };
}

function held(value: number, most = 1): number {
  return Math.min(Math.max(0, most), Math.max(0, value));
}

function third(at: number, first: string, last: string): string {
  return at < 1 / 3 ? first : at > 2 / 3 ? last : '';
}

function shortened(words: string): string {
  const line = words.replace(/\s+/gu, ' ').trim();
  const signs = [...line];
  return signs.length <= 60 ? line : `${signs.slice(0, 60).join('').trimEnd()}…`;
}

import type { Point, Size } from './viewTransform.ts';

/** A line over an exhibit; its ends are fractions of the content (0..1). */
export type Ruler = { from: Point; to: Point };

/** What a person said of one length: so many pixels of the original are so many millimetres. Words keep the unit they used. */
export type Measure = { mmPerPixel: number; unit: LengthUnit };
export type LengthUnit = 'mm' | 'cm';

const mmPer: Record<LengthUnit, number> = { mm: 1, cm: 10 };

/** The length of a line in pixels of the original. */
export function pixelsOf({ from, to }: Ruler, { width, height }: Size): number {
  return Math.hypot((to.x - from.x) * width, (to.y - from.y) * height);
}

/** The measure that makes this line so long; null for a line without length, or a length that is none. */
export function measureBy(ruler: Ruler, size: Size, length: number, unit: LengthUnit): Measure | null {
  const pixels = pixelsOf(ruler, size);
  if (!(pixels >= 1) || !(length > 0) || !Number.isFinite(length)) return null;
  return { mmPerPixel: (length * mmPer[unit]) / pixels, unit };
}

/** A length people typed, with a point or a comma: '85,6' -> 85.6; null when it is none. */
export function readLength(text: string): number | null {
  const clean = text.trim().replace(',', '.');
  const length = /^\d{1,6}(\.\d{1,4})?$/.test(clean) ? Number(clean) : 0;
  return length > 0 ? length : null;
}

/** The length of a line in words: '1,234 px', and '85.6 mm' where a measure is known. */
export function lengthWords(ruler: Ruler, size: Size, measure: Measure | null): { pixels: string; length: string | null } {
  const pixels = pixelsOf(ruler, size);
  const length = measure && (pixels * measure.mmPerPixel) / mmPer[measure.unit];
  return { pixels: `${Math.round(pixels).toLocaleString('en')} px`, length: measure && length !== null ? `${length.toLocaleString('en', { maximumFractionDigits: length < 10 ? 2 : 1 })} ${measure.unit}` : null };
}

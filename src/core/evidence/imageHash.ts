/** How a picture looks, in two numbers of 64 bits that stay nearly the same when it is resized, compressed anew, or cut a little. */
export type ImageHash = {
  /** Where it gets darker to the right; it stands changes of light and small cuts, and says how near another one is. */
  slopes: bigint;
  /** Its broad waves of light; found by, because pictures of the same layout differ in them. */
  waves: bigint;
};

/** The greys an image is hashed from: this many across and down, one byte each, whatever the shape of the picture. */
export const gridWidth = 36;
export const gridHeight = 32;

/** The most bits two hashes of nearly the same picture differ in; the bands of the waves find no more than 10 for certain. */
export const mostSlopes = 7;
export const mostWaves = 10;

const across = 9;
const down = 8;
/** Parts that differ by less than this many greys look the same. */
const leastStep = 1;
/** A picture with fewer steps in it is blank, or nearly: hundreds of others would look like it. */
const leastSteps = 16;
const leastContrast = 4;

/** Hashes a grid of greys; null for a picture that is blank, or nearly: it would look like every other blank one. Pure. */
export function hashOf(grid: Uint8Array): ImageHash | null {
  const parts = toParts(grid);
  const steps = stepsOf(parts);
  if (contrastOf(grid) < leastContrast || steps.filter((step) => Math.abs(step) > leastStep).length < leastSteps) return null;
  return { slopes: slopesOf(steps), waves: wavesOf(grid) };
}

/** How many of 64 bits differ; null when the pictures do not look nearly the same. */
export function distanceOf(one: ImageHash, other: ImageHash): number | null {
  const slopes = bitsOf(one.slopes ^ other.slopes);
  return slopes <= mostSlopes && bitsOf(one.waves ^ other.waves) <= mostWaves ? slopes : null;
}

/** How many bits of a number of 64 bits are set. */
export function bitsOf(bits: bigint): number {
  const whole = BigInt.asUintN(64, bits);
  return bitsOf32(Number(whole & 0xffff_ffffn)) + bitsOf32(Number(whole >> 32n));
}

/** How many of 32 bits are set. */
export function bitsOf32(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

function toParts(grid: Uint8Array): number[] {
  const [wide, high] = [gridWidth / across, gridHeight / down];
  return Array.from({ length: across * down }, (_, part) => {
    const [left, top] = [(part % across) * wide, Math.floor(part / across) * high];
    let sum = 0;
    for (let y = top; y < top + high; y += 1) for (let x = left; x < left + wide; x += 1) sum += grid[y * gridWidth + x] ?? 0;
    return sum / (wide * high);
  });
}

function stepsOf(parts: readonly number[]): number[] {
  return parts.flatMap((part, place) => (place % across === across - 1 ? [] : [part - (parts[place + 1] ?? 0)]));
}

/** In the order in which they are kept: every fourth step of a diagonal beside each other. */
function slopesOf(steps: readonly number[]): bigint {
  const bands = [0n, 0n, 0n, 0n];
  for (const [place, step] of steps.entries()) {
    const band = ((place % (across - 1)) + Math.floor(place / (across - 1))) % 4;
    bands[band] = ((bands[band] ?? 0n) << 1n) | (step > leastStep ? 1n : 0n);
  }
  return bands.reduce((bits, band) => (bits << 16n) | band, 0n);
}

const cosines = (size: number) => Array.from({ length: 8 }, (_, wave) => Array.from({ length: size }, (_one, at) => Math.cos((Math.PI * wave * (at + 0.5)) / size)));
const [acrossCosines, downCosines] = [cosines(gridWidth), cosines(gridHeight)];

/** The 8 × 8 slowest waves of a discrete cosine transform: above their median or below. The first one is the brightness and says nothing. */
function wavesOf(grid: Uint8Array): bigint {
  const rows = Array.from({ length: gridHeight }, (_, y) => acrossCosines.map((wave) => wave.reduce((sum, cosine, x) => sum + cosine * (grid[y * gridWidth + x] ?? 0), 0)));
  const waves = downCosines.flatMap((wave) => acrossCosines.map((_, column) => wave.reduce((sum, cosine, y) => sum + cosine * (rows[y]?.[column] ?? 0), 0)));
  const middle = waves.slice(1).sort((a, b) => a - b)[31] ?? 0;
  return waves.reduce((bits, wave, place) => (bits << 1n) | (place > 0 && wave > middle ? 1n : 0n), 0n);
}

function contrastOf(grid: Uint8Array): number {
  const mean = grid.reduce((sum, grey) => sum + grey, 0) / grid.length;
  return Math.sqrt(grid.reduce((sum, grey) => sum + (grey - mean) ** 2, 0) / grid.length);
}

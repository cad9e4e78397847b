import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where the window was; x and y are left out until it has been somewhere. */
export type WindowState = { x?: number; y?: number; width: number; height: number; isMaximized: boolean };
/** A part of a screen that windows may use. */
export type Area = { x: number; y: number; width: number; height: number };

const usual: WindowState = { width: 1440, height: 900, isMaximized: false };
const least = { width: 1024, height: 700 };

/** The kept state, fitted to the screens there are now; the usual one when nothing readable was kept. */
export function readWindowState(path: string, areas: Area[]): WindowState {
  const kept = parse(path);
  if (!kept) return usual;
  const width = Math.max(least.width, kept.width);
  const height = Math.max(least.height, kept.height);
  const { x, y } = kept;
  // A window on a screen that was unplugged could not be reached again.
  const isSeen = x !== undefined && y !== undefined && areas.some((area) => x + width > area.x + 100 && x < area.x + area.width - 100 && y >= area.y - 10 && y < area.y + area.height - 100);
  return isSeen ? { x, y, width, height, isMaximized: kept.isMaximized } : { width, height, isMaximized: kept.isMaximized };
}

/** Keeps the state in one step; a desk that dies while writing keeps the one before. */
export function writeWindowState(path: string, state: WindowState): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(state));
  renameSync(`${path}.new`, path);
}

function parse(path: string): WindowState | null {
  try {
    const { x, y, width, height, isMaximized } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Record<keyof WindowState, unknown>>;
    if (!isPixel(width) || !isPixel(height)) return null;
    return { width, height, isMaximized: isMaximized === true, ...(isPixel(x) && isPixel(y) ? { x, y } : {}) };
  } catch {
    return null; // Never kept, or not by us.
  }
}

function isPixel(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 100_000;
}

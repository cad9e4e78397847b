import type { Desk } from '../desk.ts';
import { readWhole, type VaultFile } from './keep.ts';
import { mostBytes } from './look.ts';
import { pixelsAside } from './lookAside.ts';
import type { Pixels } from './plainLook.ts';

/** Pictures held at once, in bytes: about ten photos of 24 megapixels. */
const mostHeld = 64 * 1024 * 1024;
const heldMs = 5 * 60_000;

type Held = { pixels: Promise<Pixels | null>; bytes: number; forget: ReturnType<typeof setTimeout> };

const shelves = new WeakMap<Desk, Map<string, Held>>();

/**
 * A photo in its full size, drawn when somebody zooms in: few are, and each takes as much room as its original. It is held in memory for five
 * minutes from its last use and never written down. Null when it cannot be drawn.
 */
export async function pixelsOf(desk: Desk, file: VaultFile): Promise<Pixels | null> {
  const shelf = shelves.get(desk) ?? new Map<string, Held>();
  shelves.set(desk, shelf);
  const known = shelf.get(file.sha256);
  clearTimeout(known?.forget);
  const pixels = known?.pixels ?? draw(desk, file);
  const held: Held = { pixels, bytes: known?.bytes ?? 0, forget: setTimeout(() => shelf.delete(file.sha256), heldMs).unref() };
  // Last in the map is last to go.
  shelf.delete(file.sha256);
  shelf.set(file.sha256, held);
  try {
    const drawn = await pixels;
    held.bytes = drawn?.bytes.length ?? 0;
    // What failed may have failed by a busy machine: the next one asks again.
    if (drawn === null) drop(shelf, file.sha256);
    makeRoom(shelf, file.sha256);
    return drawn;
  } catch (error) {
    drop(shelf, file.sha256);
    throw error;
  }
}

function draw(desk: Desk, file: VaultFile): Promise<Pixels | null> {
  if (file.size > mostBytes) return Promise.resolve(null);
  return pixelsAside(async () => ({ bytes: await readWhole(desk, file), fileName: '', size: file.size }));
}

function makeRoom(shelf: Map<string, Held>, kept: string): void {
  let sum = [...shelf.values()].reduce((all, held) => all + held.bytes, 0);
  for (const [sha256, { bytes }] of [...shelf]) {
    if (sum <= mostHeld) return;
    if (sha256 === kept) continue;
    drop(shelf, sha256);
    sum -= bytes;
  }
}

function drop(shelf: Map<string, Held>, sha256: string): void {
  clearTimeout(shelf.get(sha256)?.forget);
  shelf.delete(sha256);
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { docketFolder } from '../loadDocket.ts';
import { redateFile, renamePhoto } from '../redate.ts';
import { goods } from './goods.ts';

const day = 24 * 3_600_000;
/** A photo of generated cases is there in a few takes, so many days before the anchor each; many cases share one. */
const takes = [95, 50, 6] as const;

/** A file that generated cases share: known by `key`, made by `makePhoto`. */
export type Photo = { key: string; path: string; takenAt: number };
/** The same once its bytes are known. */
export type KeptPhoto = Photo & { sha256: string; size: number };

/** Every photo of the catalogue in each of its takes. */
export function photosOf(anchor: number): Photo[] {
  const paths = [...new Set(goods.flatMap(({ buyerPhoto, sellerPhoto }) => [buyerPhoto, sellerPhoto].filter((path) => path !== null)))];
  return paths.flatMap((path) => takes.map((days) => ({ key: `${path} ${days}`, path, takenAt: anchor - days * day })));
}

/** The key of the take of a photo that fits a moment best: the first one after it, else the newest. */
export function keyOfPhoto(path: string, after: number, anchor: number): string {
  return `${path} ${takes.find((days) => anchor - days * day >= after) ?? takes.at(-1)}`;
}

const takenPattern = /(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)(?=\0)/;

/** The bytes of a photo, with its own date and id; the same for the same seed. */
export async function makePhoto({ key, path, takenAt }: Photo, seed: string, folder = docketFolder): Promise<Buffer> {
  const original = await readFile(join(folder, path));
  const stamp = takenPattern.exec(original.toString('latin1', 0, 2048));
  const shift = stamp ? takenAt - Date.parse(`${stamp[1]}-${stamp[2]}-${stamp[3]}T${stamp[4]}Z`) : 0;
  return renamePhoto(redateFile(path, original, shift), createHash('sha256').update(`${seed} ${key}`).digest('hex').slice(0, 32));
}

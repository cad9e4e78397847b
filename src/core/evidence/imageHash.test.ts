import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bitsOf, distanceOf, hashOf, type ImageHash } from './imageHash.ts';
import { lookInto } from './look.ts';

const docket = new URL('../../../resources/docket/', import.meta.url);
const photos = [
  '01-wrong-colour-shoes/data/evidence/buyer/IMG_2210.jpg',
  '02-watch-wrong-colour-strap-missing/data/evidence/buyer/watch-in-box.jpg',
  '03-tablet-cracked-in-transit/data/evidence/buyer/IMG_0415.jpg',
  '06-counterfeit-headphones/data/evidence/seller/stock.jpg',
  '10-vacuum-returned-not-refunded/data/evidence/buyer/robo.jpg',
  '12-rug-too-short-seven-offers/data/evidence/buyer/massband.jpg',
  '17-vase-same-photo/data/evidence/buyer/vase.jpg',
  '19-chair-partly-refunded-before/data/evidence/buyer/stuhl.jpg',
  '20-dinner-set-two-claims/data/evidence/buyer/prato-partido.jpg',
  '25-shoes-returned-worn/data/evidence/seller/return-inspection.jpg',
];
const read = (path: string) => readFile(new URL(path, docket));
const hash = async (bytes: Buffer): Promise<ImageHash | null> => (await lookInto(bytes, 'a.jpg', bytes.length)).hash;
const sure = async (bytes: Buffer): Promise<ImageHash> => {
  const found = await hash(bytes);
  if (!found) throw new Error('no hash');
  return found;
};
/** Upright, without a part of each edge. */
const cut = async (bytes: Buffer, part: number) => {
  const { data, info } = await sharp(bytes).rotate().toBuffer({ resolveWithObject: true });
  const [left, top] = [Math.round(info.width * part), Math.round(info.height * part)];
  return sharp(data).extract({ left, top, width: info.width - 2 * left, height: info.height - 2 * top }).jpeg({ quality: 85 }).toBuffer();
};
const variants: [string, (bytes: Buffer) => Promise<Buffer>][] = [
  ['made small', (bytes) => sharp(bytes).rotate().resize({ width: 400 }).jpeg({ quality: 85 }).toBuffer()],
  ['compressed as by a messenger', (bytes) => sharp(bytes).rotate().resize({ width: 800, withoutEnlargement: true }).jpeg({ quality: 40 }).toBuffer()],
  ['saved as WebP', (bytes) => sharp(bytes).rotate().webp({ quality: 50 }).toBuffer()],
  ['saved as PNG', (bytes) => sharp(bytes).rotate().png({ compressionLevel: 1 }).toBuffer()],
  ['in grey', (bytes) => sharp(bytes).rotate().greyscale().jpeg().toBuffer()],
  ['blurred', (bytes) => sharp(bytes).rotate().blur(2).jpeg().toBuffer()],
  ['squeezed', (bytes) => sharp(bytes).rotate().resize(700, 480, { fit: 'fill' }).jpeg().toBuffer()],
  ['cut by a hundredth at each edge', (bytes) => cut(bytes, 0.01)],
];

describe('how a picture looks', () => {
  it.each(variants)('is another when it is only %s', async (_name, make) => {
    for (const path of photos) {
      const bytes = await read(path);
      expect([path, distanceOf(await sure(bytes), await sure(await make(bytes)))]).toEqual([path, expect.any(Number)]);
    }
  });

  it('is the same for pictures of different things', async () => {
    const hashes = await Promise.all(photos.map(async (path) => sure(await read(path))));
    for (const [place, one] of hashes.entries()) for (const other of hashes.slice(place + 1)) expect(distanceOf(one, other)).toBeNull();
  });

  it('is known of a blank picture, which would be found for every other blank one', async () => {
    const flat = sharp({ create: { width: 640, height: 480, channels: 3, background: '#eee' } });
    const speck = await sharp({ create: { width: 30, height: 30, channels: 3, background: '#222' } }).png().toBuffer();
    const noise = sharp({ create: { width: 640, height: 480, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 3 } } });
    expect(await hash(await flat.clone().jpeg().toBuffer())).toBeNull();
    expect(await hash(await flat.clone().composite([{ input: speck, left: 300, top: 200 }]).jpeg().toBuffer())).toBeNull();
    expect(await hash(await noise.jpeg().toBuffer())).toBeNull();
  });

  it('of a clear picture on a transparent ground is taken from black on black', async () => {
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><circle cx="200" cy="180" r="90"/><rect x="330" y="60" width="120" height="260"/><path d="M60 380L250 270L560 390Z"/></svg>');
    const clear = await sharp(drawing).png().toBuffer();
    expect(distanceOf(await sure(clear), await sure(await sharp(clear).flatten({ background: '#fff' }).png().toBuffer()))).toBe(0);
  });

  it('is read from whatever part of a picture comes first', () => {
    const grid = Uint8Array.from({ length: 36 * 32 }, (_, at) => (((at % 36) * 37 + Math.floor(at / 36) * 91) % 251));
    expect(hashOf(grid)).toEqual(hashOf(grid.slice()));
    expect(bitsOf(0n)).toBe(0);
    expect(bitsOf(0xffff_ffff_ffff_ffffn)).toBe(64);
    expect(bitsOf(-1n)).toBe(64);
    expect(bitsOf(1n << 63n)).toBe(1);
  });
});

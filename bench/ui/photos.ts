import { randomBytes } from 'node:crypto';
import sharp from 'sharp';

/** A JPEG like a phone's: soft colours, edges, and the grain that makes it as hard to compress as a photo. No two are alike. */
export async function makePhoto(width: number, height: number): Promise<Buffer> {
  const [cloud, grain] = await Promise.all([enlarged(24, 16, width, height), enlarged(width >> 2, height >> 2, width, height)]);
  const shapes = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${Array.from({ length: 24 }, () => shape(width, height)).join('')}</svg>`);
  return sharp(cloud)
    .composite([{ input: shapes }, { input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 82 })
    .toBuffer();
}

/** Random colours on a coarse grid, drawn large. */
function enlarged(columns: number, rows: number, width: number, height: number): Promise<Buffer> {
  return sharp(randomBytes(columns * rows * 3), { raw: { width: columns, height: rows, channels: 3 } })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

function shape(width: number, height: number): string {
  const [x = 0, y = 0, size = 0, red = 0, green = 0, blue = 0] = randomBytes(6);
  const fill = `rgb(${red},${green},${blue})`;
  const place = [(x / 255) * width, (y / 255) * height, ((size + 20) / 255) * height * 0.3].map(Math.round);
  if (size % 2) return `<circle cx="${place[0]}" cy="${place[1]}" r="${place[2]}" fill="${fill}"/>`;
  return `<rect x="${place[0]}" y="${place[1]}" width="${place[2]}" height="${place[2]}" fill="${fill}" transform="rotate(${red} ${place[0]} ${place[1]})"/>`;
}

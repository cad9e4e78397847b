import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { lookInto } from './look.ts';

const look = (bytes: Buffer, name = 'a.jpg') => lookInto(bytes, name, bytes.length);
const flat = (width: number, height: number, background = '#c33') => sharp({ create: { width, height, channels: 3, background }, limitInputPixels: false });
const fixture = (name: string) => readFile(new URL(`./fixtures/${name}`, import.meta.url));
const frames = () => Promise.all(['#f00', '#0f0', '#00f'].map((colour) => flat(40, 30, colour).png().toBuffer()));
const colourOf = async (bytes: Uint8Array | null) => {
  const { data } = await sharp(bytes ?? undefined).resize(1, 1).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return [...data];
};

/** A PNG that says in an acTL chunk before its pixels how many frames it has. */
async function apng(count: number): Promise<Buffer> {
  const png = await flat(40, 30).png().toBuffer();
  const chunk = Buffer.alloc(20);
  chunk.writeUInt32BE(8, 0);
  chunk.write('acTL', 4, 'latin1');
  chunk.writeUInt32BE(count, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 16)), 16);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

describe('a look into a picture', () => {
  it('shows HEIC, which browsers do not: as pixels, with the date of the camera', async () => {
    const found = await look(await fixture('red.heic'), 'IMG_0001.HEIC');
    expect(found).toMatchObject({ show: 'image', mediaType: 'image/heic', width: 64, height: 48, takenAt: Date.parse('2026-05-01T08:00:00Z'), error: null });
    const [red = 0, green = 255, blue = 255] = await colourOf(found.preview);
    expect(red > 180 && green < 80 && blue < 80).toBe(true);
  });

  it('refuses a HEIC bomb by the size in its head, before a pixel is made', async () => {
    const bomb = Buffer.from(await fixture('red.heic'));
    for (let at = bomb.indexOf('ispe'); at >= 0; at = bomb.indexOf('ispe', at + 1)) {
      bomb.writeUInt32BE(9_000, at + 8);
      bomb.writeUInt32BE(9_000, at + 12);
    }
    expect(await look(bomb, 'a.heic')).toMatchObject({ show: 'none', preview: null, error: expect.stringMatching(/9000 × 9000 pixels/) as string });
  });

  it('says of a cut HEIC that it cannot be decoded', async () => {
    const whole = await fixture('red.heic');
    expect(await look(whole.subarray(0, 500), 'a.heic')).toMatchObject({ show: 'none', error: expect.stringContaining('cannot be decoded') as string });
  });

  it.each([
    ['gif', async () => sharp(await frames(), { join: { animated: true } }).gif().toBuffer()],
    ['webp', async () => sharp(await frames(), { join: { animated: true } }).webp({ lossless: true }).toBuffer()],
  ])('shows the first frame of an animated %s and counts the others', async (_name, make) => {
    const found = await look(await make());
    expect(found).toMatchObject({ show: 'image', width: 40, height: 30, pages: 3, metadata: [{ name: 'Frames', value: '3; the first one is shown' }] });
    expect((await colourOf(found.preview))[0]).toBeGreaterThan(240);
  });

  it('counts the frames of an animated PNG, and says nothing of frames where there is one', async () => {
    expect(await look(await apng(7), 'a.png')).toMatchObject({ show: 'image', mediaType: 'image/apng', pages: 7 });
    expect(await look(await flat(4, 4).png().toBuffer())).toMatchObject({ pages: null, metadata: [] });
  });

  it('turns a photo upright, and draws print colours and 16 bits as a screen shows them', async () => {
    expect(await look(await flat(40, 30).withMetadata({ orientation: 6 }).jpeg().toBuffer())).toMatchObject({ width: 30, height: 40 });
    const print = await look(await flat(40, 30, '#fff').toColourspace('cmyk').jpeg().toBuffer());
    expect(print).toMatchObject({ show: 'image', metadata: [{ name: 'Colours', value: 'CMYK, as for print' }] });
    expect(Math.min(...(await colourOf(print.preview)))).toBeGreaterThan(230);
    expect(await look(await flat(40, 30).toColourspace('rgb16').png().toBuffer())).toMatchObject({ show: 'image', metadata: [{ name: 'Depth', value: '16 bits a colour' }] });
  });

  it('says how large a picture is that is too large to decode', async () => {
    const bomb = await flat(30_000, 3_000).png({ compressionLevel: 9 }).toBuffer();
    expect(await look(bomb)).toMatchObject({ show: 'none', width: 30_000, height: 3_000, error: expect.stringContaining('30000 × 3000 pixels') as string });
  });

  it('shows photos as phones write them: with bytes of their own behind the picture', async () => {
    const photo = await flat(400, 300).jpeg().toBuffer();
    const padded = Buffer.concat([photo.subarray(0, -2), Buffer.alloc(16), photo.subarray(-2)]);
    for (const bytes of [Buffer.concat([photo, Buffer.from('SEFH trailer')]), padded]) expect(await look(bytes)).toMatchObject({ show: 'image', error: null });
  });

  it('draws nothing of a photo that breaks off, and keeps what the camera wrote', async () => {
    const photo = await flat(400, 300).withExif({ IFD0: { Make: 'Camera & Co' } }).jpeg().toBuffer();
    expect(await look(photo.subarray(0, -300))).toMatchObject({ show: 'none', metadata: [{ name: 'Make', value: 'Camera & Co' }], error: expect.stringContaining('cannot be decoded') as string });
  });
});

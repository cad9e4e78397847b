import ExifReader from 'exifreader';
import sharp, { type Sharp } from 'sharp';
import { pixelsOfHeic, sizeOfHeic } from './heic.ts';
import { gridHeight, gridWidth, hashOf, type ImageHash } from './imageHash.ts';
import { isSafe, plainLook, type Look, type LookTools, type Pixels } from './plainLook.ts';
import { toShownText } from './text.ts';

// Decoders that read scripts, foreign files or documents are never needed for evidence: they are an attack surface.
sharp.block({ operation: ['VipsForeignLoadMagick', 'VipsForeignLoadPdf', 'VipsForeignLoadOpenslide', 'VipsForeignLoadMat', 'VipsForeignLoadNifti'] });
// VIPS_BLOCK_UNTRUSTED closes the one for drawings too; they are drawn in this process alone, without filters.
sharp.unblock({ operation: ['VipsForeignLoadSvg'] });
sharp.concurrency(1);
sharp.cache(false);

/** The most pixels a picture may have to be decoded. */
const mostPixels = 64_000_000;
const limits = { limitInputPixels: mostPixels, failOn: 'warning', pages: 1 } as const;
const secondsAtMost = 10;
const previewPixels = 2_400;
const thumbnailPixels = 320;
/** The longest side WebP can write. */
const mostOfWebp = 16_383;

const shownTags = ['Make', 'Model', 'Software', 'DateTimeOriginal', 'DateTime', 'OffsetTimeOriginal', 'GPSLatitude', 'GPSLongitude', 'ImageDescription', 'Artist'];

/** Decodes a picture and writes it anew as WebP in two sizes; the original's bytes are never shown. Of an animation the first frame counts. */
export async function lookIntoImage(bytes: Buffer, mediaType: string, tools: LookTools): Promise<Look> {
  // HEIC is decoded in WebAssembly, several times as slow as the others; it has the usual time.
  if (!isHeic(mediaType)) tools.within(secondsAtMost * 1_000);
  const camera = readCamera(bytes);
  tools.soFar(plainLook(mediaType, 'none', camera));
  try {
    const { open, pages, about, width, height } = await openPicture(bytes, mediaType);
    const size = { width, height };
    const metadata = [...camera.metadata, ...about];
    if (width * height > mostPixels) {
      const error = `The picture has ${width} × ${height} pixels; more than ${mostPixels / 1_000_000} million are not decoded here. ${isSafe}`;
      return plainLook(mediaType, 'none', { ...camera, ...size, pages, metadata, error });
    }
    const drawn = await drawTwice(await open(), mediaType === 'image/svg+xml');
    return plainLook(mediaType, 'image', { ...camera, ...size, pages, metadata, ...drawn, hash: await hashDrawn(drawn.thumbnail) });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return plainLook(mediaType, 'none', { ...camera, error: `The picture cannot be decoded: ${toShownText(why).slice(0, 300)}. ${isSafe}` });
  }
}

/** Pixels as a preview and a thumbnail in WebP; a drawing is enlarged, a photo never. */
export async function drawTwice(picture: Sharp, isDrawing = false): Promise<{ preview: Buffer; thumbnail: Buffer }> {
  const preview = await drawAsWebp(picture, previewPixels, isDrawing);
  const thumbnail = await sharp(preview).resize(thumbnailPixels, thumbnailPixels, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 76, effort: 2 }).toBuffer();
  return { preview, thumbnail };
}

/** How a picture looks by its thumbnail alone: so a file looked into long ago and one looked into now are hashed from the same pixels. */
export async function hashDrawn(thumbnail: Uint8Array): Promise<ImageHash | null> {
  return hashOf(await sharp(thumbnail, limits).flatten({ background: '#fff' }).greyscale().resize(gridWidth, gridHeight, { fit: 'fill' }).raw().toBuffer());
}

/**
 * A picture in its own size, for zooming to its pixels: JPEG, which takes a third of the time of WebP and has no limit of 16,383 a side; WebP
 * where something may shine through. Colours are kept as finely as the original has them. Null when it cannot be decoded.
 */
export async function drawEveryPixel(bytes: Buffer, mediaType: string, tools: LookTools): Promise<Pixels | null> {
  if (!isHeic(mediaType)) tools.within(secondsAtMost * 1_000);
  try {
    const { open, width, height, hasAlpha, chroma } = await openPicture(bytes, mediaType);
    if (width * height > mostPixels) return null;
    const picture = (await open()).rotate().timeout({ seconds: secondsAtMost });
    if (hasAlpha && Math.max(width, height) <= mostOfWebp) return { mediaType: 'image/webp', bytes: await picture.webp({ quality: 90, effort: 0 }).toBuffer() };
    return { mediaType: 'image/jpeg', bytes: await picture.flatten({ background: '#fff' }).jpeg({ quality: 90, chromaSubsampling: chroma }).toBuffer() };
  } catch {
    return null;
  }
}

/** A picture of a mail for its page: WebP of at most `pixels` a side; null when it cannot be decoded. */
export async function drawInline(bytes: Uint8Array, pixels: number): Promise<Buffer | null> {
  try {
    return await drawAsWebp(sharp(bytes, limits), pixels, false);
  } catch {
    // The picture is an attachment too; there its own look says why.
    return null;
  }
}

function drawAsWebp(picture: Sharp, pixels: number, isDrawing: boolean): Promise<Buffer> {
  return picture
    .rotate()
    .resize(pixels, pixels, { fit: 'inside', withoutEnlargement: !isDrawing })
    .webp({ quality: 84, effort: 2 })
    .timeout({ seconds: secondsAtMost })
    .toBuffer();
}

type Picture = Pick<Look, 'pages'> & { width: number; height: number; hasAlpha: boolean; chroma: '4:2:0' | '4:4:4'; about: Look['metadata']; open(): Promise<Sharp> };

/** Size and kind of a picture from its head alone; `open` decodes. */
async function openPicture(bytes: Buffer, mediaType: string): Promise<Picture> {
  if (isHeic(mediaType)) {
    const size = await sizeOfHeic(bytes);
    return { ...size, hasAlpha: false, chroma: '4:2:0', pages: null, about: [], open: async () => sharp(await pixelsOfHeic(bytes), { raw: { ...size, channels: 4 } }) };
  }
  const head = await sharp(bytes, { ...limits, limitInputPixels: false }).metadata();
  const frames = mediaType === 'image/apng' ? apngFrames(bytes) : (head.pages ?? 1);
  const about = [
    ...(frames > 1 ? [{ name: mediaType === 'image/tiff' ? 'Pages' : 'Frames', value: `${frames}; the first one is shown` }] : []),
    ...(head.space === 'cmyk' ? [{ name: 'Colours', value: 'CMYK, as for print' }] : []),
    ...(head.depth === 'ushort' ? [{ name: 'Depth', value: '16 bits a colour' }] : []),
  ];
  const { width, height } = head.autoOrient;
  return { width, height, hasAlpha: head.hasAlpha, chroma: head.chromaSubsampling === '4:2:0' ? '4:2:0' : '4:4:4', pages: frames > 1 ? frames : null, about, open: async () => sharp(bytes, limits) };
}

function isHeic(mediaType: string): boolean {
  return /^image\/hei[cf]/.test(mediaType);
}

/** The frames an animated PNG declares in its acTL chunk, which stands before the first pixels; 1 when it has none. */
function apngFrames(bytes: Buffer): number {
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (name === 'acTL') return bytes.readUInt32BE(at + 8);
    if (name === 'IDAT') return 1;
  }
  return 1;
}

function readCamera(bytes: Buffer): Pick<Look, 'metadata' | 'takenAt'> {
  try {
    const tags = ExifReader.load(bytes);
    const metadata = shownTags.flatMap((name) => {
      const value = tags[name]?.description;
      return value === undefined || String(value).trim() === '' ? [] : [{ name, value: toShownText(String(value)).slice(0, 2_000).toWellFormed() }];
    });
    return { metadata, takenAt: readMoment(tags['DateTimeOriginal']?.description, tags['OffsetTimeOriginal']?.description) };
  } catch {
    // No camera data, or none that can be read: both mean there is nothing to say about it.
    return { metadata: [], takenAt: null };
  }
}

/** EXIF's "2026:11:20 09:00:00" with its offset; without one UTC is assumed, which a day's tolerance elsewhere allows for. */
function readMoment(date: unknown, offset: unknown): number | null {
  const match = /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})/.exec(String(date ?? ''));
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const zone = /^[+-]\d{2}:\d{2}$/.test(String(offset)) ? String(offset) : 'Z';
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(at) ? null : at;
}

import ExifReader from 'exifreader';
import sharp from 'sharp';
import { plainLook, type Look } from './plainLook.ts';
import { toShownText } from './text.ts';

// Decoders that read scripts, foreign files or documents are never needed for evidence: they are an attack surface.
sharp.block({ operation: ['VipsForeignLoadMagick', 'VipsForeignLoadPdf', 'VipsForeignLoadOpenslide', 'VipsForeignLoadMat', 'VipsForeignLoadNifti'] });

const limits = { limitInputPixels: 64_000_000, failOn: 'truncated', pages: 1 } as const;
const secondsAtMost = 10;
const previewPixels = 2_400;
const thumbnailPixels = 320;

const shownTags = ['Make', 'Model', 'Software', 'DateTimeOriginal', 'DateTime', 'OffsetTimeOriginal', 'GPSLatitude', 'GPSLongitude', 'ImageDescription', 'Artist'];

/** Decodes a picture and writes it anew as WebP in two sizes; the original's bytes are never shown. */
export async function lookIntoImage(bytes: Buffer, mediaType: string): Promise<Look> {
  const { metadata, takenAt } = readCamera(bytes);
  try {
    const upright = await sharp(bytes, limits).metadata();
    const draw = (pixels: number, quality: number) =>
      sharp(bytes, limits)
        .rotate()
        .resize(pixels, pixels, { fit: 'inside', withoutEnlargement: mediaType !== 'image/svg+xml' })
        .webp({ quality, effort: 2 })
        .timeout({ seconds: secondsAtMost })
        .toBuffer();
    return plainLook(mediaType, 'image', {
      width: upright.autoOrient.width,
      height: upright.autoOrient.height,
      metadata,
      takenAt,
      preview: await draw(previewPixels, 84),
      thumbnail: await draw(thumbnailPixels, 76),
    });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return plainLook(mediaType, 'none', { metadata, takenAt, error: `The picture cannot be decoded: ${toShownText(why)}.` });
  }
}

function readCamera(bytes: Buffer): Pick<Look, 'metadata' | 'takenAt'> {
  try {
    const tags = ExifReader.load(bytes);
    const metadata = shownTags.flatMap((name) => {
      const value = tags[name]?.description;
      return value === undefined || String(value).trim() === '' ? [] : [{ name, value: toShownText(String(value)).slice(0, 2_000) }];
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

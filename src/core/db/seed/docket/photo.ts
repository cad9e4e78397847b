import sharp from 'sharp';
import { createHash } from 'node:crypto';
import { expose, type Lens } from './scenes/develop.ts';

/** The device a photo claims to come from. */
export interface Camera {
  make: string;
  model: string;
  software?: string;
}

/** What a camera writes beside the pixels. */
export interface Shot {
  camera: Camera;
  /** Moment of the shot. */
  takenAt: Date;
  /** Zone of the camera as `+01:00`. */
  offset: string;
  gps?: { latitude: number; longitude: number };
}

/** A moment as EXIF writes it, in the given zone. */
export function exifDate(moment: Date, offset: string): string {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  const local = new Date(moment.getTime() + (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', ':');
}

function degrees(value: number): string {
  const whole = Math.floor(Math.abs(value));
  const minutes = (Math.abs(value) - whole) * 60;
  return `${whole}/1 ${Math.floor(minutes)}/1 ${Math.round((minutes - Math.floor(minutes)) * 6000)}/100`;
}

/** Develops a scene into a JPEG as a phone would hand it over, EXIF included. */
export async function takePhoto(svg: string, lens: Lens, shot: Shot | null, quality = 70): Promise<Buffer> {
  const { data, width, height } = await expose(svg, lens);
  const image = sharp(data, { raw: { width, height, channels: 3 } }).jpeg({ quality, chromaSubsampling: '4:2:0', progressive: false });
  if (!shot) return image.toBuffer();
  const stamp = exifDate(shot.takenAt, shot.offset);
  const unique = createHash('sha256').update(`${lens.seed} ${stamp}`).digest('hex').slice(0, 32);
  const exif: Record<string, Record<string, string>> = {
    IFD0: { Make: shot.camera.make, Model: shot.camera.model, Software: shot.camera.software ?? '1.0', DateTime: stamp },
    IFD2: { DateTimeOriginal: stamp, DateTimeDigitized: stamp, OffsetTime: shot.offset, OffsetTimeOriginal: shot.offset, ImageUniqueID: unique },
  };
  if (shot.gps) {
    const { latitude, longitude } = shot.gps;
    exif['IFD3'] = {
      GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
      GPSLatitude: degrees(latitude),
      GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
      GPSLongitude: degrees(longitude),
    };
  }
  return image.withExif(exif).toBuffer();
}

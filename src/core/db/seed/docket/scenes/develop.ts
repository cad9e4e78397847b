import sharp from 'sharp';
import { randomFrom } from '../random.ts';

/** How the picture was taken: what turns a drawing into a snapshot. */
export interface Lens {
  seed: string;
  /** 0 straight from above or in front, 1 strongly tilted away. */
  tilt?: number;
  /** Degrees the camera was held askew. */
  roll?: number;
  /** -1 dark to 1 bright. */
  exposure?: number;
  /** -1 bluish to 1 yellowish. */
  warmth?: number;
  /** Standard deviation of the grain in 8-bit steps. */
  grain?: number;
  /** Height in focus, 0 top to 1 bottom; null for all in focus. */
  focus?: number | null;
  width?: number;
  height?: number;
}

interface Pixels {
  data: Buffer;
  width: number;
  height: number;
}

async function rasterise(svg: string, blur: number): Promise<Pixels> {
  const image = sharp(Buffer.from(svg)).flatten({ background: '#777' }).removeAlpha();
  const { data, info } = await (blur > 0 ? image.blur(blur) : image).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function sample(from: Pixels, x: number, y: number, channel: number): number {
  const left = Math.max(0, Math.min(from.width - 2, Math.floor(x)));
  const top = Math.max(0, Math.min(from.height - 2, Math.floor(y)));
  const [fx, fy] = [Math.max(0, Math.min(1, x - left)), Math.max(0, Math.min(1, y - top))];
  const at = (top * from.width + left) * 3 + channel;
  const below = at + from.width * 3;
  const upper = (from.data[at] ?? 0) * (1 - fx) + (from.data[at + 3] ?? 0) * fx;
  const lower = (from.data[below] ?? 0) * (1 - fx) + (from.data[below + 3] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

/** Takes the photo: perspective, focus, light, grain. Answers raw RGB pixels. */
export async function expose(svg: string, lens: Lens): Promise<{ data: Buffer; width: number; height: number }> {
  const { tilt = 0.3, roll = 0, exposure = 0, warmth = 0, grain = 5, focus = null, width = 1400, height = 1050 } = lens;
  const near = await rasterise(svg, 0.7);
  const far = focus === null ? near : await rasterise(svg, 7);
  const random = randomFrom(`grain ${lens.seed}`);
  const out = Buffer.alloc(width * height * 3);
  const turn = (roll * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const zoom = 1.07 + Math.abs(roll) * 0.022 + tilt * 0.12;
  const tint = [1 + warmth * 0.07, 1 + warmth * 0.012, 1 - warmth * 0.1];
  const gain = 2 ** (exposure * 0.6);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const u = (column / width - 0.5) / zoom;
      const v = (row / height - 0.5) / zoom;
      const [ru, rv] = [u * cos - (v * sin * height) / width, (u * sin * width) / height + v * cos];
      const depth = 1 - rv * tilt * 0.55;
      const x = (ru * depth * 1.0 + 0.5) * near.width;
      const y = (rv * depth * (1 - tilt * 0.06) + 0.5) * near.height;
      const blur = focus === null ? 0 : Math.min(1, Math.max(0, Math.abs(row / height - focus) * 2.4 - 0.42));
      const vignette = 1 - (u * u + v * v) * 0.75;
      const noise = (random() + random() + random() - 1.5) * 2 * grain;
      for (let channel = 0; channel < 3; channel++) {
        const crisp = blur < 1 ? sample(near, x, y, channel) : 0;
        const value = blur > 0 ? crisp * (1 - blur) + sample(far, x, y, channel) * blur : crisp;
        out[(row * width + column) * 3 + channel] = Math.max(0, Math.min(255, Math.round(value * vignette * gain * (tint[channel] ?? 1) + noise)));
      }
    }
  }
  return { data: out, width, height };
}

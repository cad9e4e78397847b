import { between, type Chance } from './chance.ts';
import { toPng } from './png.ts';

/** What a photo shows: the thing as it was packed, or as it arrived. */
export const scenes = ['packed', 'whole', 'cracked', 'stained', 'other_colour', 'empty_box', 'part_missing', 'doorstep', 'label'] as const;
export type Scene = (typeof scenes)[number];

const width = 400;
const height = 300;

/** Draws a photo: a table, a box, the thing and what is wrong with it. Light, place and grain are different each time. */
export function drawPhoto(chance: Chance, scene: Scene, hue: number): Buffer {
  const pixels = new Uint8Array(width * height);
  const light = between(chance, -14, 14);
  const shade = (red: number, green: number, blue: number): [number, number, number] => [clamp(red + light), clamp(green + light), clamp(blue + light)];
  const thing = fromHue(scene === 'other_colour' ? hue + 160 : hue);
  const palette: [number, number, number][] = [
    shade(188, 176, 158), shade(176, 163, 144), shade(160, 124, 84), shade(126, 94, 60), shade(...thing), shade(thing[0] * 0.7, thing[1] * 0.7, thing[2] * 0.7),
    shade(40, 38, 36), shade(238, 236, 230), shade(120, 60, 40), shade(96, 100, 104), shade(70, 110, 70), shade(214, 206, 190),
  ];
  const fill = (inside: (x: number, y: number) => boolean, colour: number, [x0, y0, x1, y1]: readonly number[] = [0, 0, width, height]): void => {
    for (let y = Math.max(0, Math.floor(y0 ?? 0)); y < Math.min(height, y1 ?? 0); y += 1) for (let x = Math.max(0, Math.floor(x0 ?? 0)); x < Math.min(width, x1 ?? 0); x += 1) if (inside(x, y)) pixels[y * width + x] = colour;
  };
  const rect = (x: number, y: number, w: number, h: number, colour: number): void => fill(() => true, colour, [x, y, x + w, y + h]);
  const oval = (x: number, y: number, rx: number, ry: number, colour: number): void => fill((px, py) => ((px - x) / rx) ** 2 + ((py - y) / ry) ** 2 <= 1, colour, [x - rx, y - ry, x + rx, y + ry]);
  const line = (x0: number, y0: number, x1: number, y1: number, colour: number): void => {
    const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1);
    for (let step = 0; step <= steps; step += 1) rect(x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps, 2, 2, colour);
  };

  const plank = between(chance, 26, 44);
  for (let y = 0; y < height; y += plank) rect(0, y, width, 2, 1);
  const [x, y] = [between(chance, 150, 230), between(chance, 120, 165)];
  const [rx, ry] = [between(chance, 56, 80), between(chance, 44, 62)];
  if (scene === 'doorstep') {
    rect(0, 0, width, 150, 9);
    rect(between(chance, 90, 150), 20, 110, 190, 3);
    rect(between(chance, 150, 220), 190, 90, 60, 2);
  } else {
    rect(x - 120, y - 82, 240, 176, 3);
    rect(x - 112, y - 74, 224, 160, 2);
  }
  if (scene === 'label') {
    rect(x - 80, y - 50, 160, 100, 7);
    for (let bar = 0; bar < 48; bar += 1) if (chance() < 0.55) rect(x - 70 + bar * 3, y + 8, 2, 34, 6);
    for (let row = 0; row < 4; row += 1) rect(x - 70, y - 40 + row * 11, between(chance, 50, 140), 4, 6);
  } else if (scene !== 'doorstep' && scene !== 'empty_box') {
    oval(x, y, rx, ry, 5);
    oval(x - 3, y - 4, rx - 5, ry - 5, 4);
    oval(x - rx * 0.35, y - ry * 0.4, rx * 0.2, ry * 0.14, 7);
    if (scene !== 'part_missing') rect(x + rx - 6, y - 10, 26, 20, 5);
  }
  if (scene === 'cracked') crack(chance, line, x, y, rx, ry);
  if (scene === 'stained') for (let spot = 0; spot < 7; spot += 1) oval(x + between(chance, -40, 40), y + between(chance, -28, 28), between(chance, 3, 12), between(chance, 3, 9), 8);
  if (scene === 'packed') for (let strip = 0; strip < 9; strip += 1) line(x - 110 + strip * 26, y - 74, x - 90 + strip * 26, y + 84, 11);
  // Grain, so that no two photos are the same and none looks like a drawing of one colour.
  for (let grain = 0; grain < 2_600; grain += 1) pixels[between(chance, 0, width * height - 1)] = between(chance, 0, 3);
  return toPng(width, height, pixels, palette);
}

function crack(chance: Chance, line: (x0: number, y0: number, x1: number, y1: number, colour: number) => void, x: number, y: number, rx: number, ry: number): void {
  let [px, py] = [x - rx * 0.6, y - ry * 0.6];
  for (let part = 0; part < 9; part += 1) {
    const [nx, ny] = [px + between(chance, 4, 18), py + between(chance, -2, 18)];
    line(px, py, nx, ny, 6);
    if (chance() < 0.5) line(px, py, px + between(chance, -14, 14), py + between(chance, 4, 16), 6);
    [px, py] = [nx, ny];
  }
}

function fromHue(hue: number): [number, number, number] {
  const part = (shift: number): number => 128 + 78 * Math.cos(((hue + shift) * Math.PI) / 180);
  return [part(0), part(240), part(120)];
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}

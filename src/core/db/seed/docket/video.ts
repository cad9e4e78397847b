import sharp from 'sharp';
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Output, WebMOutputFormat } from 'mediabunny';
import { kettle } from './scenes/household.ts';
import { startInk } from './scenes/ink.ts';
import { ground, light, picture, room, stand } from './scenes/stage.ts';
import { randomFrom } from './random.ts';

/** The VP8 key frame inside a lossy WebP file. */
function vp8Payload(webp: Buffer): Uint8Array {
  for (let at = 12; at + 8 <= webp.length; ) {
    const size = webp.readUInt32LE(at + 4);
    if (webp.toString('latin1', at, at + 4) === 'VP8 ') return webp.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size & 1);
  }
  throw new Error('the WebP has no VP8 frame');
}

async function frame(index: number, total: number): Promise<Uint8Array> {
  const ink = startInk();
  const random = randomFrom('kettle room');
  const isLit = Math.floor(index / 4) % 3 === 1;
  const shake = [Math.sin(index * 0.9) * 5, Math.cos(index * 0.7) * 4];
  const nearer = 1 + (index / total) * 0.16;
  const svg = picture(ink, [
    `<g transform="translate(${(800 + (shake[0] ?? 0)).toFixed(1)} ${(640 + (shake[1] ?? 0)).toFixed(1)}) scale(${nearer.toFixed(3)}) translate(-800 -640)">`,
    room(ink, 470, 'cool', random),
    ground('white', 470, random),
    stand(kettle(ink, isLit ? '#ff5a36' : '#3a1512'), 800, 1040, 1.45, 210),
    isLit ? '<circle cx="800" cy="941" r="60" fill="#ff5a36" opacity=".35" filter="url(#soft20)"/>' : '',
    '</g>',
    light(ink, 360, 120, 0.34),
  ]);
  const small = await sharp(Buffer.from(svg)).flatten({ background: '#777' }).resize(480, 360).webp({ quality: 42, effort: 4 }).toBuffer();
  return vp8Payload(small);
}

/** A 3.6 s clip of a kettle whose lamp blinks and goes out: WebM, VP8, 480 x 360, key frames only, the same bytes every time. */
export async function kettleVideo(): Promise<Buffer> {
  const rate = 10;
  const total = 36;
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(source, { frameRate: rate });
  await output.start();
  for (let index = 0; index < total; index++) {
    const packet = new EncodedPacket(await frame(index, total), 'key', index / rate, 1 / rate);
    await source.add(packet, { decoderConfig: { codec: 'vp8', codedWidth: 480, codedHeight: 360 } });
  }
  await output.finalize();
  if (!target.buffer) throw new Error('the muxer wrote nothing');
  return Buffer.from(target.buffer);
}

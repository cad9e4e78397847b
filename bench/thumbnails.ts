import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookAside } from '../src/core/evidence/lookAside.ts';
import { compareAll, isQuick, type Result } from './measure.ts';
import { needProgram } from './peers.ts';
import { makePhoto } from './ui/photos.ts';

const photos = isQuick ? 4 : 16;
/** As many children as the desk looks into files with. */
const workers = 2;

/** 12-megapixel photos to a preview of 2,400 and a thumbnail of 320 pixels, in WebP, against libvips' own program doing the same. */
export async function benchThumbnails(): Promise<Result[]> {
  const work = mkdtempSync(join(tmpdir(), 'bench-thumbnails-'));
  try {
    needProgram('vipsthumbnail', 'libvips-tools');
    const files: Buffer[] = [];
    for (let one = 0; one < photos; one += 1) {
      const bytes = await makePhoto(4_000, 3_000);
      files.push(bytes);
      writeFileSync(join(work, `photo-${one}.jpg`), bytes);
    }
    const drawn = join(work, 'drawn');
    const versus = await compareAll(
      {
        name: 'desk: looked into in children behind walls',
        operations: photos,
        run: async () => {
          const looks = await Promise.all(files.map((bytes, at) => lookAside(async () => ({ bytes, fileName: `photo-${at}.jpg`, size: bytes.length }))));
          if (looks.some(({ thumbnail, preview }) => !thumbnail || !preview)) throw new Error('A photo was not drawn.');
        },
      },
      [{
        name: 'vipsthumbnail, twice',
        operations: photos,
        prepare: async () => {
          rmSync(drawn, { recursive: true, force: true });
          mkdirSync(drawn);
        },
        run: async () => {
          const draw = (from: string, size: number, to: string) => `printf '%s\\0' ${from} | xargs -0 -P ${workers} -n ${photos / workers} vipsthumbnail --size ${size}x${size} -o '${to}'`;
          const env = { ...process.env, VIPS_CONCURRENCY: '1' };
          execFileSync('sh', ['-c', draw('*.jpg', 2_400, 'drawn/%s-p.webp[Q=84,effort=2]')], { cwd: work, env });
          execFileSync('sh', ['-c', draw('drawn/*-p.webp', 320, '%s-t.webp[Q=76,effort=2]')], { cwd: work, env });
        },
      }],
    );
    const note = `${photos} photos of 12 megapixels, ${workers} workers each. The desk reads camera data besides, and its children can read no file, write none and start nothing.`;
    return versus.map((one) => ({ bench: 'thumbnails: photo to preview and thumbnail', unit: 'photos/s', ...one, least: 0.9, bar: '>= 0.9x of vipsthumbnail', note }));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

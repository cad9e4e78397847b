import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeBundle } from '../../intake/bundle/writeBundle.ts';
import { makeDocket, type MadeCase } from './docket/makeDocket.ts';
import { committedAnchor } from './docket/times.ts';

const target = fileURLToPath(new URL('../../../../resources/docket/', import.meta.url));

async function damage(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    const { size } = await handle.stat();
    await handle.write(Buffer.alloc(64, 0x5a), 0, 64, Math.floor(size * 0.6));
  } finally {
    await handle.close();
  }
}

async function pack(made: MadeCase): Promise<void> {
  const out = join(target, made.packedAs === 'zip' ? `${made.slug}.zip` : made.slug);
  const files = made.files.map(({ path, bytes, sha256 }) => ({
    path,
    size: bytes.length,
    sha256,
    open: async function* () {
      yield bytes;
    },
  }));
  await writeBundle(out, { caseDocument: made.caseDocument, files, baggedAt: committedAnchor.getTime() }, { as: made.packedAs });
  if (made.damagedPath) await damage(join(out, 'data', made.damagedPath));
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
let count = 0;
for await (const made of makeDocket({ anchor: committedAnchor })) {
  await pack(made);
  count++;
}
process.stdout.write(`${count} cases written to resources/docket\n`);

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOriginals } from './originals.ts';
import { layOut, tryOne } from './tryOne.ts';

// One mutation after the other, as told: what ends this process or stalls it is seen from outside.
const root = await mkdtemp(join(tmpdir(), 'fuzz-'));
const place = await layOut(root);
const originals = await loadOriginals();

process.on('message', ({ seed, index }: { seed: number; index: number }) => {
  void tryOne(originals, place, seed, index).then((tried) => process.send?.({ index, tried }));
});
process.once('disconnect', () => void rm(root, { recursive: true, force: true }).finally(() => process.exit()));
process.send?.({ ready: root });

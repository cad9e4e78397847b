import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tempFolder } from '../tempFolder.ts';
import { chanceOf } from './chance.ts';
import { fuzz } from './fuzz.ts';
import { mutateBytes } from './mutateBytes.ts';
import { loadOriginals } from './originals.ts';
import { layOut, tryOne } from './tryOne.ts';

let dir: Awaited<ReturnType<typeof tempFolder>>;
beforeAll(async () => void (dir = await tempFolder()));
afterAll(() => dir.remove());

describe('mutated real files', () => {
  it('bring nothing down, stall nothing, leave nothing outside of the quarantine and read as zip.js reads them', async () => {
    const { mutations, findings } = await fuzz({ mutations: 250, seed: 8493, seconds: 15 });
    expect(findings).toEqual([]);
    // A busy machine does fewer in the time; none at all would prove nothing.
    expect(mutations).toBeGreaterThan(20);
  }, 90_000);

  it('are the same for the same seed and index, so that a finding can be had again', () => {
    const original = Buffer.from('a real file with some words in it');
    const made = (seed: number, index: number) => mutateBytes(original, chanceOf(seed, index), original).toString('hex');
    expect(made(7, 1)).toBe(made(7, 1));
    expect(new Set([made(7, 1), made(7, 2), made(8, 1), made(8, 2)]).size).toBe(4);
  });

  it('are of every kind, and a file left outside of the quarantine is found', async () => {
    const originals = await loadOriginals();
    expect(originals.bundles.length).toBeGreaterThan(5);
    expect(originals.payloads.length).toBeGreaterThan(10);
    expect(originals.evidence.length).toBeGreaterThan(30);
    const root = join(dir.path, 'place');
    await mkdir(root);
    const place = await layOut(root);
    expect(await tryOne(originals, place, 1, 5)).not.toHaveProperty('escape');
    // As if the desk had written it: it appears while a mutation is tried.
    const tried = tryOne(originals, place, 1, 5);
    const stray = setInterval(() => void writeFile(join(root, 'outside/stray'), 'x').catch(() => undefined), 1);
    const { escape } = await tried;
    clearInterval(stray);
    expect(escape).toContain('outside/stray');
    await rm(root, { recursive: true, force: true });
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { tempFolder } from '../tempFolder.ts';
import { startDesk } from './deskInTorture.ts';
import { operatorSession } from './orders.ts';

let folder: { path: string; remove(): Promise<void> } | undefined;
afterEach(() => folder?.remove());

describe('a desk that is ended for good', () => {
  it('refuses what is still asked of it, instead of being asked on and on until nothing else runs', async () => {
    folder = await tempFolder();
    const desk = await startDesk({ dataDir: folder.path, undoMs: 1_000 }, () => undefined);
    const asked = Array.from({ length: 3 }, () => desk.ask('jobs.list', { state: 'failed', limit: 1 }, operatorSession));
    const heard = Promise.allSettled(asked);
    await desk.end();
    await heard;
    await expect(desk.ask('jobs.list', { state: 'failed', limit: 1 }, operatorSession)).rejects.toThrow('The desk is ended for good.');
  });
});

import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DeskError } from '../fault.ts';
import { newId } from '../ids.ts';
import { checkName } from './bundle/nameRules.ts';
import type { GivenPath } from './collect.ts';

/** Files and folders of this machine that a person chose, until they are taken in. */
export type Batches = {
  admit(paths: string[]): string;
  /** Writes one uploaded file of a batch below the incoming folder. BAD_INPUT for a name that could leave it. */
  receive(batchId: string, path: string, body: ReadableStream<Uint8Array>): Promise<{ size: number }>;
  /** The top-level paths of a batch under the names they were given by; NOT_FOUND when nothing was admitted or received under this id. */
  pathsOf(batchId: string): Promise<GivenPath[]>;
};

/** Uploaded files wait here until their import has ended. */
export function incomingDir(dataDir: string): string {
  return join(dataDir, 'incoming');
}

/** Removes uploads that broke off and were never taken in: batches nobody has written to since the moment, ms UTC, and no waiting import names. */
export async function sweepIncoming(dataDir: string, before: number, needed: ReadonlySet<string>): Promise<void> {
  for (const batchId of await readdir(incomingDir(dataDir)).catch(() => [])) {
    const folder = join(incomingDir(dataDir), batchId);
    const found = await stat(folder).catch(() => null);
    if (found && found.mtimeMs < before && !needed.has(folder)) await rm(folder, { recursive: true, force: true });
  }
}

export function createBatches(dataDir: string): Batches {
  const admitted = new Map<string, GivenPath[]>();

  function folderOf(batchId: string): string {
    if (!/^[0-9a-f-]{36}$/.test(batchId)) throw new DeskError('BAD_INPUT', 'A batch of files is named by a uuid.');
    return join(incomingDir(dataDir), batchId);
  }

  return {
    admit: (paths) => {
      const batchId = newId();
      admitted.set(
        batchId,
        paths.map((name) => ({ path: resolve(name), name })),
      );
      return batchId;
    },

    receive: async (batchId, path, body) => {
      const folder = folderOf(batchId);
      const target = join(folder, path);
      // A path such as ../../key would be written outside of the batch.
      if (path === '' || checkName(path) !== null || !target.startsWith(folder + sep)) {
        throw new DeskError('BAD_INPUT', `The name ${JSON.stringify(path)} is not accepted for an upload. Nothing of this file was kept.`);
      }
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const file = createWriteStream(target, { flags: 'wx', mode: 0o600 });
      try {
        await pipeline(Readable.fromWeb(body as import('node:stream/web').ReadableStream), file);
      } catch (error) {
        // What lies there then came before, whole.
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new DeskError('BAD_INPUT', `Two files of this import have the name ${JSON.stringify(path)}. Hand them over one after the other.`);
        await rm(target, { force: true });
        throw error;
      }
      return { size: file.bytesWritten };
    },

    pathsOf: async (batchId) => {
      const known = admitted.get(batchId);
      if (known) return known;
      const folder = folderOf(batchId);
      const names = await readdir(folder).catch(() => []);
      if (names.length === 0) throw new DeskError('NOT_FOUND', 'No files were handed over for this import.');
      return names.sort().map((name) => ({ path: join(folder, name), name }));
    },
  };
}

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { migrate } from '../src/core/db/migrate.ts';
import { openConnection, type Connection } from '../src/core/db/open.ts';
import { createWrite } from '../src/core/db/write.ts';
import type { Desk } from '../src/core/desk.ts';
import { createEvents } from '../src/core/events.ts';
import { createLongRead } from '../src/core/longRead.ts';
import { createMemoryGateway } from '../src/testing/memoryGateway.ts';

export type Bench = { desk: Desk; key: Uint8Array; writing: Connection; peer: InstanceType<typeof Database>; close(): Promise<void> };

/** A desk on an encrypted file, and a bare connection of the driver underneath to a database of its own with the same settings. */
export async function openBench(key: Buffer = randomBytes(32)): Promise<Bench> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  const { desk, writing, close } = await openDeskAt({ dataDir, key });
  const peer = new Database(join(dataDir, 'peer.db'), { encryptionKey: randomBytes(32).toString('hex') } as never);
  peer.exec('pragma journal_mode = wal; pragma synchronous = full;');
  return {
    desk,
    key,
    writing,
    peer,
    close: async () => {
      peer.close();
      await close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The back office in a data folder with nobody and nothing at work in it: no jobs, no clock, no marketplace. */
export async function openDeskAt(source: { dataDir: string; key: Uint8Array }): Promise<{ desk: Desk; writing: Connection; close(): Promise<void> }> {
  const writing = await openConnection(source, 'write');
  await migrate(writing);
  const reading = await openConnection(source, 'read');
  const events = createEvents();
  const longRead = createLongRead(source);
  const desk: Desk = {
    db: reading.db,
    write: createWrite(writing, events, Date.now),
    events,
    clock: Date.now,
    dataDir: source.dataDir,
    isEncrypted: true,
    isShared: false,
    mode: 'write',
    gateway: createMemoryGateway(),
    sealingKey: null,
    runId: 'bench',
    longRead,
    defaultUndoWindowMs: 15_000,
  };
  return {
    desk,
    writing,
    close: async () => {
      await longRead.close();
      reading.close();
      writing.close();
    },
  };
}

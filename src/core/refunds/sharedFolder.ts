import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { eq } from 'drizzle-orm';
import { handedByFolder } from '../db/schema/ruling.ts';
import type { Desk } from '../desk.ts';
import { createExchangeFolder, giveName, writeDurably } from './exchangeFolder.ts';
import type { Gateway } from './gateway.ts';
import { LineFault } from './lineFault.ts';

/**
 * The exchange folder of a desk whose database others work on too, each with a folder of its own: what one of them began to hand over would be
 * handed over once more by another, which finds no file. So the database says, before a file is written, in whose folder a key is looked for.
 */
export function createSharedFolder({ db, write, dataDir }: Pick<Desk, 'db' | 'write' | 'dataDir'>): Gateway {
  const folder = createExchangeFolder(dataDir);

  async function claim(key: string): Promise<void> {
    const folderId = await readFolderId(join(dataDir, 'exchange'));
    const place = `${hostname()}: ${resolve(dataDir, 'exchange')}`;
    const kept = await write(async (tx) => {
      await tx.insert(handedByFolder).values({ key, folderId, place, at: tx.now }).onConflictDoNothing();
      return tx.select().from(handedByFolder).where(eq(handedByFolder.key, key));
    });
    if (kept[0]?.folderId !== folderId) throw inOtherFolder(kept[0]?.place ?? 'not known');
  }

  return {
    ...folder,
    readPayout: async (key) => {
      const found = await folder.readPayout(key);
      if (found) return found;
      const [kept] = await db.select().from(handedByFolder).where(eq(handedByFolder.key, key));
      if (kept && kept.folderId !== (await readFolderId(join(dataDir, 'exchange')))) throw inOtherFolder(kept.place);
      return null;
    },
    payOut: async (order) => {
      await claim(order.key);
      return folder.payOut(order);
    },
    requestCorrection: async (order) => {
      await claim(order.key);
      return folder.requestCorrection(order);
    },
    sendLetter: async (order) => {
      await claim(order.key);
      return folder.sendLetter(order);
    },
  };
}

function inOtherFolder(place: string): LineFault {
  return new LineFault('unsure', 'OTHER_FOLDER', `Another desk on this database began to hand this over in its own exchange folder (${place}), so nothing is written here. Start that desk; it goes on by itself. A file that lies there already may be moved into "exchange/done" of this desk.`);
}

/** What tells this folder from those of other machines, whatever they are called; made once. */
async function readFolderId(exchange: string): Promise<string> {
  const file = join(exchange, 'folder-id');
  const found = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (found !== null) return found;
  await mkdir(exchange, { recursive: true });
  const draft = join(exchange, `.unfinished-${randomBytes(8).toString('hex')}`);
  try {
    await writeDurably(draft, randomBytes(16).toString('hex'));
    await giveName(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}

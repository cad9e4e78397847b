import canonicalize from 'canonicalize';
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Money } from '../../contract/money.ts';
import { ExchangeSide, PostagePayer, RateText } from '../../contract/refunds.ts';
import { Bearer } from '../../contract/vocabulary.ts';
import { readFolderLedger } from './folderLedger.ts';
import type { Gateway, PayoutOrder } from './gateway.ts';
import { LineFault } from './lineFault.ts';

/** Letters are the longest of what is handed over. */
const mostBytes = 4_000_000;

const PayoutShare = z.strictObject({ bearer: Bearer.or(PostagePayer), amount: Money });

const Payout = z.strictObject({
  key: z.string(),
  source: z.string(),
  sourceId: z.string(),
  orderId: z.string().nullable(),
  amount: Money,
  shares: z.array(PayoutShare),
  for: z.literal('return_postage').optional(),
  exchange: z.strictObject({ rate: RateText, source: z.string(), for: ExchangeSide, amount: Money, shares: z.array(PayoutShare) }).optional(),
  rulingId: z.string(),
  decidedAt: z.string(),
});

/** As desks wrote it that left the waiting for returned goods to whoever carried the file on. */
const FormerPayout = Payout.extend({ release: z.enum(['now', 'on_return']).optional() }).transform(({ release: _release, ...order }): PayoutOrder => order);

/**
 * The gateway of a desk without a line to the marketplace: payouts, corrections and letters become files in `<data>/exchange/out`, one a key, that
 * somebody or something carries over. A file is there whole or not at all, and is never written over. Whoever takes files away moves them
 * to `exchange/done`, where they are looked for too: a file that is nowhere would be written again after a crash.
 */
export function createExchangeFolder(dataDir: string): Gateway {
  const folder = join(dataDir, 'exchange', 'out');
  return {
    kind: 'folder',
    readPayout: (key) =>
      sayingWhy(folder, async () => {
        const name = nameOf('payout', key);
        const text = await readEarlier(folder, name);
        return text === null ? null : { order: parsePayout(name, text), state: 'settled', reason: null };
      }),
    payOut: async (order) => {
      const { name, text } = payoutFile(order);
      await sayingWhy(folder, () => writeOnce(folder, name, text));
      return { order, state: 'settled', reason: null };
    },
    readOrder: () => Promise.resolve(null),
    requestCorrection: (order) => sayingWhy(folder, () => writeOnce(folder, nameOf('correction', order.key), toText({ schema: 'dispute-correction/1', ...order }))),
    sendLetter: async (order) => {
      await sayingWhy(folder, () => writeOnce(folder, nameOf('letter', order.key), toText(order)));
      return { state: 'accepted', at: Date.now(), reason: null };
    },
    readLetter: () => Promise.resolve(null),
    orderReturn: () => Promise.resolve(null),
    readReturn: () => Promise.resolve(null),
    callOffReturn: () => Promise.resolve(),
    readLedger: (span, after) => sayingWhy(folder, () => readFolderLedger(folder, span, after, parsePayout)),
  };
}

const reasons: { [code: string]: string } = {
  ENOTDIR: 'a file lies where the folder should be',
  EEXIST: 'a file lies where the folder should be',
  EACCES: 'the desk has no permission there',
  EPERM: 'the desk has no permission there',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
};

/** Puts a fault of the disk into words for the person who can mend it; what the folder holds stays as it is. */
async function sayingWhy<Value>(folder: string, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
    if (code === null || cause instanceof LineFault) throw cause;
    throw new Error(`The exchange folder ${folder} cannot be used: ${reasons[code] ?? code}. Nothing was handed over twice.`, { cause });
  }
}

/** A payout as the file by which it is handed over, with its name. Pure. */
export function payoutFile(order: PayoutOrder): { name: string; text: string } {
  return { name: nameOf('payout', order.key), text: toText(order) };
}

/** Keys are ids of this desk; anything else could name a file elsewhere. */
function nameOf(kind: 'payout' | 'correction' | 'letter', key: string): string {
  if (!/^[A-Za-z0-9-]{1,100}$/.test(key)) throw new Error(`${key} is no key of a ${kind}.`);
  return `${kind}-${key}.json`;
}

function parsePayout(name: string, text: string): PayoutOrder {
  try {
    return FormerPayout.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${name} in the exchange folder is damaged. Nothing was paid again; look at the file.`, { cause });
  }
}

function toText(order: unknown): string {
  return `${canonicalize(order) ?? ''}\n`;
}

/** Writes a file once: the same content again does nothing, another content under the name throws and changes nothing. */
async function writeOnce(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (await isThere(folder, name, text)) return;
  // Not `<kind>-<key>.json`: what a crash leaves behind must never be taken for a payout.
  const draft = join(folder, `.unfinished-${randomBytes(8).toString('hex')}`);
  try {
    await writeDurably(draft, text);
    await giveName(draft, join(folder, name));
    await syncPath(folder);
  } finally {
    await rm(draft, { force: true });
  }
  if (!(await isThere(folder, name, text))) throw new Error(`${name} is not in ${folder} after it was written.`);
}

async function isThere(folder: string, name: string, text: string): Promise<boolean> {
  const earlier = await readEarlier(folder, name);
  if (earlier === null) return false;
  if (earlier !== text) throw new LineFault('refused', 'KEY_REUSED', `${name} was handed over before with another content. Nothing was written over; compare the two.`);
  return true;
}

/** The file as it was handed over: still in `out`, or moved to `done` by whoever carried it on. */
async function readEarlier(out: string, name: string): Promise<string | null> {
  return (await readDurably(out, name)) ?? (await readDurably(join(out, '..', 'done'), name));
}

/** Reads a file and makes sure it outlives a power cut before anybody relies on it; null when it is not there. */
async function readDurably(folder: string, name: string): Promise<string | null> {
  try {
    // A pipe would be waited for without an end, and a huge file fill the memory.
    const found = await stat(join(folder, name));
    if (!found.isFile() || found.size > mostBytes) throw new Error(`${name} in the exchange folder is no file that this desk wrote. Nothing was handed over again; look at it.`);
    const text = await readFile(join(folder, name), 'utf8');
    await syncPath(join(folder, name));
    await syncPath(folder);
    return text;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a new file, and makes sure that it outlives a power cut. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a finished file its name, unless somebody was faster: a link never replaces what is there. */
export async function giveName(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EEXIST') return;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    // File systems without links (exFAT): one process works in a data folder, and it has just looked.
    await rename(draft, file);
  }
}

async function syncPath(path: string): Promise<void> {
  if (process.platform === 'win32') return; // Windows cannot sync a folder; NTFS journals names by itself.
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

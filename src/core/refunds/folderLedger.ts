import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerEntry, PayoutOrder } from './gateway.ts';

type Page = { entries: LedgerEntry[]; next: string | null };

const filesAtOnce = 200;
/** A payout takes less than a kilobyte; what is larger is none. */
const mostBytes = 1_000_000;

/**
 * The ledger of a desk without a line: the payout files that were handed over, in `out` and `done`, by the moment each was written. A file that
 * is gone or cannot be read is no entry, one that lies in both folders is two, and one nobody here wrote is there like any other.
 */
export async function readFolderLedger(out: string, span: { from: number; until: number }, after: string | null, parse: (name: string, text: string) => PayoutOrder): Promise<Page> {
  const done = join(out, '..', 'done');
  const [inOut, inDone] = [await payoutsIn(out), await payoutsIn(done)];
  const both = new Set(inOut);
  // Under its bare name wherever it lies, so that a file carried on to `done` stays the entry it was.
  const files = [...inOut.map((name) => ({ id: name, file: join(out, name) })), ...inDone.map((name) => ({ id: both.has(name) ? `done/${name}` : name, file: join(done, name) }))];
  // The keys sort by age, and the names with them.
  const left = files.toSorted((a, b) => (a.id < b.id ? -1 : 1)).filter(({ id }) => after === null || id > after);
  const some = left.slice(0, filesAtOnce);
  const entries = await Promise.all(some.map(({ id, file }) => readEntry(id, file, span, parse)));
  return { entries: entries.filter((one) => one !== null).toSorted((a, b) => a.at - b.at), next: left.length > some.length ? (some.at(-1)?.id ?? null) : null };
}

async function payoutsIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.startsWith('payout-') && name.endsWith('.json'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function readEntry(id: string, file: string, { from, until }: { from: number; until: number }, parse: (name: string, text: string) => PayoutOrder): Promise<LedgerEntry | null> {
  // A link could lead anywhere, and a pipe would be waited for: only plain files count.
  const found = await lstat(file).catch(() => null);
  const at = Math.floor(found?.mtimeMs ?? 0);
  if (!found?.isFile() || found.size > mostBytes || at < from || at >= until) return null;
  try {
    const { key, sourceId, orderId, amount, for: purpose } = parse(id, await readFile(file, 'utf8'));
    return { entryId: id, at, kind: purpose ?? 'refund', key, sourceId, orderId, amount };
  } catch {
    return null;
  }
}

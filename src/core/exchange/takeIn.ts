import { eq } from 'drizzle-orm';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { append } from '../audit/append.ts';
import { exchangeDocument } from '../db/schema/exchange.ts';
import { deskItself, type Desk } from '../desk.ts';
import { eraseFiles, recordFiles } from '../evidence/keep.ts';
import { DeskError, diskFault } from '../fault.ts';
import { sha256 } from '../ids.ts';
import { checkName } from '../intake/bundle/nameRules.ts';
import { FileRefused, isBelow, takeFiles } from './files.ts';
import type { ExchangeHandler } from './handlers.ts';
import { mostDocumentBytes, readDocument, type Refusal } from './readDocument.ts';

/** Where documents wait, and where they go. */
export function exchangeFolders(dataDir: string): { in: string; done: string; refused: string } {
  const folder = join(dataDir, 'exchange');
  return { in: join(folder, 'in'), done: join(folder, 'in-done'), refused: join(folder, 'in-refused') };
}

/** What became of a document; `again`: it was taken in before and changed nothing, `waiting`: it is not whole yet. */
export type Taken = { name: string; sha256: string; result: 'taken' | 'refused' | 'again' | 'waiting' };

/** A document that is not whole is given this long, counted from its last change, before it is refused. */
export const defaultGraceMs = 10_000;
/** Documents of one look; the rest waits for the next. */
const mostAtOnce = 200;

/**
 * Takes in the documents that lie in the exchange folder, oldest name first, each in a transaction of its own. A document counts once,
 * by the hash of its bytes; it is moved away after it is recorded, so whatever a crash leaves behind is found again and only moved.
 */
export async function takeInAll(desk: Desk, handlers: Readonly<Record<string, ExchangeHandler>>, graceMs = defaultGraceMs): Promise<Taken[]> {
  const folders = exchangeFolders(desk.dataDir);
  const names = await readdir(folders.in).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const taken: Taken[] = [];
  const faults: unknown[] = [];
  for (const name of names.filter((one) => one.toLowerCase().endsWith('.json')).sort().slice(0, mostAtOnce)) {
    try {
      const one = await takeInOne(desk, handlers, name, graceMs);
      if (one) taken.push(one);
    } catch (error) {
      faults.push(error);
      // A fault of the desk with one document must not keep the answers of other cases waiting; a full disk would meet them all.
      if (diskFault(error) !== null) break;
    }
  }
  if (taken.some((one) => one.result === 'taken' || one.result === 'refused')) desk.events.emit({ type: 'exchange.changed' });
  if (faults.length > 0) throw faults[0];
  return taken;
}

async function takeInOne(desk: Desk, handlers: Readonly<Record<string, ExchangeHandler>>, name: string, graceMs: number): Promise<Taken | null> {
  const folders = exchangeFolders(desk.dataDir);
  const place = join(folders.in, name);
  const found = await lstat(place).catch(() => null);
  if (!found) return null;
  if (found.isDirectory()) return null;
  // A change in the future, by a clock that is set wrong or finer than this one, is none to wait for.
  const isFresh = Math.abs(Date.now() - found.mtimeMs) < graceMs;
  if (!found.isFile()) return refuse(desk, name, sha256(`special:${name}`), [], { code: 'DOCUMENT_IS_LINK', message: 'This is a link or no file at all; only documents themselves are read.', schema: null, isUnfinished: false });
  if (found.size > mostDocumentBytes) return refuse(desk, name, sha256(`large:${name}:${found.size}`), [], readRefusal(new Uint8Array(mostDocumentBytes + 1)));
  if (checkName(name) !== null) return refuse(desk, name, sha256(`name:${name}`), [], { code: 'DOCUMENT_NAME_REFUSED', message: 'The name of this document is not one that every system can hold.', schema: null, isUnfinished: false });
  const bytes = await readWhole(place);
  if (bytes === null) return null;
  const hash = sha256(bytes);
  const read = readDocument(bytes, Object.fromEntries(Object.entries(handlers).map(([schema, handler]) => [schema, handler.document])));
  if (!read.ok) return read.isUnfinished && isFresh ? { name, sha256: hash, result: 'waiting' } : refuse(desk, name, hash, [], read);
  const handler = handlers[read.schema];
  if (!handler) throw new Error('A document was read for which there is no handler.');
  const { evidence, bundle } = handler.filesOf(read.document);
  const beside = evidence.length === 0 ? [] : bundle === null ? evidence.map((one) => one.path) : [bundle];
  const [known] = await desk.db.select({ state: exchangeDocument.state }).from(exchangeDocument).where(eq(exchangeDocument.sha256, hash));
  if (known?.state === 'taken') {
    await moveAway(folders.in, folders.done, name, hash, beside);
    return { name, sha256: hash, result: 'again' };
  }
  try {
    await apply(desk, handler, read.document, { name, schema: read.schema, hash, evidence, bundle });
  } catch (error) {
    const isUnfinished = error instanceof FileRefused && error.isUnfinished;
    if (isUnfinished && isFresh) return { name, sha256: hash, result: 'waiting' };
    // A full disk or an unforeseen fault is not the document's: it stays where it is and is tried again.
    if (!(error instanceof FileRefused || error instanceof DeskError) || diskFault(error) !== null) throw error;
    return refuse(desk, name, hash, beside, { code: error.code, message: error.message, schema: read.schema, isUnfinished });
  }
  await moveAway(folders.in, folders.done, name, hash, beside);
  return { name, sha256: hash, result: 'taken' };
}

type Whole = { name: string; schema: string; hash: string } & ReturnType<ExchangeHandler['filesOf']>;

/** What a document does, the rows of its files and the record that it was taken in: all of it or nothing. */
async function apply(desk: Desk, handler: ExchangeHandler, document: unknown, { name, schema, hash, evidence, bundle }: Whole): Promise<void> {
  const { sent, sealed } = await takeFiles(desk, exchangeFolders(desk.dataDir).in, evidence, bundle);
  let spare: string[] = [];
  try {
    spare = await desk.write(async (tx) => {
      const unneeded = sealed.length > 0 ? await recordFiles(tx, sealed) : [];
      const { caseId, words } = await handler.apply(desk, tx, document, { sha256: hash, files: sent });
      const record = { fileName: name, schema, caseId, state: 'taken' as const, code: null, words, at: tx.now };
      await tx.insert(exchangeDocument).values({ sha256: hash, ...record }).onConflictDoUpdate({ target: exchangeDocument.sha256, set: record });
      return unneeded;
    });
  } catch (error) {
    // Of a commit that failed on the disk nobody knows whether it is there: what it names is swept later, if nothing does.
    if (error instanceof DeskError) await eraseFiles(desk, sealed.map((one) => one.name));
    throw error;
  }
  await eraseFiles(desk, spare);
}

async function refuse(desk: Desk, name: string, hash: string, beside: readonly string[], { code, message, schema }: Refusal): Promise<Taken> {
  const folders = exchangeFolders(desk.dataDir);
  await desk.write(async (tx) => {
    const [known] = await tx.select().from(exchangeDocument).where(eq(exchangeDocument.sha256, hash));
    const record = { fileName: name.toWellFormed(), schema, caseId: null, state: 'refused' as const, code, words: message, at: tx.now };
    // Found again after a crash, before it was moved away: told once.
    if (known?.code === code && known.words === message && known.fileName === record.fileName) return;
    await tx.insert(exchangeDocument).values({ sha256: hash, ...record }).onConflictDoUpdate({ target: exchangeDocument.sha256, set: record });
    await append(tx, { by: deskItself, action: 'exchange.refused', subject: `exchange:${hash}`, words: `A document of the exchange folder was refused: ${message}`.slice(0, 2_000).toWellFormed(), data: { code, schema } });
  });
  await mkdir(folders.refused, { recursive: true, mode: 0o700 });
  const reason = `${code}\n\n${message}\n\nNothing was changed by this document. Mend it and lay it into the folder "in" again, its files first.\n`;
  await writeFile(join(folders.refused, `${plainName(name, hash)}.reason.txt`), reason, { mode: 0o600 });
  await moveAway(folders.in, folders.refused, name, hash, beside);
  return { name, sha256: hash, result: 'refused' };
}

/** Moves a document and its files, the document last: until then it is found again and nothing is forgotten. */
async function moveAway(from: string, to: string, name: string, hash: string, beside: readonly string[]): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const target = plainName(name, hash);
  if (beside.length > 0) await mkdir(join(to, `${target}.files`), { recursive: true, mode: 0o700 });
  for (const [index, path] of beside.entries()) {
    // A link on the way would move what lies elsewhere.
    if (checkName(path) !== null || !(await isBelow(from, path))) continue;
    const ending = path.split('/').at(-1) ?? '';
    await rename(join(from, ...path.split('/')), join(to, `${target}.files`, `${index + 1}-${ending}`)).catch(ignoreGone);
  }
  await rename(join(from, name), join(to, target)).catch(ignoreGone);
}

/** A name that says which document it is even when another of the same name came before. */
function plainName(name: string, hash: string): string {
  const stem = checkName(name) === null ? name.replace(/\.json$/i, '').slice(0, 120) : 'document';
  return `${stem}.${hash.slice(0, 12)}.json`;
}

function ignoreGone(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  // Another document may have named the same file, or a crash came between two moves.
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
}

async function readWhole(place: string): Promise<Buffer | null> {
  const handle = await open(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null);
  if (!handle) return null;
  try {
    const buffer = Buffer.alloc(mostDocumentBytes + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function readRefusal(bytes: Uint8Array): Refusal {
  const read = readDocument(bytes, {});
  if (read.ok) throw new Error('A document that is too large was read.');
  return read;
}

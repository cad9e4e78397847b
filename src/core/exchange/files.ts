import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ExchangeFile } from '../../contract/exchange.ts';
import type { SentFile } from '../cases/attachExhibits.ts';
import type { Desk } from '../desk.ts';
import { eraseFiles, quarantineDir, sealBytes } from '../evidence/keep.ts';
import type { SealedFile } from '../evidence/vault/sealFile.ts';
import { openBundle, type Bundle } from '../intake/bundle/openBundle.ts';
import { checkName, type NameFault } from '../intake/bundle/nameRules.ts';

/** Thrown when a file that a document names cannot be taken in; `isUnfinished`: it may still be on its way. */
export class FileRefused extends Error {
  readonly code: string;
  readonly isUnfinished: boolean;
  constructor(code: string, message: string, isUnfinished = false) {
    super(message);
    this.code = code;
    this.isUnfinished = isUnfinished;
  }
}

/** Files of a document, sealed in the vault without their rows yet. */
export type TakenFiles = { sent: SentFile[]; sealed: SealedFile[] };

const mostFileBytes = 500 * 1024 * 1024;

/** Seals the files a document names, from beside it or out of its bundle. Throws FileRefused and leaves nothing behind then. */
export async function takeFiles(desk: Desk, folder: string, named: readonly ExchangeFile[], bundlePath: string | null): Promise<TakenFiles> {
  const paths = new Set(named.map((one) => one.path));
  if (paths.size !== named.length) throw new FileRefused('FILE_TWICE', 'The document names the same file twice.');
  if (named.length === 0) return { sent: [], sealed: [] };
  const bundle = bundlePath === null ? null : await openBeside(desk, folder, bundlePath);
  const taken: TakenFiles = { sent: [], sealed: [] };
  try {
    for (const one of named) {
      refuseName(one.path);
      const source = bundle ? await readFromBundle(bundle, one.path) : await readBeside(folder, one.path);
      const sealed = await sealBytes(desk, source);
      taken.sealed.push(sealed);
      if (sealed.sha256 !== one.sha256) throw new FileRefused('FILE_HASH_DIFFERS', `${one.path} is not the file the document names: its SHA-256 is ${sealed.sha256}.`, bundle === null);
      const { kind, mediaType, statement } = one;
      taken.sent.push({ kind, mediaType, statement, fileName: one.fileName ?? basename(one.path), sha256: sealed.sha256, size: sealed.size });
    }
    return taken;
  } catch (error) {
    await eraseFiles(desk, taken.sealed.map((one) => one.name));
    throw error;
  } finally {
    await bundle?.dispose();
  }
}

const nameWords: Record<NameFault, string> = {
  CONTROL: 'holds signs that no name has',
  BIDI: 'holds signs that turn the order of letters around',
  BACKSLASH: 'holds a backslash',
  ABSOLUTE: 'begins at the root of a disk',
  DRIVE: 'names a drive',
  FORBIDDEN_CHARACTER: 'holds a sign that some systems forbid in names',
  LEAVES: 'leads out of the folder',
  EMPTY_PART: 'has an empty part',
  TRAILING: 'has a part that ends with a dot or a blank',
  RESERVED: 'is a device of Windows',
  TOO_LONG: 'is too long',
  TOO_DEEP: 'lies in too many folders',
};

/** Stops a document that names `../../vault` or a device of Windows as its evidence. */
function refuseName(path: string): void {
  const fault = checkName(path);
  if (fault !== null) throw new FileRefused('FILE_NAME_REFUSED', `The desk does not follow the name ${JSON.stringify(path.slice(0, 80))}: it ${nameWords[fault]}. Files lie beside the document or below it.`);
}

/** The place of a name below a folder; a link on the way could lead anywhere, so the real place must be below it too. */
async function placeOf(folder: string, path: string): Promise<string> {
  refuseName(path);
  const place = join(folder, ...path.split('/'));
  const found = await lstat(place).catch(() => null);
  if (!found) throw new FileRefused('FILE_MISSING', `${path} is not there. Lay files down first and their document last.`, true);
  if (found.isSymbolicLink() || !(await isBelow(folder, path))) throw new FileRefused('FILE_IS_LINK', `${path} is a link or lies behind one; only files themselves are taken in.`);
  return place;
}

/** Whether the folder that holds a name lies below another one for real, no link on the way. */
export async function isBelow(folder: string, path: string): Promise<boolean> {
  const parts = path.split('/').slice(0, -1);
  const root = await realpath(folder);
  return (await realpath(join(folder, ...parts)).catch(() => null)) === join(root, ...parts);
}

async function readBeside(folder: string, path: string): Promise<AsyncIterable<Uint8Array>> {
  const place = await placeOf(folder, path);
  // Not followed: it may have become a link since it was looked at.
  const handle = await open(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  const found = await handle.stat();
  if (!found.isFile() || found.size > mostFileBytes) {
    await handle.close();
    throw found.isFile() ? new FileRefused('FILE_TOO_LARGE', `${path} is larger than ${mostFileBytes / 1024 / 1024} MiB.`) : new FileRefused('FILE_IS_SPECIAL', `${path} is no file.`);
  }
  return handle.createReadStream({ end: found.size });
}

async function openBeside(desk: Desk, folder: string, path: string): Promise<Bundle> {
  const place = await placeOf(folder, path);
  const bundle = await openBundle(place, { quarantineDir: quarantineDir(desk) });
  const [fault] = bundle.faults;
  if (!fault) return bundle;
  await bundle.dispose();
  throw new FileRefused('BUNDLE_FAULTY', `The bundle ${path} is faulty: ${fault.message}`, true);
}

async function readFromBundle(bundle: Bundle, path: string): Promise<AsyncIterable<Uint8Array>> {
  const file = bundle.files.find((one) => one.path === path || one.path === `data/${path}`);
  if (!file) throw new FileRefused('FILE_MISSING', `${path} is not in the bundle.`);
  return file.read();
}

import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { IntakeFault } from '../../../contract/caseFile.ts';
import { readChunks } from '../../evidence/vault/readChunks.ts';
import { cutText } from './cutText.ts';
import { byPath } from './fileTree.ts';
import type { FileTree, TreeFile } from './fileTree.ts';
import { readAside } from './readAside.ts';
import { nameLimits } from './nameRules.ts';
import { openRegular } from './readOrdered.ts';

/** The folder holds more files than are accepted. */
export class FolderTooLarge extends Error {
  constructor(most: number) {
    super(`The folder holds more than ${most} files and folders. It was not read; nothing of it was changed.`);
    this.name = 'FolderTooLarge';
  }
}

/** Lists a folder without following a link; throws FolderTooLarge above `most` names. */
export async function openFolderTree(root: string, most: number): Promise<FileTree> {
  const files: TreeFile[] = [];
  const folders = new Set<string>();
  const faults: IntakeFault[] = [];
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const item of await readdir(join(root, folder), { withFileTypes: true, encoding: 'buffer' })) {
      const name = decodeName(item.name);
      const path = folder === '' ? name.text : `${folder}/${name.text}`;
      const limit = limitOf(path);
      if (limit) faults.push(limit);
      else if (!name.isValid) faults.push({ code: 'FILE_NAME_NOT_UTF8', path, message: 'The name of this file is not valid UTF-8; the file was left out.' });
      else if (item.isDirectory()) waiting.push(path), folders.add(path);
      else if (item.isFile()) files.push({ path, size: (await lstat(join(root, path))).size });
      else faults.push(refuse(item, path));
      if (files.length + folders.size + faults.length > most) throw new FolderTooLarge(most);
    }
  }
  files.sort(byPath);
  const locate = (path: string) => join(root, path.replaceAll('/', sep));
  return {
    files,
    folders,
    faults,
    readSmall: (path, limit) => readSmall(locate(path), limit),
    read: (path, algorithms, stagingDir, options) => readAside({ path: locate(path), entry: null, algorithms, stagingDir }, options),
    finish: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

/** Comparing names takes time with the square of their depth: what no archive could hold is not listed in a folder either. */
function limitOf(path: string): IntakeFault | null {
  if (path.split('/').length > nameLimits.depth) return { code: 'FILE_NAME_TOO_DEEP', path: cutText(path, 300), message: `This lies more than ${nameLimits.depth} folders deep; it was left out and lies untouched where it was.` };
  if (Buffer.byteLength(path) <= nameLimits.path) return null;
  return { code: 'FILE_NAME_TOO_LONG', path: cutText(path, 300), message: `The path of this file is longer than ${nameLimits.path} bytes; it was left out and lies untouched where it was.` };
}

function refuse(item: Dirent<Buffer>, path: string): IntakeFault {
  if (item.isSymbolicLink()) return { code: 'FILE_IS_LINK', path, message: 'This is a link, not a file; it was not followed.' };
  return { code: 'FILE_IS_SPECIAL', path, message: 'This is neither a file nor a folder (a device, pipe or socket); it was not opened.' };
}

function decodeName(bytes: Buffer): { text: string; isValid: boolean } {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? { text, isValid: true } : { text: bytes.toString('latin1'), isValid: false };
}

async function readSmall(path: string, limit: number): Promise<Uint8Array | null> {
  const handle = await openRegular(path);
  try {
    const { size } = await handle.stat();
    if (size > limit) return null;
    const parts: Uint8Array[] = [];
    for await (const part of readChunks(handle, 0, size)) parts.push(Buffer.from(part));
    return Buffer.concat(parts);
  } finally {
    await handle.close();
  }
}

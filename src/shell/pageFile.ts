import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
};

/** A file of the built screens. `isForever`: its name carries its hash, so a browser may keep it. */
export type PageFile = { mediaType: string; bytes: Buffer; isForever: boolean };

/**
 * The file of the screens at a URL path (still percent-encoded); a path without an ending is a screen and gives index.html.
 * Null when there is none, or when the path tries to leave the folder.
 */
export async function readPageFile(pageDir: string, urlPath: string): Promise<PageFile | null> {
  const path = safePath(urlPath);
  if (path === null) return null;
  const wanted = extname(path) === '' ? 'index.html' : path;
  const mediaType = mediaTypes[extname(wanted).toLowerCase()];
  if (!mediaType) return null;
  try {
    const root = await realpath(pageDir);
    const file = await realpath(join(root, wanted));
    // A link inside the folder that leads out of it would serve any file of the machine.
    if (!file.startsWith(root + sep) || !(await stat(file)).isFile()) return null;
    return { mediaType, bytes: await readFile(file), isForever: wanted.startsWith('assets/') };
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** The decoded relative path; null for anything that could mean another folder on some system: .., \, :, NUL, dot files. */
function safePath(urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null; // Not percent-encoded text: no file has such a name.
  }
  if (/[\\:\u0000-\u001f]|%[0-9a-f]{2}/i.test(decoded)) return null;
  const parts = decoded.replace(/^\//, '').split('/');
  if (parts.some((part, index) => part.startsWith('.') || (part === '' && index < parts.length - 1))) return null;
  return parts.join('/');
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes(String(error.code));
}

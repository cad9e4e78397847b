import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** The file of the built renderer for a URL path; the page itself for paths of its router; null for anything outside or unknown. */
export async function findStatic(root: string, urlPath: string): Promise<string | null> {
  const path = decode(urlPath);
  // A path such as /../key or /%2e%2e/key would leave the renderer's folder.
  if (path === null || path.includes('\0') || path.includes('\\')) return null;
  const file = normalize(join(root, path));
  if (file !== root && !file.startsWith(root + sep)) return null;
  const found = await stat(file).catch(() => null);
  if (found?.isFile() && types[extname(file)]) return file;
  return extname(path) === '' ? join(root, 'index.html') : null;
}

/** Sends one file of the renderer; files with a hash in their name may be kept by the browser. */
export async function sendStatic(response: ServerResponse, file: string): Promise<void> {
  response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
  if (file.includes(`${sep}assets${sep}`)) response.setHeader('cache-control', 'private, max-age=31536000, immutable');
  await pipeline(createReadStream(file), response);
}

function decode(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    // A broken percent sequence names no file.
    return null;
  }
}

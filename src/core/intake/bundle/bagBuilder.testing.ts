import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildZip } from './zipBuilder.testing.ts';

/** Content by path. */
export type Files = Record<string, string | Uint8Array>;
/** The same with undefined for a file that is taken away. */
export type Changes = Record<string, string | Uint8Array | undefined>;

/** The payload of every bag made here, unless changed. */
export const payload: Files = { 'data/a.txt': 'one', 'data/b/c.txt': 'two' };

/** bagit.txt for a version and encoding. */
export function declare(version = '1.0', encoding = 'UTF-8'): string {
  return `BagIt-Version: ${version}\nTag-File-Character-Encoding: ${encoding}\n`;
}

/** One line of a manifest. */
export function line(algorithm: string, path: string, content: string | Uint8Array): string {
  return `${createHash(algorithm).update(content).digest('hex')}  ${path}\n`;
}

/** The payload manifest of the files below data/. */
export function manifestOf(files: Files, algorithm = 'sha256'): string {
  return Object.entries(files).filter(([path]) => path.startsWith('data/')).map(([path, content]) => line(algorithm, path, content)).join('');
}

type Kind = { version?: string; algorithm?: string };

/** A valid bag with changes. Its tag manifest is made of what is there, unless given. */
export function bag(changes: Changes = {}, { version = '1.0', algorithm = 'sha256' }: Kind = {}): Files {
  const infoName = Number(version) < 0.96 ? 'package-info.txt' : 'bag-info.txt';
  const files: Changes = { 'bagit.txt': declare(version), [infoName]: 'Payload-Oxum: 6.2\n', [`manifest-${algorithm}.txt`]: manifestOf(payload, algorithm), ...payload, ...changes };
  const present: Files = {};
  for (const [path, content] of Object.entries(files)) if (content !== undefined) present[path] = content;
  const tags = Object.entries(present).filter(([path]) => !path.startsWith('data/') && !path.startsWith('tagmanifest'));
  const tagManifest = `tagmanifest-${algorithm}.txt`;
  return tagManifest in changes ? present : { [tagManifest]: tags.map(([path, content]) => line(algorithm, path, content)).join(''), ...present };
}

/** Writes the files below a new folder in `dir` and gives its path. A path that ends with '/' makes an empty folder. */
export async function putFolder(dir: string, files: Files): Promise<string> {
  const root = join(dir, crypto.randomUUID());
  await mkdir(root);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(path.endsWith('/') ? join(root, path) : dirname(join(root, path)), { recursive: true });
    if (!path.endsWith('/')) await writeFile(join(root, path), content);
  }
  return root;
}

/** The same as an archive, below its one top-level folder. */
export async function putZip(dir: string, files: Files, top = 'bag/'): Promise<string> {
  const path = join(dir, `${crypto.randomUUID()}.zip`);
  await writeFile(path, buildZip(Object.entries(files).map(([name, data]) => ({ name: top + name, data, deflate: !name.endsWith('/') }))));
  return path;
}

import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import sharp from 'sharp';

/** Real files that are mutated: bundles as files by path, archives, payloads of marketplaces, evidence by its file name. */
export type Originals = {
  bundles: Map<string, Buffer>[];
  archives: Buffer[];
  payloads: { path: string; bytes: Buffer }[];
  evidence: { name: string; bytes: Buffer }[];
};

const root = join(import.meta.dirname, '../../..');
/** Larger originals only make each mutation slower. */
const mostBytes = 400_000;

async function filesBelow(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const item of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(item.parentPath, item.name);
    if (item.isFile()) files.set(relative(folder, path).replaceAll('\\', '/'), await readFile(path));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Reads the sample docket, the fixtures of the readers, and makes a few files of kinds that neither holds. */
export async function loadOriginals(): Promise<Originals> {
  const docket = join(root, 'resources/docket');
  const originals: Originals = { bundles: [], archives: [], payloads: [], evidence: await drawPictures() };
  for (const item of await readdir(docket, { withFileTypes: true })) {
    if (item.name.endsWith('.zip')) originals.archives.push(await readFile(join(docket, item.name)));
    if (!item.isDirectory()) continue;
    const files = await filesBelow(join(docket, item.name));
    const size = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    if (size <= mostBytes) originals.bundles.push(files);
    for (const [path, bytes] of files) {
      const name = path.split('/').at(-1) ?? path;
      if (path.startsWith('data/evidence/') && bytes.length <= mostBytes) originals.evidence.push({ name, bytes });
      if (name === 'case.json') originals.payloads.push({ path: name, bytes });
    }
  }
  for (const [path, bytes] of await filesBelow(join(root, 'src/core/intake/readers/fixtures'))) if (path.endsWith('.json')) originals.payloads.push({ path, bytes });
  return originals;
}

async function drawPictures(): Promise<Originals['evidence']> {
  const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#39c' } }).withExif({ IFD0: { Make: 'Camera' } });
  const made: Originals['evidence'] = [];
  for (const kind of ['png', 'webp', 'gif', 'tiff', 'avif'] as const) made.push({ name: `drawn.${kind}`, bytes: await picture.clone().toFormat(kind).toBuffer() });
  made.push({ name: 'drawn.svg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><defs><g id="a"><rect width="9" height="9"/></g></defs><use href="#a"/><text>x</text></svg>') });
  made.push({ name: 'page.html', bytes: Buffer.from('<!doctype html><html><body><table><tr><td>x</td></tr></table><img src="cid:1"><a href="https://example.org">y</a></body></html>') });
  return made;
}

import { lstat, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lookAside } from '../../core/evidence/lookAside.ts';
import { checkPath, type CheckResult } from '../../core/intake/bundle/checkPath.ts';
import { openBundle } from '../../core/intake/bundle/openBundle.ts';
import { readByZipJs } from '../../core/intake/bundle/zipOpinion.testing.ts';
import { readPayloads } from '../../core/intake/readers/index.ts';
import { chanceOf, type Chance } from './chance.ts';
import { mutateBytes } from './mutateBytes.ts';
import { hostileNames, mutateLines } from './mutateLines.ts';
import { mutateZip, pack } from './mutateZip.ts';
import type { Originals } from './originals.ts';

/** What one mutation did: its kind, and what it should not have done. */
export type Tried = { kind: string; crash?: string; hang?: string; escape?: string; disagreement?: string };

/** A mutation may take this long, ms. */
export const mostMs = 5_000;
/** And a child of the desk this, to load what it needs for an original, ms. */
export const warmUpMs = 30_000;
/** What must never turn up in a bundle: the content of a file outside of it. */
const secret = 'A secret that lies outside of every bundle.';

/** `work/deep/quarantine` is the desk's; everything else below `work` but the input must stay as it is. */
type Place = { input: string; quarantine: string; outside: string; root: string };
type Trial = { originals: Originals; chance: Chance; place: Place };

/** Makes a place to try in. */
export async function layOut(root: string): Promise<Place> {
  const place = { root, input: join(root, 'input'), quarantine: join(root, 'deep/er/quarantine'), outside: join(root, 'outside') };
  await mkdir(place.quarantine, { recursive: true });
  await mkdir(place.outside);
  await writeFile(join(place.outside, 'secret.txt'), secret);
  return place;
}

/** Does mutation `index` of `seed`. Never throws: what the desk threw is the crash. What is slow is done again: only twice slow is a hang. */
export async function tryOne(originals: Originals, place: Place, seed: number, index: number): Promise<Tried> {
  const first = await timed(originals, place, seed, index);
  return first.hang === undefined ? first : timed(originals, place, seed, index);
}

async function timed(originals: Originals, place: Place, seed: number, index: number): Promise<Tried> {
  const startedAt = performance.now();
  const tried = await once(originals, place, seed, index);
  const ms = Math.round(performance.now() - startedAt);
  // A look has its own clock.
  return ms > mostMs && tried.kind !== 'evidence' ? { hang: `it took ${ms} ms`, ...tried } : tried;
}

async function once(originals: Originals, place: Place, seed: number, index: number): Promise<Tried> {
  const chance = chanceOf(seed, index);
  await rm(place.input, { recursive: true, force: true });
  await mkdir(place.input);
  const before = await snapshot(place);
  const kinds = { archive: tryArchive, repacked: tryRepacked, folder: tryFolder, payload: tryPayload, evidence: tryEvidence };
  const kind = chance.pick(['archive', 'archive', 'repacked', 'folder', 'payload', 'payload', 'evidence'] as const);
  let tried: Tried;
  try {
    tried = { kind, ...(await kinds[kind]({ originals, chance, place })) };
  } catch (error) {
    tried = { kind, crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  const after = await snapshot(place);
  if (after !== before) tried.escape ??= `before:\n${before}\nafter:\n${after}`;
  return tried;
}

/** All that lies around the input: the quarantine must be empty, nothing else may have changed. */
async function snapshot({ root, input }: Place): Promise<string> {
  const lines: string[] = [];
  for (const name of (await readdir(root, { recursive: true })).sort()) {
    const path = join(root, name);
    if (path.startsWith(input)) continue;
    const { size, mtimeMs, mode } = await lstat(path);
    lines.push(`${name} ${mode} ${(mode & 0o040000) === 0 ? `${size} ${mtimeMs}` : ''}`);
  }
  return lines.join('\n');
}

async function tryArchive({ originals, chance, place }: Trial): Promise<Partial<Tried>> {
  const files = chance.pick(originals.bundles);
  const original = chance.once(4) ? chance.pick(originals.archives) : pack([...files], chance);
  const names = hostileNames(place.outside);
  const bytes = chance.once(3) ? mutateBytes(original, chance, pack([...chance.pick(originals.bundles)], chance)) : mutateZip(original, chance, names);
  return openArchive(bytes, place);
}

/** A sound archive with a mutated bag in it, so that the bag is reached. */
async function tryRepacked({ originals, chance, place }: Trial): Promise<Partial<Tried>> {
  const files = [...mutateFiles(originals, chance, place)];
  if (chance.once(3)) files.push([chance.pick(hostileNames(place.outside)), Buffer.from('x')]);
  return openArchive(pack(files, chance), place);
}

async function tryFolder({ originals, chance, place }: Trial): Promise<Partial<Tried>> {
  const folder = join(place.input, 'bag');
  for (const [path, bytes] of mutateFiles(originals, chance, place)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  if (chance.once(4)) {
    const link = join(folder, chance.pick(['data/link', 'fetch.txt', 'tags']));
    await rm(link, { force: true });
    await symlink(chance.pick([join(place.outside, 'secret.txt'), place.outside, '../../outside/secret.txt']), link);
  }
  return (await open(folder, place)).tried;
}

function mutateFiles({ bundles }: Originals, chance: Chance, place: Place): Map<string, Buffer> {
  const files = new Map(chance.pick(bundles));
  const tags = [...files.keys()].filter((path) => !path.includes('/'));
  const path = chance.once(3) ? chance.pick([...files.keys()]) : chance.pick(tags);
  const bytes = files.get(path) ?? Buffer.alloc(0);
  const isText = /\.(txt|json)$/.test(path);
  files.set(path, isText && !chance.once(4) ? mutateLines(bytes.toString('utf8'), chance, hostileNames(place.outside)) : mutateBytes(bytes, chance, chance.pick([...files.values()])));
  if (chance.once(8)) files.set('fetch.txt', mutateLines('https://example.org/x - data/case.json', chance, hostileNames(place.outside)));
  return files;
}

async function openArchive(bytes: Buffer, place: Place): Promise<Partial<Tried>> {
  const path = join(place.input, 'bundle.zip');
  await writeFile(path, bytes);
  const { tried, contents } = await open(path, place);
  if (contents.size === 0) return tried;
  const theirs = await readByZipJs(bytes).catch((error: unknown) => String(error));
  if (typeof theirs === 'string') return { ...tried, disagreement: `taken here, refused by zip.js: ${theirs}` };
  for (const [name, content] of contents) {
    const other = [...theirs].find(([full]) => full === name || full.slice(full.indexOf('/') + 1) === name)?.[1];
    if (!other?.equals(content)) return { ...tried, disagreement: `${name} is not what zip.js reads` };
  }
  return tried;
}

/** Opens a bundle as an import does and as `desk check` does, and reads every file it gives. */
async function open(path: string, { quarantine }: Place): Promise<{ tried: Partial<Tried>; contents: Map<string, Buffer> }> {
  const contents = new Map<string, Buffer>();
  const bundle = await openBundle(path, { quarantineDir: quarantine });
  try {
    for (const file of bundle.files) {
      if (file.sealed === null) continue;
      const parts: Uint8Array[] = [];
      for await (const part of await file.read()) parts.push(Buffer.from(part));
      contents.set(file.path, Buffer.concat(parts));
    }
  } finally {
    await bundle.dispose();
  }
  const leaked = [...contents].find(([, content]) => content.includes(secret));
  if (leaked) return { tried: { escape: `${leaked[0]} holds what lies outside` }, contents };
  // Files are read side by side: of several reasons to refuse an archive, either may be met first.
  const tell = (found: Pick<CheckResult, 'valid' | 'faults' | 'warnings'>) => JSON.stringify([found.valid, found.faults.some(({ code }) => code.startsWith('ARCHIVE_')) || found.faults, found.warnings]);
  const [checked, imported] = [tell(await checkPath(path)), tell(bundle)];
  return { tried: checked === imported ? {} : { disagreement: `checked ${checked}, imported ${imported}` }, contents };
}

async function tryPayload({ originals, chance }: Trial): Promise<Partial<Tried>> {
  const files = Array.from({ length: 1 + chance.below(3) }, () => {
    const { path, bytes } = chance.pick(originals.payloads);
    const text = bytes.toString('utf8');
    const changed = chance.once(3) ? mutateBytes(bytes, chance, chance.pick(originals.payloads).bytes) : mutateLines(mutateValues(text, chance), chance, ['null', '[]', '{}', '1e999']);
    return { path, bytes: changed };
  });
  const { cases, failed } = readPayloads(files);
  const told = new Set([...cases.flatMap(({ paths }) => paths), ...failed.map(({ path }) => path)]);
  const lost = files.find(({ path }) => !told.has(path));
  return lost ? { disagreement: `${lost.path} is in no case and not among the failed` } : {};
}

/** JSON stays JSON, but a value is another one. */
function mutateValues(text: string, chance: Chance): string {
  const odd = ['null', '""', '-0', '1e400', '99999999999999999999', '[]', '{}', 'true', '"\\u0000"', '"\\ud800"', '{"__proto__":1}', '['.repeat(2_000) + ']'.repeat(2_000), JSON.stringify('x'.repeat(20_000))];
  const places = [...text.matchAll(/"(?:[^"\\]|\\.)*"(?!\s*:)|-?\d[\d.eE+-]*|true|false|null/g)];
  if (places.length === 0) return text;
  const { index, 0: value } = chance.pick(places);
  return text.slice(0, index) + chance.pick(odd) + text.slice(index + value.length);
}

async function tryEvidence({ originals, chance }: Trial): Promise<Partial<Tried>> {
  const { name, bytes } = chance.pick(originals.evidence);
  const changed = mutateBytes(bytes, chance, chance.pick(originals.evidence).bytes);
  const lookAt = (content: Buffer, ms: number) => lookAside(async () => ({ bytes: content, fileName: name, size: content.length }), { limits: { ms } });
  const isSlow = (error: string | null) => error?.includes('took more than') === true;
  let look = await lookAt(changed, mostMs);
  if (isSlow(look.error)) {
    // A new child first loads the code for this kind of file, which a busy machine may need seconds for.
    await lookAt(bytes, warmUpMs);
    look = await lookAt(changed, mostMs);
  }
  if (isSlow(look.error)) return { hang: `${name}: ${look.error}` };
  return look.error?.includes('reading it failed') ? { crash: `${name}: ${look.error}` } : {};
}

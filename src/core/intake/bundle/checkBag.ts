import { assumedDeclaration, readDeclaration } from './bagDeclaration.ts';
import type { BagDeclaration } from './bagDeclaration.ts';
import { readFetch } from './bagFetch.ts';
import type { FetchLine } from './bagFetch.ts';
import { checkFetch, joinManifests } from './bagFileLists.ts';
import { createIndex } from './bagIndex.ts';
import { checkPayloadOxum, readBagInfo } from './bagInfo.ts';
import type { BagInfoField } from './bagInfo.ts';
import { manifestNameOf, readManifest } from './bagManifest.ts';
import type { Manifest } from './bagManifest.ts';
import { checkPayload } from './bagPayload.ts';
import type { PayloadFile } from './bagPayload.ts';
import { checkBagNames } from './bagNames.ts';
import { checkTagManifests } from './bagTagManifests.ts';
import type { BundleReport } from './bundleReport.ts';
import type { CheckOptions, FileTree } from './fileTree.ts';
import { countLines, decodeTagFile } from './tagText.ts';

/** What a bag says and holds; everything that is wrong with it is in the report. */
export type CheckedBag = { version: string | null; info: BagInfoField[]; files: PayloadFile[] };

/** Largest tag file that is read as text: 5,000 of the longest paths with sha512 fit in. */
/** What all tag files of a bag may hold together: 5,000 files in manifests of eight algorithms, with room to spare. Each line costs memory. */
const mostTagBytes = 32 * 1024 * 1024;
const mostTagLines = 100_000;
const mostManifests = 32;

/** What tag files may still hold. */
type TagRoom = { bytes: number; lines: number };

/** Validates a bag after RFC 8493 and the stricter rules of this desk, reading each payload file once. */
export async function checkBag(tree: FileTree, report: BundleReport, options: CheckOptions): Promise<CheckedBag> {
  report.faults.push(...tree.faults);
  const declaration = await openDeclaration(tree, report);
  const { isStrict } = declaration;
  checkBagNames(tree.files.map((file) => file.path), isStrict, report);
  const room = { bytes: mostTagBytes, lines: mostTagLines };
  const manifests = await readManifests(tree, declaration, room, report);
  const payloadManifests = manifests.filter((manifest) => !manifest.isTagManifest);
  checkManifestSet(payloadManifests, manifests, report);
  const payload = tree.files.filter((file) => file.path.startsWith('data/'));
  if (!tree.folders.has('data')) report.fault('BAG_DATA_MISSING', 'data/', 'The bag has no payload folder data/.');
  const info = await openBagInfo(tree, declaration, payload, room, report);
  const index = createIndex(tree.files.map((file) => file.path), isStrict, report);
  const listed = joinManifests(payloadManifests, index, tree.folders, isStrict, report);
  const sizes = new Map(payload.map((file) => [file.path, file.size]));
  const fetchable = checkFetch(await openFetch(tree, declaration, room, report), { manifests: payloadManifests, listed, index, sizes, isStrict }, report);
  await checkTagManifests(tree, manifests, index, isStrict, report, options);
  const files = await checkPayload(tree, payload, payloadManifests, listed, fetchable, report, options);
  await tree.finish(options);
  return { version: declaration.version, info, files };
}

async function openDeclaration(tree: FileTree, report: BundleReport): Promise<BagDeclaration> {
  const bytes = has(tree, 'bagit.txt') ? await tree.readSmall('bagit.txt', 4096) : null;
  if (bytes !== null) return readDeclaration(bytes, report);
  if (has(tree, 'bagit.txt')) report.fault('BAG_DECLARATION_LINES', 'bagit.txt', 'bagit.txt is far too long for its two lines.');
  else report.fault('BAG_DECLARATION_MISSING', 'bagit.txt', 'The bag has no bagit.txt; it was read as version 1.0 in UTF-8.');
  return assumedDeclaration;
}

async function readManifests(tree: FileTree, { encoding, isStrict }: BagDeclaration, room: TagRoom, report: BundleReport): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  const isUnknown = (path: string) => Number(manifestNameOf(path)?.algorithm.node === null);
  const paths = tree.files.map((file) => file.path).filter((path) => !path.includes('/') && manifestNameOf(path) !== null);
  // Those that prove something come first.
  paths.sort((a, b) => isUnknown(a) - isUnknown(b));
  if (paths.length > mostManifests) report.fault('BAG_TOO_MANY_MANIFESTS', null, `The bag has ${paths.length} manifests; only ${mostManifests} of them were read.`);
  for (const path of paths.slice(0, mostManifests)) {
    const text = await openTagText(tree, path, { encoding, isStrict }, room, report);
    if (text !== null) manifests.push(readManifest(path, text, isStrict, report));
  }
  return manifests;
}

function checkManifestSet(payloadManifests: Manifest[], manifests: Manifest[], report: BundleReport): void {
  for (const { fileName, algorithm } of manifests) {
    if (algorithm.node === null) report.warn('BAG_ALGORITHM_UNKNOWN', fileName, `The checksums in ${fileName} cannot be checked here: ${algorithm.name} is not known.`);
    else if (algorithm.isWeak) report.warn('BAG_ALGORITHM_WEAK', fileName, `${fileName} uses ${algorithm.name}, which no longer protects against forged files.`);
  }
  const names = manifests.map(({ isTagManifest, algorithm }) => `${isTagManifest ? 'tag' : ''}manifest-${algorithm.name}`);
  for (const [index, { fileName, algorithm }] of manifests.entries()) {
    if (names.indexOf(names[index] ?? '') < index) report.fault('BAG_MANIFEST_TWICE', fileName, `${fileName} is a second list of ${algorithm.name} checksums; a bag has one of each kind.`);
  }
  if (payloadManifests.length === 0) report.fault('BAG_MANIFEST_MISSING', null, 'The bag has no payload manifest (manifest-<algorithm>.txt).');
  else if (payloadManifests.every(({ algorithm }) => algorithm.node === null)) {
    report.fault('BAG_ALGORITHM_NONE_KNOWN', null, 'No payload manifest uses a checksum algorithm that is known here, so no file could be checked.');
  }
}

async function openBagInfo(tree: FileTree, declaration: BagDeclaration, payload: { size: number }[], room: TagRoom, report: BundleReport): Promise<BagInfoField[]> {
  const { isStrict } = declaration;
  const path = !isStrict && !has(tree, 'bag-info.txt') ? 'package-info.txt' : 'bag-info.txt';
  const text = has(tree, path) ? await openTagText(tree, path, declaration, room, report) : null;
  if (text === null) return [];
  const info = readBagInfo(path, text, isStrict, report);
  checkPayloadOxum(path, info, payload, isStrict, report);
  return info;
}

async function openFetch(tree: FileTree, declaration: BagDeclaration, room: TagRoom, report: BundleReport): Promise<FetchLine[]> {
  const text = has(tree, 'fetch.txt') ? await openTagText(tree, 'fetch.txt', declaration, room, report) : null;
  return text === null ? [] : readFetch(text, declaration.isStrict, report);
}

type Reading = Pick<BagDeclaration, 'encoding' | 'isStrict'>;

/** The text of a tag file; null, with a fault, when it cannot be read in the declared encoding or there is no room left for it. */
async function openTagText(tree: FileTree, path: string, { encoding, isStrict }: Reading, room: TagRoom, report: BundleReport): Promise<string | null> {
  const bytes = await tree.readSmall(path, room.bytes);
  if (bytes === null) {
    report.fault('BAG_TAG_FILE_TOO_LARGE', path, `${path} is too large to be read.`);
    return null;
  }
  const text = decodeTagFile(bytes, encoding);
  if (text === null) report.fault('BAG_TAG_FILE_ENCODING', path, `${path} is not valid ${encoding}.`);
  const lines = text === null ? 0 : countLines(text, room.lines);
  if (lines > room.lines) {
    report.fault('BAG_TAG_FILE_TOO_LARGE', path, `${path} has too many lines to be read.`);
    return null;
  }
  room.bytes -= bytes.length;
  room.lines -= lines;
  if (!text?.startsWith('\ufeff')) return text;
  // UTF-16 needs its byte order mark, UTF-8 must not have one.
  const tell = isStrict ? report.fault : report.warn;
  if (!/^utf-16/i.test(encoding)) tell('BAG_BOM', path, `${path} starts with a byte order mark.`);
  return text.slice(1);
}

function has(tree: FileTree, path: string): boolean {
  return tree.files.some((file) => file.path === path);
}

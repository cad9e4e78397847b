import { createHash, randomBytes } from 'node:crypto';
import { safeFileName } from '../../../contract/fileName.ts';
import type { NeutralCase } from '../../../contract/neutralCase.ts';
import { byPath } from './fileTree.ts';
import { findNameClash } from './comparableName.ts';
import { checkName } from './nameRules.ts';
import { sortedJson } from './sortedJson.ts';
import type { Json } from './sortedJson.ts';
import { writeFolder } from './writeFolder.ts';
import { writeZip, zipStream } from './writeZip.ts';

/** A file that goes along: `path` below data/, its size in bytes and sha-256 in hex, and its bytes on demand. */
export type OutgoingFile = { path: string; size: number; sha256: string; open(): AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>> };

/** The tag file with the newest checkpoint of the log of the desk that wrote the bundle; see docs/log.md. */
export const anchorTagFile = 'log-anchor.jsonl';

/** What goes into a bundle. `baggedAt`: ms UTC, written as a day; `anchor`: the text of the anchor file. */
export type OutgoingBundle = { caseDocument: NeutralCase; ruling?: Json; triage?: Json; files: OutgoingFile[]; baggedAt: number; anchor?: string };

/**
 * Writes one case with its files as a BagIt 1.0 bag, a folder or a .zip with one top-level folder. The same case gives the same bytes on
 * every machine. `out` appears whole and for good, or not at all; a file whose bytes are not those of its sha-256 stops it. A folder must not
 * be there yet, an archive is replaced.
 */
export async function writeBundle(out: string, bundle: OutgoingBundle, { as, signal }: { as: 'folder' | 'zip'; signal?: AbortSignal }): Promise<void> {
  const files = layOut(bundle);
  const temp = `${out}.${randomBytes(6).toString('hex')}.part`;
  if (as === 'folder') return writeFolder(out, temp, files, signal);
  return writeZip(out, temp, topOf(bundle), files, signal);
}

/** The bytes of the same bundle as an archive, for whoever does not want them to lie open on a disk. */
export function streamBundle(bundle: OutgoingBundle): AsyncIterable<Uint8Array> {
  return zipStream(topOf(bundle), layOut(bundle));
}

function topOf({ caseDocument: { source, sourceId } }: OutgoingBundle): string {
  return safeFileName(`${source}-${sourceId}`);
}

/** Every file of the bag in its order: tag files first, then the payload by path. */
function layOut(bundle: OutgoingBundle): OutgoingFile[] {
  const payload = [...payloadOf(bundle)].sort(byPath);
  checkPaths(payload);
  const bytes = payload.reduce((sum, file) => sum + file.size, 0);
  const tags = [
    textFile('bag-info.txt', bagInfo(bundle, `${bytes}.${payload.length}`)),
    textFile('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'),
    ...(bundle.anchor === undefined ? [] : [textFile(anchorTagFile, bundle.anchor)]),
    textFile('manifest-sha256.txt', manifest(payload)),
  ];
  return [...tags, textFile('tagmanifest-sha256.txt', manifest(tags)), ...payload];
}

function* payloadOf({ caseDocument, ruling, triage, files }: OutgoingBundle): Generator<OutgoingFile> {
  yield textFile('data/case.json', sortedJson(caseDocument));
  if (ruling !== undefined) yield textFile('data/ruling.json', sortedJson(ruling));
  if (triage !== undefined) yield textFile('data/triage.json', sortedJson(triage));
  for (const file of files) yield { ...file, path: `data/${file.path}` };
}

/** A name our own reader would refuse must not be written: the bundle could not come back. */
function checkPaths(files: OutgoingFile[]): void {
  for (const { path } of files) {
    const fault = checkName(path);
    if (fault !== null) throw new Error(`The name ${JSON.stringify(path)} cannot go into a bundle (${fault}). Nothing was written.`);
  }
  const clash = findNameClash(files.map((file) => file.path));
  if (clash !== null) throw new Error(`The names ${JSON.stringify(clash.path)} and ${JSON.stringify(clash.other)} cannot stand in one bundle. Nothing was written.`);
}

function bagInfo({ caseDocument, baggedAt }: OutgoingBundle, oxum: string): string {
  const fields = {
    'BagIt-Profile-Identifier': 'dispute-bundle/1',
    'External-Identifier': caseDocument.sourceId.replaceAll(/[\r\n]+/g, ' '),
    'Bagging-Date': new Date(baggedAt).toISOString().slice(0, 10),
    'Payload-Oxum': oxum,
  };
  return Object.entries(fields).map(([label, value]) => `${label}: ${value}\n`).join('');
}

function manifest(files: OutgoingFile[]): string {
  return files.map((file) => `${file.sha256}  ${file.path.replaceAll('%', '%25')}\n`).join('');
}

function textFile(path: string, text: string): OutgoingFile {
  const bytes = Buffer.from(text, 'utf8');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, size: bytes.length, sha256, open: () => once(bytes) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  if (bytes.length > 0) yield bytes;
}

import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { neutralCase } from '../src/testing/neutralCases.ts';

const [path, count] = process.argv.slice(2);
if (path === undefined || count === undefined) throw new Error('Say where to write the bundle and how many files it holds.');
const files = Number(count);
const fileBytes = Math.floor(1024 ** 3 / files);
/** One file in ten is text that deflates, the others are like photos and films: they do not shrink. */
const isText = (index: number) => index % 10 === 9;

async function writeLargeBundle(path: string): Promise<void> {
  const zip = new ZipFile();
  const manifest: string[] = [];
  const evidence = [];
  const written = pipeline(zip.outputStream, createWriteStream(path));
  const add = async (name: string, bytes: Buffer) => {
    if (name.startsWith('data/')) manifest.push(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
    const source = Readable.from([bytes]);
    const read = once(source, 'end');
    zip.addReadStream(source, `bundle/${name}`, { size: bytes.length, compress: true });
    // One file at a time: all of them together would lie in memory.
    await read;
  };
  for (let index = 0; index < files; index += 1) {
    const name = isText(index) ? `chat-${index}.txt` : `photo-${index}.jpg`;
    evidence.push({ id: `e${index}`, side: 'buyer' as const, kind: 'other' as const, fileName: name, path: `evidence/buyer/${name}` });
    await add(`data/evidence/buyer/${name}`, isText(index) ? makeText() : randomBytes(fileBytes));
  }
  await add('data/case.json', Buffer.from(JSON.stringify(neutralCase({ evidence }))));
  await add('bagit.txt', Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'));
  await add('manifest-sha256.txt', Buffer.from(manifest.join('')));
  zip.end();
  await written;
}

function makeText(): Buffer {
  const words = Array.from({ length: 2_000 }, () => randomBytes(4).toString('hex').slice(0, 2 + (randomBytes(1)[0] ?? 0) % 7));
  const text = Array.from({ length: fileBytes / 5 }, (_, index) => words[(index * 7_919 + (index >> 3)) % words.length]).join(' ');
  return Buffer.from(text).subarray(0, fileBytes);
}

await writeLargeBundle(path);

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { neutralCase } from '../testing/neutralCases.ts';
import { planted } from '../testing/plantedWords.ts';
import { tempFolder } from '../testing/tempFolder.ts';
import { sha256 } from './ids.ts';
import { writeBundle } from './intake/bundle/writeBundle.ts';

const program = fileURLToPath(new URL('../testing/plantedDesk.ts', import.meta.url));

/**
 * What is made to be read by others: the exchange folder is what the marketplace is handed, and `incoming` is what browsers hand in, until its
 * import has read it. The token of the web shell opens a window, and no data.
 */
const handedOver = ['exchange', 'incoming', 'web-token'];

async function bundleAt(out: string, sourceId: string, files: { name: string; bytes: Uint8Array }[]): Promise<void> {
  const outgoing = files.map(({ name, bytes }) => ({
    path: `evidence/buyer/${name}`,
    size: bytes.length,
    sha256: sha256(bytes),
    open: async function* () {
      yield bytes;
    },
  }));
  const evidence = outgoing.map(({ path, size, sha256 }, at) => ({ id: `e${at}`, side: 'buyer' as const, kind: 'document' as const, fileName: files[at]?.name ?? '', path, size, sha256, claimIds: ['c1'] }));
  const parties = [{ role: 'buyer' as const, id: 'b1', displayName: planted.buyer, language: 'en' }, { role: 'seller' as const, id: 's1', displayName: planted.seller, language: 'en' }];
  const messages = [{ id: 'm1', from: 'buyer' as const, sentAt: '2026-05-10T11:00:00Z', original: planted.message }];
  const claims = neutralCase().claims.map((claim) => ({ ...claim, words: planted.message, answers: [{ by: 'seller' as const, stance: 'denies' as const, words: planted.answer, at: '2026-05-12T10:00:00Z' }] }));
  await writeBundle(out, { caseDocument: neutralCase({ sourceId, parties, messages, claims, evidence }), files: outgoing, baggedAt: 0 }, { as: 'zip' });
}

/** Which planted words each file below a folder holds, in UTF-8 or UTF-16. */
function readable(folder: string): { files: string[]; told: string[] } {
  const files = readdirSync(folder, { recursive: true }).map(String).filter((name) => statSync(join(folder, name)).isFile() && !handedOver.some((one) => name.startsWith(one)));
  const told = files.flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    const words = Object.values(planted).filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')) || bytes.includes(Buffer.from(word, 'utf16le').swap16()) || name.includes(word));
    return words.map((word) => `${name}: ${word}`);
  });
  return { files, told };
}

it('a desk killed at work would leave a word of its people, its cases, its evidence or its letters readable in its data folder', { timeout: 120_000 }, async () => {
  const folder = await tempFolder();
  const dataDir = join(folder.path, 'data');
  try {
    const words = Buffer.from(`${planted.evidence}\n`.repeat(2_000));
    await bundleAt(join(folder.path, 'case.zip'), 'planted-1', [{ name: planted.fileName, bytes: words }]);
    const filler = Array.from({ length: 12 }, (_, at) => ({ name: `${at}-${planted.fileName}`, bytes: Buffer.concat([words, randomBytes(4 * 1024 * 1024)]) }));
    await bundleAt(join(folder.path, 'large.zip'), 'planted-2', filler);
    const child = spawn(process.execPath, [program, dataDir, join(folder.path, 'case.zip'), join(folder.path, 'large.zip')], { stdio: ['ignore', 'ignore', 'inherit'] });
    expect(await once(child, 'exit'), 'the desk came to the middle of its work').toEqual([null, 'SIGKILL']);
    // What is looked for is found where it is handed over open, so looking is no empty gesture.
    expect(readable(folder.path).told).toEqual(expect.arrayContaining([`case.zip: ${planted.buyer}`, `case.zip: ${planted.evidence}`]));
    const { files, told } = readable(dataDir);
    expect(told).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['desk.db', 'desk.db-wal', 'key-ring.json', 'tries.json', 'desk.holder.json']));
    for (const place of ['vault/', 'quarantine/']) expect(files.filter((name) => name.startsWith(place)), `sealed files in ${place}`).not.toEqual([]);
    expect(files).not.toContain('key');
  } finally {
    await folder.remove();
  }
});

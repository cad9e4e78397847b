import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBundle, type Bundle, type BundleFile } from '../../intake/bundle/openBundle.ts';
import { projectRoot } from '../../projectRoot.ts';
import type { MadeCase } from './docket/makeDocket.ts';
import { committedAnchor } from './docket/times.ts';
import { redateFile, shiftDocument } from './redate.ts';

/** Where the sample docket lies in the project. */
export const docketFolder: string = join(projectRoot, 'resources', 'docket');

async function bytesOf(file: BundleFile): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await file.read()) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

async function moved(name: string, bundle: Bundle, shift: number): Promise<MadeCase> {
  if (!bundle.caseDocument) throw new Error(`The sample case ${name} cannot be read. Run "npm run docket" to write it again.`);
  const document = shiftDocument(bundle.caseDocument, shift);
  const found = new Map(bundle.files.map((file) => [file.path, file]));
  const files: MadeCase['files'] = [];
  let damagedPath: string | null = null;
  for (const item of document.evidence) {
    const file = item.path === null ? undefined : found.get(`data/${item.path}`);
    if (!file || item.path === null) continue;
    const bytes = await bytesOf(file);
    const isWhole = createHash('sha256').update(bytes).digest('hex') === item.sha256;
    if (!isWhole) damagedPath = item.path;
    const redated = redateFile(item.path, bytes, shift);
    const sha256 = createHash('sha256').update(redated).digest('hex');
    if (isWhole) item.sha256 = sha256;
    files.push({ path: item.path, bytes: redated, sha256 });
  }
  return { slug: name.replace(/\.zip$/, ''), packedAs: name.endsWith('.zip') ? 'zip' : 'folder', caseDocument: document, files, damagedPath };
}

/**
 * Reads the committed docket, one case at a time, as if `anchor` were its day: every instant of the documents and the dates inside photos, mails,
 * chats and PDFs move along, so deadlines stay near and contradictions stay what they are. The file that is damaged on purpose stays so.
 */
export async function* loadDocket({ anchor, folder = docketFolder }: { anchor: Date; folder?: string }): AsyncGenerator<MadeCase> {
  const shift = Math.round((anchor.getTime() - committedAnchor.getTime()) / 60_000) * 60_000;
  const quarantineDir = await mkdtemp(join(tmpdir(), 'desk-docket-'));
  try {
    for (const name of (await readdir(folder)).sort()) {
      const bundle = await openBundle(join(folder, name), { quarantineDir });
      try {
        yield await moved(name, bundle, shift);
      } finally {
        await bundle.dispose();
      }
    }
  } finally {
    await rm(quarantineDir, { recursive: true, force: true });
  }
}

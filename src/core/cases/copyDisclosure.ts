import canonicalize from 'canonicalize';
import { asc, eq } from 'drizzle-orm';
import { access, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { disclosure } from '../db/schema/disclosure.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence, inspection, vaultFile } from '../db/schema/evidence.ts';
import type { Desk } from '../desk.ts';
import { isLookPending } from '../evidence/ask.ts';
import { findFile, readWhole } from '../evidence/keep.ts';
import { labelOf } from '../evidence/label.ts';
import { pixelsOf } from '../evidence/pixels.ts';
import { sha256 } from '../ids.ts';
import type { JobHandler } from '../jobs/runner.ts';

type Shown = { item: typeof evidence.$inferSelect; look: typeof inspection.$inferSelect | null; file: typeof vaultFile.$inferSelect | null };
type Copy = { name: string; bytes: Uint8Array };

/**
 * Job `disclosure.copy`: lays what a letter shows into `exchange/out/disclosure-<letter>`, as pixels drawn anew and plain words, never as
 * the file that came. The folder is there whole or not at all; done twice it writes once.
 */
export const copyDisclosure: JobHandler = async (payload, { desk }) => {
  const letterId = String(payload['letterId']);
  const rows = await desk.db
    .select({ row: disclosure, item: evidence, look: inspection, file: vaultFile, source: disputeCase.source, sourceId: disputeCase.sourceId })
    .from(disclosure)
    .innerJoin(evidence, eq(evidence.evidenceId, disclosure.evidenceId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, disclosure.caseId))
    .leftJoin(inspection, eq(inspection.sha256, disclosure.sha256))
    .leftJoin(vaultFile, eq(vaultFile.sha256, disclosure.sha256))
    .where(eq(disclosure.letterId, letterId))
    .orderBy(asc(evidence.position));
  const [first] = rows;
  if (!first) throw new Error('The letter that should show exhibits names none.');
  const out = join(desk.dataDir, 'exchange', 'out');
  const folder = join(out, `disclosure-${letterId}`);
  if ((await isThere(folder)) || (await isThere(join(out, '..', 'done', `disclosure-${letterId}`)))) return;
  if (await isLookPending(desk.db, first.row.caseId)) throw new Error('A file is still being looked into; its copy is made when that is done.');
  const draft = `${folder}.part`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const listed: { label: string; original: string | null; files: { name: string; sha256: string }[] }[] = [];
  for (const shown of rows) {
    const copies = await copiesOf(desk, shown);
    for (const { name, bytes } of copies) await writeSynced(join(draft, name), bytes);
    listed.push({ label: labelOf(shown.item), original: shown.row.sha256, files: copies.map(({ name, bytes }) => ({ name, sha256: sha256(bytes) })) });
  }
  const index = { schema: 'dispute-disclosure/1', letterId, source: first.source, sourceId: first.sourceId, to: first.row.to, exhibits: listed };
  await writeSynced(join(draft, 'index.json'), Buffer.from(`${canonicalize(index) ?? ''}\n`));
  await rename(draft, folder);
};

/** What of an exhibit can be shown without handing on what somebody may have hidden in it. */
async function copiesOf(desk: Desk, { item, look, file }: Shown): Promise<Copy[]> {
  if (item.state === 'erased') return [];
  const label = labelOf(item);
  const copies: Copy[] = [];
  const pixels = look?.show === 'image' && file ? await pixelsOf(desk, file) : null;
  if (pixels) copies.push({ name: `${label}${pixels.mediaType === 'image/jpeg' ? '.jpg' : '.webp'}`, bytes: pixels.bytes });
  else if (look?.previewSha256) {
    const preview = await findFile(desk.db, look.previewSha256);
    if (preview) copies.push({ name: `${label}.webp`, bytes: await readWhole(desk, preview) });
  }
  const words = item.text ?? look?.text ?? null;
  if (words !== null && words.trim() !== '' && !pixels) copies.push({ name: `${label}.txt`, bytes: Buffer.from(words) });
  return copies;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path, bytes, { mode: 0o600 });
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

import { eq } from 'drizzle-orm';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence, inspection } from '../db/schema/evidence.ts';
import type { Tx } from '../db/write.ts';
import type { Desk } from '../desk.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { findFile, keepFile, readKept, readWhole, type VaultFile } from './keep.ts';
import { mostBytes } from './look.ts';
import { lookAside } from './lookAside.ts';
import type { Look } from './plainLook.ts';

/** Asks for a look into a kept file, unless it was looked into before. */
export async function askForInspection(tx: Tx, sha256: string, fileName: string, caseId: string): Promise<void> {
  const known = await tx.select({ sha256: inspection.sha256 }).from(inspection).where(eq(inspection.sha256, sha256));
  if (known.length > 0) return;
  await enqueue(tx, {
    kind: 'evidence.inspect',
    words: `Look into ${fileName}`,
    payload: { sha256, fileName },
    caseId,
    uniqueKey: `evidence.inspect:${sha256}`,
    maxAttempts: 3,
  });
}

/** Job `evidence.inspect`: true type, size, camera data, text and pictures to show; a file that cannot be shown says why. */
export const inspectEvidence: JobHandler = async (payload, { desk }) => {
  const sha256 = String(payload['sha256']);
  const file = await findFile(desk.db, sha256);
  if (!file) return;
  const look = await lookAt(desk, file, String(payload['fileName']));
  const previewSha256 = look.preview ? (await keepFile(desk, once(look.preview))).sha256 : null;
  const thumbnailSha256 = look.thumbnail ? (await keepFile(desk, once(look.thumbnail))).sha256 : null;
  const { preview: _preview, thumbnail: _thumbnail, ...found } = look;
  await desk.write(async (tx) => {
    await tx
      .insert(inspection)
      .values({ sha256, ...found, previewSha256, thumbnailSha256, inspectedAt: tx.now })
      .onConflictDoNothing();
    const holders = await tx
      .selectDistinct({ caseId: disputeCase.caseId, version: disputeCase.version })
      .from(evidence)
      .innerJoin(disputeCase, eq(disputeCase.caseId, evidence.caseId))
      .where(eq(evidence.sha256, sha256));
    for (const holder of holders) tx.emit({ type: 'case.changed', ...holder });
  });
};

function lookAt(desk: Desk, file: VaultFile, fileName: string): Promise<Look> {
  return lookAside(async () => ({ bytes: file.size <= mostBytes ? await readWhole(desk, file) : await readHead(desk, file), fileName, size: file.size }));
}

async function readHead(desk: Desk, file: VaultFile): Promise<Buffer> {
  const head: Uint8Array[] = [];
  for await (const part of await readKept(desk, file, { start: 0, end: 65_535 })) head.push(part);
  return Buffer.concat(head);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

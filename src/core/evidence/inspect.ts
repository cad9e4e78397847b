import { eq } from 'drizzle-orm';
import { evidence, inspection, vaultFile } from '../db/schema/evidence.ts';
import { imageHash } from '../db/schema/imageHash.ts';
import type { Desk } from '../desk.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { askForAttachments } from './ask.ts';
import { takeAttachments } from './attach.ts';
import { forgetUnused } from './forget.ts';
import { blank, hashSome } from './hashPictures.ts';
import { eraseFiles, findFile, readKept, readWhole, recordFiles, sealBytes, type VaultFile } from './keep.ts';
import { mostBytes } from './look.ts';
import { lookAside } from './lookAside.ts';
import type { SealedFile } from './vault/sealFile.ts';

/**
 * Job `evidence.inspect`: a look into one file; or, once that is done for a case, the attachments of its mails as exhibits of their own; or how
 * pictures look that were looked into before that was noted.
 */
export const inspectEvidence: JobHandler = async (payload, { desk, signal }) => {
  const { attachmentsOf, hashesAfter, sha256, tries, fileName } = payload;
  if (hashesAfter !== undefined) await hashSome(desk, String(hashesAfter), signal);
  else if (attachmentsOf !== undefined) await takeAttachments(desk, String(attachmentsOf), String(sha256), Number(tries), signal);
  else await inspectFile(desk, String(sha256), String(fileName), signal);
};

/** Notes what there is to see in a kept file: its true type, size, camera data, words, and what can be shown of a file; one that cannot be shown says why. */
export async function inspectFile(desk: Desk, sha256: string, fileName: string, signal: AbortSignal): Promise<void> {
  const file = await findFile(desk.db, sha256);
  if (!file) return;
  const load = async () => ({ bytes: file.size <= mostBytes ? await readWhole(desk, file) : await readHead(desk, file), fileName, size: file.size });
  const { preview, thumbnail, page, hash, ...found } = await lookAside(load, { signal });
  const pictures = { previewSha256: await seal(desk, preview), thumbnailSha256: await seal(desk, thumbnail), pageSha256: await seal(desk, page) };
  const sealed = Object.values(pictures).filter((one) => one !== null);
  const spare = await desk.write(async (tx) => {
    const [isHere] = await tx.select({ sha256: vaultFile.sha256 }).from(vaultFile).where(eq(vaultFile.sha256, sha256));
    // Recorded here and no sooner: the same pixels erased in another case meanwhile would take the row away again.
    const spare = await recordFiles(tx, sealed);
    const { previewSha256, thumbnailSha256, pageSha256 } = pictures;
    const kept = { previewSha256: previewSha256?.sha256 ?? null, thumbnailSha256: thumbnailSha256?.sha256 ?? null, pageSha256: pageSha256?.sha256 ?? null };
    const look = { sha256, ...found, ...kept, inspectedAt: tx.now };
    const [added] = isHere ? await tx.insert(inspection).values(look).onConflictDoNothing().returning({ sha256: inspection.sha256 }) : [];
    if (added && found.show === 'image') await tx.insert(imageHash).values({ sha256, ...(hash ?? blank) }).onConflictDoNothing();
    // Erased while it was looked into: nothing drawn from it may stay.
    if (!added) return [...spare, ...(await forgetUnused(tx, sealed.map((one) => one.sha256)))];
    const holders = await tx
      .selectDistinct({ caseId: evidence.caseId })
      .from(evidence)
      .where(eq(evidence.sha256, sha256));
    for (const { caseId } of holders) {
      tx.emit({ type: 'exhibits.changed', caseId });
      if (found.metadata.some(({ name }) => name === 'Attachment')) await askForAttachments(tx, caseId, sha256);
    }
    return spare;
  });
  await eraseFiles(desk, spare);
}

async function seal(desk: Desk, bytes: Uint8Array | null): Promise<SealedFile | null> {
  return bytes && sealBytes(desk, once(bytes));
}

async function readHead(desk: Desk, file: VaultFile): Promise<Buffer> {
  const head: Uint8Array[] = [];
  for await (const part of await readKept(desk, file, { start: 0, end: 65_535 })) head.push(part);
  return Buffer.concat(head);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

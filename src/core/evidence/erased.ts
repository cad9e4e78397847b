import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import { z } from 'zod';
import { auditEntry, auditPayload } from '../db/schema/audit.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence, rawFile } from '../db/schema/evidence.ts';
import { importRun, keptFile } from '../db/schema/intake.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { labelOf } from './label.ts';

const mostNamed = 20;
const ErasedEntry = z.object({ data: z.object({ sha256: z.string() }) });

/** What was erased from a case on purpose, by hash: the log keeps it, so that it is known when it comes again. */
export async function erasedHashes(db: Db, caseId: string): Promise<Set<string>> {
  const entries = await db
    .select({ payload: auditPayload.payload })
    .from(auditEntry)
    .innerJoin(auditPayload, eq(auditPayload.seq, auditEntry.seq))
    .where(and(eq(auditEntry.caseId, caseId), eq(auditEntry.action, 'exhibit.erased')));
  return new Set(entries.flatMap(({ payload }) => ErasedEntry.safeParse(JSON.parse(payload)).data?.data.sha256 ?? []));
}

/** Drops the copies of files that came along with a case without being an exhibit: their bytes would keep the key. */
export async function dropKept(tx: Tx, caseId: string, hashes: readonly string[]): Promise<void> {
  await tx.delete(rawFile).where(and(eq(rawFile.caseId, caseId), inArray(rawFile.sha256, [...hashes])));
  const own = new Set((await tx.selectDistinct({ importId: rawFile.importId }).from(rawFile).where(eq(rawFile.caseId, caseId))).map(({ importId }) => importId));
  const copies = await tx
    .select({ importId: keptFile.importId, path: keptFile.path, cases: importRun.cases })
    .from(keptFile)
    .innerJoin(importRun, eq(importRun.importId, keptFile.importId))
    .where(inArray(keptFile.sha256, [...hashes]));
  for (const { importId, path, cases } of copies) {
    if (own.has(importId) || cases.some((one) => one.caseId === caseId)) await tx.delete(keptFile).where(and(eq(keptFile.importId, importId), eq(keptFile.path, path)));
  }
}

/** Where the bytes of erased exhibits can still be read: labels of this case, references of others, and what came with other imports. */
export async function stillHeld(tx: Tx, caseId: string, erased: readonly (typeof evidence.$inferSelect)[]): Promise<string[]> {
  const hashes = erased.flatMap((item) => item.sha256 ?? []);
  const gone = erased.map((item) => item.evidenceId);
  const mails = erased.flatMap((item) => (item.attachedTo !== null && !gone.includes(item.attachedTo) ? [item.attachedTo] : []));
  const here = await tx.select().from(evidence).where(and(eq(evidence.caseId, caseId), inArray(evidence.sha256, hashes)));
  // A mail holds the bytes of what is attached to it.
  const around = await tx.select().from(evidence).where(and(inArray(evidence.evidenceId, mails), isNotNull(evidence.sha256)));
  const elsewhere = await tx
    .selectDistinct({ number: disputeCase.number })
    .from(evidence)
    .innerJoin(disputeCase, eq(disputeCase.caseId, evidence.caseId))
    .where(and(inArray(evidence.sha256, hashes), ne(evidence.caseId, caseId)))
    .limit(mostNamed);
  const others = (await tx.$count(keptFile, inArray(keptFile.sha256, hashes))) + (await tx.$count(rawFile, inArray(rawFile.sha256, hashes)));
  return [...[...here, ...around].map(labelOf), ...elsewhere.map(({ number }) => `C-${number}`), ...(Number(others) > 0 ? ['a file kept with another import'] : [])];
}

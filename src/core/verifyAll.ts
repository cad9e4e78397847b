import type { VerifyResult } from '../contract/audit.ts';
import { verifyLog } from './audit/verify.ts';
import type { Db } from './db/open.ts';
import { verifyEvidence } from './evidence/verifyEvidence.ts';

/** Checks the log, the rows it covers and every evidence file of a data folder. */
export async function verifyAll(db: Db, dataDir: string): Promise<VerifyResult> {
  const log = await verifyLog(db);
  const evidence = await verifyEvidence(db, { dataDir });
  return { ...log, ok: log.ok && evidence.broken.length === 0, evidence };
}

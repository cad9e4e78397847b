import type { GivenAnchors, VerifyResult } from '../contract/audit.ts';
import { readAnchorFile } from './audit/anchorFile.ts';
import { verifyLog } from './audit/verify.ts';
import type { Db } from './db/open.ts';
import { verifyEvidence } from './evidence/verifyEvidence.ts';

/** What a whole check is given: the public key of this desk, and anchors from outside. */
export type VerifyInput = { ownKey: string | null; given: readonly GivenAnchors[] };

/** Checks the log, the rows it covers, its checkpoints and anchors, and every evidence file of a data folder. `onProgress` hears of entries done. */
export async function verifyAll(db: Db, dataDir: string, { ownKey, given }: VerifyInput = { ownKey: null, given: [] }, onProgress?: (done: number, total: number) => void): Promise<VerifyResult> {
  const log = await verifyLog(db, { ownKey, given, file: readAnchorFile(dataDir), ...(onProgress ? { onProgress } : {}) });
  const evidence = await verifyEvidence(db, { dataDir });
  return { ...log, ok: log.ok && evidence.broken.length === 0, evidence };
}

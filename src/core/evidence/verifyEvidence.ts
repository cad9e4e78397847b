import { asc, eq, gt } from 'drizzle-orm';
import type { VerifyResult } from '../../contract/audit.ts';
import type { Db } from '../db/open.ts';
import { evidence, vaultFile } from '../db/schema/evidence.ts';
import type { Desk } from '../desk.ts';
import { vaultDir, type VaultFile } from './keep.ts';
import { labelOf } from './label.ts';
import { verifySealed } from './vault/openSealed.ts';
import { isVaultName, sealedPath } from './vault/sealedPath.ts';

const filesAtOnce = 200;

/** Opens every kept file and compares its content with its hash; a broken one is named for each exhibit that cites it. */
export async function verifyEvidence(db: Db, desk: Pick<Desk, 'dataDir'>): Promise<VerifyResult['evidence']> {
  const result: VerifyResult['evidence'] = { checked: 0, broken: [] };
  for (let after = ''; ; ) {
    const files = await db.select().from(vaultFile).where(gt(vaultFile.sha256, after)).orderBy(asc(vaultFile.sha256)).limit(filesAtOnce);
    for (const file of files) {
      result.checked += 1;
      if (!(await isSound(desk, file))) result.broken.push(...(await sayBroken(db, file.sha256)));
    }
    const last = files.at(-1);
    if (!last) return result;
    after = last.sha256;
  }
}

async function isSound(desk: Pick<Desk, 'dataDir'>, file: VaultFile): Promise<boolean> {
  // A name the vault never gave means the row was changed: that is a broken file, not a failed check.
  if (!isVaultName(file.name)) return false;
  return verifySealed(sealedPath(vaultDir(desk), file.name), file.key, file.size, file.sha256);
}

async function sayBroken(db: Db, sha256: string): Promise<VerifyResult['evidence']['broken']> {
  const cited = await db.select().from(evidence).where(eq(evidence.sha256, sha256));
  const message = 'The file in the vault is missing or differs from its hash.';
  if (cited.length === 0) return [{ evidenceId: sha256, caseId: 'none', label: 'a picture or a kept file', message }];
  return cited.map((row) => ({ evidenceId: row.evidenceId, caseId: row.caseId, label: labelOf(row), message }));
}

import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { evidence, inspection, rawFile, vaultFile } from '../db/schema/evidence.ts';
import { imageHash } from '../db/schema/imageHash.ts';
import { keptFile } from '../db/schema/intake.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';

/** Everything that may refer to a file of the vault. */
const references = [evidence.sha256, rawFile.sha256, keptFile.sha256, inspection.previewSha256, inspection.thumbnailSha256, inspection.pageSha256];
const mostAtOnce = 500;

/**
 * Forgets the keys of those files that nothing refers to any more, with their looks and pictures: without its key a sealed file is noise.
 * Gives the names of what lies in the vault without a key now, to be erased after the commit.
 */
export async function forgetUnused(tx: Tx, hashes: readonly string[]): Promise<string[]> {
  const used = await readUsed(tx, hashes);
  const names: string[] = [];
  for (const sha256 of new Set(hashes)) {
    if (used.has(sha256)) continue;
    const derived = await forgetLook(tx, sha256);
    const gone = await tx.delete(vaultFile).where(eq(vaultFile.sha256, sha256)).returning({ name: vaultFile.name });
    names.push(...gone.map(({ name }) => name), ...(await forgetUnused(tx, derived)));
  }
  return names;
}

/** The hashes of files older than `before` that nothing refers to: a process that died between keeping a file and naming it left them. */
export async function findUnused(db: Db, before: number): Promise<string[]> {
  const named = references.map((column) => sql`select ${column} from ${column.table} where ${column} is not null`);
  const found = await db
    .select({ sha256: vaultFile.sha256 })
    .from(vaultFile)
    .where(and(lt(vaultFile.createdAt, before), sql`${vaultFile.sha256} not in (${sql.join(named, sql` union all `)})`))
    .limit(mostAtOnce);
  return found.map(({ sha256 }) => sha256);
}

/** Takes back what a look into a file found, and how it looks; gives the hashes of its pictures, which stay until nobody uses them. */
export async function forgetLook(tx: Tx, sha256: string): Promise<string[]> {
  await tx.delete(imageHash).where(eq(imageHash.sha256, sha256));
  const looks = await tx.delete(inspection).where(eq(inspection.sha256, sha256)).returning();
  return looks.flatMap((look) => [look.previewSha256, look.thumbnailSha256, look.pageSha256].filter((one) => one !== null));
}

async function readUsed(tx: Tx, hashes: readonly string[]): Promise<Set<string | null>> {
  const used = new Set<string | null>();
  const left = () => hashes.filter((sha256) => !used.has(sha256));
  for (const column of references) {
    if (left().length === 0) break;
    for (const { sha256 } of await tx.selectDistinct({ sha256: column }).from(column.table).where(inArray(column, left()))) used.add(sha256);
  }
  return used;
}

import { asc, eq } from 'drizzle-orm';
import type { Disclosure } from '../../contract/disclosures.ts';
import type { Db } from '../db/open.ts';
import { disclosure } from '../db/schema/disclosure.ts';

/** What was shown to which side, oldest first. A file that took the place of the one shown was not shown. */
export async function readDisclosures(db: Db, caseId: string, exhibits: readonly { evidenceId: string; sha256: string | null }[]): Promise<Disclosure[]> {
  const rows = await db.select().from(disclosure).where(eq(disclosure.caseId, caseId)).orderBy(asc(disclosure.at), asc(disclosure.disclosureId));
  return rows
    .filter((row) => row.sha256 === null || exhibits.some((one) => one.evidenceId === row.evidenceId && one.sha256 === row.sha256))
    .map(({ evidenceId, to, how, letterId, personName, at }) => ({ evidenceId, to, how, letterId, personName, at }));
}

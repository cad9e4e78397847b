import { desc } from 'drizzle-orm';
import type { ReportHead } from '../../contract/reportParts.ts';
import type { Db } from '../db/open.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { checkpoint } from '../db/schema/checkpoint.ts';
import type { SignedIn } from '../desk.ts';
import { version } from '../version.ts';
import { iso } from './moments.ts';

/** Who asks for a report, under which id, and when (ms UTC). */
export type ReportOrder = { reportId: string; by: SignedIn; now: number };

/** What every report says of itself, with where the log stands before the entry on it. */
export async function readReportHead(db: Db, { reportId, by, now }: ReportOrder): Promise<ReportHead> {
  const [newest] = await db.select({ seq: auditEntry.seq, hash: auditEntry.hash }).from(auditEntry).orderBy(desc(auditEntry.seq)).limit(1);
  const [signed] = await db.select().from(checkpoint).orderBy(desc(checkpoint.size), desc(checkpoint.at)).limit(1);
  return {
    reportId,
    madeAt: iso(now),
    by: { personId: by.personId, name: by.name, role: by.role },
    desk: { name: 'Mediation Desk', version },
    log: {
      entries: newest?.seq ?? 0,
      head: newest?.hash ?? null,
      checkpoint: signed ? { size: signed.size, head: signed.head, at: iso(signed.at), publicKey: signed.publicKey, signature: signed.signature } : null,
    },
  };
}

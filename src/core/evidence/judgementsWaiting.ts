import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { Admissibility } from '../../contract/vocabulary.ts';
import { auditEntry, auditPayload } from '../db/schema/audit.ts';
import type { Db } from '../db/open.ts';

/** The part of a log entry on what came from another desk that names files which were not there yet. */
const TriageEntry = z.object({
  data: z.object({ waiting: z.array(z.object({ evidenceId: z.string(), admissibility: Admissibility, reason: z.string().nullable() })) }),
});

const mostEntries = 20;

/** Judgements that came with a bundle on attachments nobody had taken out of their mail yet, by source evidence id; the newest counts. */
export async function judgementsWaiting(db: Db, caseId: string) {
  const entries = await db
    .select({ payload: auditPayload.payload })
    .from(auditEntry)
    .innerJoin(auditPayload, eq(auditPayload.seq, auditEntry.seq))
    .where(and(eq(auditEntry.caseId, caseId), eq(auditEntry.action, 'case.triageCame')))
    .orderBy(desc(auditEntry.seq))
    .limit(mostEntries);
  const waiting = entries.reverse().flatMap(({ payload }) => TriageEntry.safeParse(JSON.parse(payload)).data?.data.waiting ?? []);
  return new Map(waiting.map(({ evidenceId, admissibility, reason }) => [evidenceId, { admissibility, admissibilityReason: reason }]));
}

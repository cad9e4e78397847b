import { and, eq } from 'drizzle-orm';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { disclosure } from '../db/schema/disclosure.ts';
import { evidence } from '../db/schema/evidence.ts';
import type { Tx } from '../db/write.ts';
import { newId } from '../ids.ts';

/** Notes what the source says it showed to the other side; the rows for the caller's entry in the log. Said again it adds nothing. */
export async function noteShown(tx: Tx, caseId: string, items: NeutralCase['evidence']): Promise<CoveredRow[]> {
  const shown = items.filter((one) => (one.shownTo ?? []).length > 0);
  if (shown.length === 0) return [];
  const rows = new Map((await tx.select().from(evidence).where(eq(evidence.caseId, caseId))).map((one) => [one.sourceEvidenceId, one]));
  const known = await tx.select().from(disclosure).where(and(eq(disclosure.caseId, caseId), eq(disclosure.how, 'source')));
  const added: CoveredRow[] = [];
  for (const item of shown) {
    const row = rows.get(item.id);
    if (!row) continue;
    for (const { to, at } of item.shownTo ?? []) {
      if (row.side === to || known.some((one) => one.evidenceId === row.evidenceId && one.to === to)) continue;
      const disclosureId = newId(tx.now);
      await tx.insert(disclosure).values({ disclosureId, caseId, evidenceId: row.evidenceId, to, sha256: row.sha256, how: 'source', at: Date.parse(at) });
      added.push({ table: 'disclosure', id: disclosureId });
    }
  }
  return added;
}

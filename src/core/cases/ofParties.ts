import { and, count, desc, eq, inArray, isNull, ne, not, notInArray } from 'drizzle-orm';
import type { OutputOf } from '../../contract/methods.ts';
import { adversaries, type Adversary } from '../../contract/vocabulary.ts';
import type { Db } from '../db/open.ts';
import { party } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';
import { toSummary } from './caseFile.ts';
import { loadCase } from './lease.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';

/** Most other cases listed of one party. */
const mostRows = 20;

type OfParty = OutputOf<'cases.ofParties'>[number];

/** Other cases of a case's buyer and seller at the same source, with what was ruled; a party without an id of the source has none. NOT_FOUND. */
export async function casesOfParties(db: Db, caseId: string, by: SignedIn): Promise<OfParty[]> {
  const row = await loadCase(db, caseId);
  const parties = await db.select().from(party).where(eq(party.caseId, caseId));
  const found: OfParty[] = [];
  for (const role of adversaries) {
    const id = parties.find((one) => one.role === role)?.id ?? null;
    found.push(id === null ? { role, total: 0, ruledByMe: 0, rows: [] } : await ofOne(db, row, role, id, by));
  }
  return found;
}

async function ofOne(db: Db, row: CaseRecord, role: Adversary, id: string, by: SignedIn): Promise<OfParty> {
  const others = and(eq(party.id, id), eq(party.role, role), eq(disputeCase.source, row.source), ne(disputeCase.caseId, row.caseId));
  const [counted] = await db.select({ total: count() }).from(party).innerJoin(disputeCase, eq(disputeCase.caseId, party.caseId)).where(others);
  const [mine] = await db
    .select({ total: count() })
    .from(party)
    .innerJoin(disputeCase, eq(disputeCase.caseId, party.caseId))
    .innerJoin(ruling, eq(ruling.caseId, disputeCase.caseId))
    .where(and(others, eq(ruling.personId, by.personId), isNull(ruling.offerId), notInArray(ruling.state, ['undone', 'returned'])));
  const cases = await db
    .select({ row: disputeCase })
    .from(party)
    .innerJoin(disputeCase, eq(disputeCase.caseId, party.caseId))
    .where(others)
    .orderBy(desc(disputeCase.receivedAt), desc(disputeCase.number))
    .limit(mostRows);
  const caseIds = cases.map((one) => one.row.caseId);
  const rulings = await db
    .select()
    .from(ruling)
    .where(and(inArray(ruling.caseId, caseIds), notInArray(ruling.state, ['undone', 'returned']), not(areRulingsHidden(ruling.caseId, by))))
    .orderBy(desc(ruling.stagedAt));
  return {
    role,
    total: Number(counted?.total ?? 0),
    ruledByMe: Number(mine?.total ?? 0),
    rows: cases.map(({ row: other }) => {
      const last = rulings.find((one) => one.caseId === other.caseId);
      return {
        caseId: other.caseId,
        reference: referenceOf(other),
        state: other.state,
        reason: other.reason,
        title: other.title,
        openedAt: other.openedAt,
        ruling: last ? toSummary(last, other) : null,
        // What both sides agreed on was ruled by nobody.
        isRuledByMe: last?.personId === by.personId && last.offerId === null,
      };
    }),
  };
}

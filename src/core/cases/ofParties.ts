import { and, desc, eq, getTableColumns, inArray, not, sql } from 'drizzle-orm';
import type { OutputOf } from '../../contract/methods.ts';
import { adversaries, type Adversary } from '../../contract/vocabulary.ts';
import { hot } from '../db/hot.ts';
import { literal } from '../db/literal.ts';
import type { Db } from '../db/open.ts';
import { party } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';
import { toSummary } from './caseFile.ts';
import { loadCase } from './lease.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';
import { readTally } from './tallyBook.ts';

/** Most other cases listed of one party, looked at for that and for who ruled on them, and counted: a large seller has thousands. */
const most = { rows: 20, looked: 100, counted: 1_000 };

type OfParty = OutputOf<'cases.ofParties'>[number];
type Looked = Pick<CaseRecord, 'caseId' | 'number' | 'state' | 'reason' | 'title' | 'openedAt' | 'receivedAt'> & { rulings: bigint; mine: bigint };

// Not the frozen file: twenty of them are a megabyte.
const { frozenFile: _frozen, ...shownRuling } = getTableColumns(ruling);
// Written out: SQLite prepares a statement anew whenever a bound value may decide which partial index helps.
const isLive = sql`${ruling.state} not in ('undone', 'returned')`;

/** The cases of a party at one source that came last: its parties were written down in that order. */
const readNewest = hot((db) => {
  // Named, because without statistics SQLite would rather go through the whole table backwards for an order by its row id.
  const ofSource = sql`${disputeCase} as its on its.case_id = ${party.caseId} and its.source = ${sql.placeholder('source')}`;
  const newest = sql`select ${party.caseId} as case_id from ${party} indexed by party_id cross join ${ofSource} where ${party.id} = ${sql.placeholder('id')} and ${party.role} = ${sql.placeholder('role')} order by ${party}.rowid desc limit ${literal(most.looked)}`;
  // This too: the index of rulings of offers holds all that have none.
  const rulingsOf = sql`from ${ruling} indexed by ruling_case where ${ruling.caseId} = ${disputeCase.caseId} and ${isLive}`;
  const { caseId, number, state, reason, title, openedAt, receivedAt } = disputeCase;
  return db
    .select({ caseId, number, state, reason, title, openedAt, receivedAt, rulings: sql<bigint>`(select count(*) ${rulingsOf})`, mine: sql<bigint>`(select count(*) ${rulingsOf} and ${ruling.personId} = ${sql.placeholder('personId')} and ${ruling.offerId} is null)` })
    .from(disputeCase)
    .where(sql`${disputeCase.caseId} in (${newest})`)
    .prepare();
});

/** Other cases of a case's buyer and seller at the same source, with what was ruled; a party without an id of the source has none. NOT_FOUND. */
export async function casesOfParties(db: Db, caseId: string, by: SignedIn): Promise<OfParty[]> {
  const row = await loadCase(db, caseId);
  const parties = await db.select({ role: party.role, id: party.id }).from(party).where(eq(party.caseId, caseId));
  const found: OfParty[] = [];
  for (const role of adversaries) {
    const id = parties.find((one) => one.role === role)?.id ?? null;
    found.push(id === null ? { role, total: 0, isMore: false, ruledByMe: 0, ruledAmong: 0, rows: [] } : await ofOne(db, row, role, id, by));
  }
  return found;
}

async function ofOne(db: Db, row: CaseRecord, role: Adversary, id: string, by: SignedIn): Promise<OfParty> {
  const newest: Looked[] = await readNewest(db).all({ id, role, source: row.source, personId: by.personId });
  const others = newest.filter((one) => one.caseId !== row.caseId);
  const cases = others.toSorted((a, b) => b.receivedAt - a.receivedAt || b.number - a.number).slice(0, most.rows);
  const ruled = cases.filter(({ rulings }) => rulings > 0n).map((one) => one.caseId);
  const rulings = ruled.length === 0 ? [] : await db.select(shownRuling).from(ruling).where(and(inArray(ruling.caseId, ruled), isLive, not(areRulingsHidden(ruling.caseId, by)))).orderBy(desc(ruling.stagedAt));
  const total = newest.length < most.looked ? others.length : await countOthers(db, row, role, id);
  return {
    role,
    total: Math.min(total, most.counted),
    isMore: total > most.counted,
    ruledByMe: others.reduce((sum, { mine }) => sum + Number(mine), 0),
    ruledAmong: others.length,
    rows: cases.map((other) => {
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

/** How many other cases a party has, or one more than are counted. Cases are read only on a desk with several sources, where an id may be somebody else's. */
async function countOthers(db: Db, { source }: CaseRecord, role: Adversary, id: string): Promise<number> {
  const { values, kinds } = await readTally(db);
  const sources = new Set(kinds.flatMap(({ at, cases }) => (cases > 0 ? values.source[at.source] : [])));
  const all = sources.size > 1 ? sql`${party} indexed by party_id cross join ${disputeCase} on ${disputeCase.caseId} = ${party.caseId} and ${disputeCase.source} = ${source}` : sql`${party} indexed by party_id`;
  const [counted] = await db.all<{ cases: bigint }>(sql`select count(*) as cases from (select 1 from ${all} where ${party.id} = ${id} and ${party.role} = ${role} limit ${literal(most.counted + 2)})`);
  // The case at hand is one of them.
  return Number(counted?.cases ?? 0) - 1;
}

import { and, eq, gt, inArray, isNull, lte, notExists, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { appeal, conflict, recusal } from '../db/schema/appeal.ts';
import { approval } from '../db/schema/approval.ts';
import { party } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import { ruling } from '../db/schema/ruling.ts';
import { isWord } from '../db/literal.ts';
import type { Db } from '../db/open.ts';
import type { Asking, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { blindJudges, casesJudgedBy, casesToJudgeBlind, correctionJudges } from '../hiddenRulings.ts';
import { nameKey } from '../people/nameKey.ts';
import { isSeatOf, seatsOf } from '../people/seats.ts';
import type { CaseRecord } from './lifeCycle.ts';
import { mayDecide, type Barred, type DecisionFacts } from './mayDecide.ts';

type Known = Pick<CaseRecord, 'caseId' | 'source'>;

/** What `mayDecide` asks, of everybody there is something to say about; the seats of one person share one object. */
export async function readDecisionFacts(db: Db, row: Known, now: number): Promise<Map<string, DecisionFacts>> {
  const facts = new Map<string, DecisionFacts & { conflicts: DecisionFacts['conflicts'][number][] }>();
  const of = (personId: string) => {
    const known = facts.get(personId) ?? { hasRuled: false, hasApproved: false, isOwnRuling: false, hasRecused: false, isToJudgeBlind: false, hasJudged: false, conflicts: [] };
    facts.set(personId, known);
    return known;
  };
  const ruled = await db.select({ personId: ruling.personId }).from(ruling).where(and(eq(ruling.caseId, row.caseId), isWord(ruling.state, 'effective')));
  for (const { personId } of ruled) of(personId).hasRuled = true;
  for (const { personId } of await readApprovers(db, row.caseId)) of(personId).hasApproved = true;
  for (const { personId } of await db.select({ personId: recusal.personId }).from(recusal).where(eq(recusal.caseId, row.caseId))) of(personId).hasRecused = true;
  for (const personId of await correctionJudges(db, row.caseId)) of(personId).hasJudged = true;
  for (const personId of await blindJudges(db, row.caseId)) of(personId).isToJudgeBlind = true;
  for (const { personId, ...one } of await readConflicts(db, row, now)) of(personId).conflicts.push(one);
  return facts.size === 0 ? facts : shareBySeats(db, facts);
}

/** One name in two roles is one pair of eyes: what is known of one seat counts for the others. */
async function shareBySeats(db: Db, facts: ReadonlyMap<string, DecisionFacts>): Promise<Map<string, DecisionFacts>> {
  const shared = new Map<string, DecisionFacts>();
  const seats = Map.groupBy(await db.select({ personId: person.personId, name: person.name }).from(person), ({ name }) => nameKey(name));
  for (const own of seats.values()) {
    const known = own.flatMap(({ personId }) => facts.get(personId) ?? []);
    if (known.length === 0) continue;
    const has = (fact: 'hasRuled' | 'hasApproved' | 'hasRecused' | 'isToJudgeBlind' | 'hasJudged') => known.some((one) => one[fact]);
    const all = { hasRuled: has('hasRuled'), hasApproved: has('hasApproved'), isOwnRuling: false, hasRecused: has('hasRecused'), isToJudgeBlind: has('isToJudgeBlind'), hasJudged: has('hasJudged'), conflicts: known.flatMap(({ conflicts }) => conflicts) };
    for (const { personId } of own) shared.set(personId, all);
  }
  return shared;
}

/** Who approved rulings on a case that took effect; an approval that was taken back is none. */
export async function readApprovers(db: Db, caseId: string): Promise<{ personId: string; personName: string }[]> {
  return db
    .select({ personId: approval.personId, personName: approval.personName })
    .from(approval)
    .innerJoin(ruling, eq(ruling.rulingId, approval.rulingId))
    .where(and(eq(ruling.caseId, caseId), isWord(ruling.state, 'effective'), isLastApproval))
    .orderBy(approval.at);
}

/** A step that approved and was the last one. */
const isLastApproval = sql`${approval.action} = 'approved' and ${approval.step} = (select max(later.step) from approval as later where later.ruling_id = ${approval.rulingId})`;

/** Running conflicts with a party of the case: by its id at the source, or by the seller's name. */
async function readConflicts(db: Db, { caseId, source }: Known, now: number) {
  const parties = await db.select({ role: party.role, id: party.id, name: party.displayName }).from(party).where(eq(party.caseId, caseId));
  const ids = parties.flatMap(({ id }) => id ?? []);
  const names = parties.flatMap(({ role, name }) => (role === 'seller' && name !== null ? nameKey(name) : []));
  const found = await db
    .select()
    .from(conflict)
    .where(and(isRunning(now), or(and(eq(conflict.source, source), inArray(conflict.partyId, ids)), inArray(conflict.nameKey, names))));
  return found.flatMap(({ personId, partyId, partyName, words }) => {
    const met = parties.find((one) => (partyId === null ? one.role === 'seller' : one.id === partyId));
    return met ? [{ personId, role: met.role, partyName, words }] : [];
  });
}

function isRunning(now: number | SQLWrapper): SQL | undefined {
  return and(lte(conflict.fromAt, now), or(isNull(conflict.untilAt), gt(conflict.untilAt, now)));
}

const nothing: DecisionFacts = { hasRuled: false, hasApproved: false, isOwnRuling: false, hasRecused: false, isToJudgeBlind: false, hasJudged: false, conflicts: [] };

/** Why a person must not decide a case, or (`authorId`: its author) approve a ruling on it; null when they may. */
export async function whyNotDecide(db: Db, row: Known, by: Pick<SignedIn, 'personId'>, now: number, authorId?: string): Promise<Barred | null> {
  const facts = (await readDecisionFacts(db, row, now)).get(by.personId) ?? nothing;
  return mayDecide({ ...facts, isOwnRuling: authorId === by.personId });
}

/** Throws NOT_PERMITTED with the reason when a person must not decide a case, or approve the ruling of `authorId` on it. */
export async function requireMayDecide(db: Db, row: Known, by: Pick<SignedIn, 'personId'>, now: number, authorId?: string): Promise<void> {
  const barred = await whyNotDecide(db, row, by, now, authorId);
  if (barred) throw new DeskError('NOT_PERMITTED', barred.words, { barred: barred.code });
}

/** Those of the cases that a person must not decide, as far as `mayBeServed` knows; for marks in a list. */
export async function barredOf(db: Db, caseIds: readonly string[], by: SignedIn, now: number): Promise<Set<string>> {
  if (caseIds.length === 0 || (by.role !== 'mediator' && by.role !== 'lead')) return new Set();
  const open = await db
    .select({ caseId: disputeCase.caseId })
    .from(disputeCase)
    .where(and(inArray(disputeCase.caseId, [...caseIds]), isFree(db, by, now)));
  const free = new Set(open.map(({ caseId }) => caseId));
  return new Set(caseIds.filter((caseId) => !free.has(caseId)));
}

/** SQL over `dispute_case`: 1 when a person must not decide the case, as far as `mayBeServed` knows, else 0; for marks in a list. Of most cases a look at whether there is anything to ask about is enough. */
export function isBarredFrom(db: Db, by: Asking, now: number | SQLWrapper): SQL {
  if (by.role !== 'mediator' && by.role !== 'lead') return sql`0`;
  const isDecided = sql`exists (select 1 from ${ruling} as ruled where ruled.case_id = ${disputeCase.caseId} and ruled.state = 'effective')`;
  const isLeft = sql`exists (select 1 from ${recusal} as stepped where stepped.case_id = ${disputeCase.caseId})`;
  const hasConflict = sql`exists (select 1 from ${conflict} as running where running.person_id in ${seatsOf(by.name)})`;
  return sql`case when (${isDecided} or ${isLeft} or ${isCorrected} or ${hasConflict}) and not (${isFree(db, by, now)}) then 1 else 0 end`;
}

/** A review led to a correction of the case that waits for a decision. */
const isCorrected = sql`exists (select 1 from ${appeal} as correction where correction.case_id = ${disputeCase.caseId} and correction.state = 'open' and correction.review_id is not null)`;

/**
 * SQL over `dispute_case`: cases that may be served to a person. A first sieve of `mayDecide` through the indexes, so that whoever ruled on
 * many appeals, or has a conflict with a large seller, is still served what is left; the lease asks again.
 */
export function mayBeServed(db: Db, by: SignedIn, now: number): SQL | undefined {
  return and(sql`${disputeCase.caseId} not in (${casesToJudgeBlind(by)})`, isFree(db, by, now));
}

/** Cases that a person may decide for good: they neither ruled nor approved nor stepped back there, and have no conflict. */
function isFree(db: Db, by: Asking, now: number | SQLWrapper): SQL | undefined {
  const one = { one: sql`1` };
  const isTheirs = (personId: SQLWrapper) => isSeatOf(personId, by.name);
  const ruled = db.select(one).from(ruling).where(and(eq(ruling.caseId, disputeCase.caseId), isWord(ruling.state, 'effective'), isTheirs(ruling.personId)));
  const approved = db
    .select(one)
    .from(approval)
    .innerJoin(ruling, eq(ruling.rulingId, approval.rulingId))
    .where(and(eq(ruling.caseId, disputeCase.caseId), isWord(ruling.state, 'effective'), isTheirs(approval.personId), isLastApproval));
  const stepped = db.select(one).from(recusal).where(and(eq(recusal.caseId, disputeCase.caseId), isTheirs(recusal.personId)));
  const met = conflictsMet(db, isTheirs(conflict.personId), isRunning(now));
  return and(sql`(not ${isCorrected} or ${disputeCase.caseId} not in (${casesJudgedBy(seatsOf(by.name))}))`, notExists(ruled), notExists(approved), notExists(stepped), notExists(met));
}

/** Running conflicts with a party of the case at hand, as SQL over `dispute_case`. */
function conflictsMet(db: Db, isTheirs: SQL | undefined, isRunningNow: SQL | undefined) {
  const isMet = or(
    and(eq(conflict.source, disputeCase.source), eq(conflict.partyId, party.id)),
    and(eq(party.role, 'seller'), eq(conflict.nameKey, sql`lower(trim(${party.displayName}))`)),
  );
  return db.select({ one: sql`1` }).from(conflict).innerJoin(party, eq(party.caseId, disputeCase.caseId)).where(and(isTheirs, isRunningNow, isMet));
}

/** The same for a query that is built once: `name` is the person's, under whatever role they sit, `now` the moment. */
export function conflicted(db: Db, name: SQLWrapper, now: SQLWrapper) {
  return conflictsMet(db, sql`${conflict.personId} in ${seatsOf(name)}`, sql`${conflict.fromAt} <= ${now} and (${conflict.untilAt} is null or ${conflict.untilAt} > ${now})`);
}

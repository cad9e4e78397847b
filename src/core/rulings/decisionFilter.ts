import { and, eq, exists, gte, inArray, isNotNull, isNull, lte, not, or, sql, type SQL } from 'drizzle-orm';
import type { DecisionFilter } from '../../contract/rulings.ts';
import type { Db } from '../db/open.ts';
import { appeal } from '../db/schema/appeal.ts';
import { rulingHold } from '../db/schema/approval.ts';
import { review } from '../db/schema/review.ts';
import { ruling } from '../db/schema/ruling.ts';
import { rulingText } from '../db/schema/rulingText.ts';
import { rulingSuggestion } from '../db/schema/suggestion.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';

const dayMs = 86_400_000;
/** Rulings words are looked for in: the newest that hold them all. One more than is ever counted. */
const newestFound = 10_001;

/** What a ruling must hold to fit a filter at `now` and be shown to `by`: the one reading of a filter, for lists, reports and exports. Throws BAD_INPUT for an amount without its currency. */
export function decisionsThatFit(db: Db, filter: DecisionFilter, by: SignedIn, now: number): SQL | undefined {
  if ((filter.minMinor !== undefined || filter.maxMinor !== undefined) && filter.currency === undefined) {
    throw new DeskError('BAD_INPUT', 'Name the currency of the amounts: sums in different currencies cannot be compared.');
  }
  const { personId, kind, minMinor, maxMinor, lastDays, followed, isAppealed, isOverturned, hadSecond, clause } = filter;
  return and(
    // A settlement was decided by nobody here: it is no work of whoever offered it.
    personId === undefined ? undefined : and(eq(ruling.personId, personId), isNull(ruling.offerId)),
    kind === undefined ? undefined : kind === 'ruling' ? isNull(ruling.offerId) : isNotNull(ruling.offerId),
    filter.reason === undefined ? undefined : eq(ruling.reason, filter.reason),
    filter.outcome === undefined ? undefined : eq(ruling.outcome, filter.outcome),
    filter.state === undefined ? undefined : eq(ruling.state, filter.state),
    filter.currency === undefined ? undefined : eq(ruling.amountCurrency, filter.currency),
    minMinor === undefined ? undefined : gte(ruling.amountMinor, BigInt(minMinor)),
    maxMinor === undefined ? undefined : lte(ruling.amountMinor, BigInt(maxMinor)),
    filter.from === undefined ? undefined : gte(ruling.stagedAt, filter.from),
    filter.to === undefined ? undefined : lte(ruling.stagedAt, filter.to),
    lastDays === undefined ? undefined : gte(ruling.stagedAt, now - lastDays * dayMs),
    followed === undefined ? undefined : stoodTo(db, followed),
    isAppealed === undefined ? undefined : is(isAppealed, inArray(ruling.rulingId, db.select({ id: appeal.rulingId }).from(appeal).where(isNull(appeal.reviewId)))),
    isOverturned === undefined ? undefined : is(isOverturned, wasOverturned(db, by)),
    hadSecond === undefined ? undefined : is(hadSecond, inArray(ruling.rulingId, db.select({ id: rulingHold.rulingId }).from(rulingHold))),
    // The column is a JSON list of codes: a code with its quotes is found nowhere else in it.
    clause === undefined ? undefined : sql`instr(${ruling.clauses}, ${JSON.stringify(clause)}) > 0`,
    filter.words === undefined ? undefined : saysAll(db, filter.words),
    // Last, because it costs most and SQLite asks in this order.
    not(areRulingsHidden(ruling.caseId, by)),
  );
}

const is = (isAsked: boolean, condition: SQL): SQL => (isAsked ? condition : not(condition));

function stoodTo(db: Db, followed: NonNullable<DecisionFilter['followed']>): SQL {
  const own = and(eq(rulingSuggestion.rulingId, ruling.rulingId), followed === 'none' ? isNotNull(rulingSuggestion.followed) : eq(rulingSuggestion.followed, followed));
  // Rulings from before the desk suggested anything have no row.
  return is(followed !== 'none', exists(db.select({ one: sql`1` }).from(rulingSuggestion).where(own)));
}

function wasOverturned(db: Db, by: SignedIn): SQL {
  const appealed = inArray(ruling.rulingId, db.select({ id: appeal.rulingId }).from(appeal).where(and(isNull(appeal.reviewId), inArray(appeal.result, ['changed', 'partly']))));
  const reviewed = inArray(ruling.rulingId, db.select({ id: review.rulingId }).from(review).where(and(eq(review.state, 'final'), eq(review.settledVerdict, 'overturn'))));
  const mayKnow = by.role === 'lead' || by.role === 'admin' ? undefined : eq(ruling.personId, by.personId);
  return or(appealed, and(reviewed, mayKnow)) ?? appealed;
}

/** Every word is somewhere in the reasons: looked up in the index of three-letter pieces, a shorter one in what is left. */
function saysAll(db: Db, words: string): SQL | undefined {
  const asked = words.trim().split(/\s+/);
  const short = asked.filter((word) => [...word].length < 3);
  const long = asked.filter((word) => [...word].length >= 3);
  const match = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');
  const found = db.select({ id: rulingText.rulingId }).from(rulingText).where(sql`ruling_text match ${match}`).orderBy(sql`rowid desc`).limit(newestFound);
  const newest = db.select({ id: ruling.rulingId }).from(ruling).orderBy(sql`staged_at desc`).limit(newestFound);
  return and(inArray(ruling.rulingId, long.length > 0 ? found : newest), ...short.map((word) => sql`instr(lower(${ruling.reasons}), ${word.toLowerCase()}) > 0`));
}

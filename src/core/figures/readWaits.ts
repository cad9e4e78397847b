import { and, eq, gte, inArray, isNull, lt, not, or, sql } from 'drizzle-orm';
import type { FigureFilter, Span } from '../../contract/figures.ts';
import type { Db } from '../db/open.ts';
import { appeal } from '../db/schema/appeal.ts';
import { approval, rulingHold } from '../db/schema/approval.ts';
import { auditEntry, auditPayload } from '../db/schema/audit.ts';
import { question } from '../db/schema/board.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { caseExit } from '../db/schema/exit.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';
import type { Wait } from './backlog.ts';
import { packedOf, type Columns, type PackedQuery } from '../db/packed.ts';

/**
 * Cases that came in before the end of a span and still waited at its beginning: until their first ruling took effect or they left in another
 * way. One closed at its source without a word has the moment of its last entry in the log.
 */
export function casesWaiting(db: Db, { fromAt, untilAt }: Span, { reasons }: FigureFilter): PackedQuery<Wait> {
  const ruled = sql`(select min(${ruling.effectiveAt}) from ${ruling} where ${ruling.caseId} = ${disputeCase.caseId} and ${ruling.state} = 'effective')`;
  const left = sql`(select ${caseExit.at} from ${caseExit} where ${caseExit.caseId} = ${disputeCase.caseId})`;
  const closed = sql`case when ${disputeCase.state} = 'closed' then coalesce((select max(${auditEntry.at}) from ${auditEntry} where ${auditEntry.caseId} = ${disputeCase.caseId}), ${disputeCase.receivedAt}) end`;
  const endAt = sql<bigint | null>`coalesce(${ruled}, ${left}, ${closed})`;
  const columns: Columns<Wait> = { fromAt: sql`${disputeCase.receivedAt}`, endAt };
  const query = db
    .select({ packed: packedOf(columns) })
    .from(disputeCase)
    .where(and(lt(disputeCase.receivedAt, untilAt), reasons.length > 0 ? inArray(disputeCase.reason, reasons) : undefined, sql`(${endAt} is null or ${endAt} >= ${BigInt(fromAt)})`));
  return { query, columns };
}

/**
 * Appeals, and corrections that a review led to (`reviewId`), that came before the end of a span and waited at its beginning, or were decided
 * since. While the rulings of a case are hidden from `by`, a filter for who made them finds none.
 */
export function appealsOf(db: Db, { fromAt, untilAt }: Span, { reasons, mediators }: FigureFilter, by: SignedIn) {
  const isHidden = areRulingsHidden(appeal.caseId, by);
  return db
    .select({ fromAt: appeal.recordedAt, decidedAt: appeal.decidedAt, state: appeal.state, result: appeal.result, reviewId: appeal.reviewId, leftAt: caseExit.at, isHidden: sql<boolean>`${isHidden}`.mapWith((value) => Number(value) === 1) })
    .from(appeal)
    .innerJoin(ruling, eq(ruling.rulingId, appeal.rulingId))
    .leftJoin(caseExit, eq(caseExit.caseId, appeal.caseId))
    .where(
      and(
        lt(appeal.recordedAt, untilAt),
        or(isNull(appeal.decidedAt), gte(appeal.decidedAt, fromAt)),
        reasons.length > 0 ? inArray(ruling.reason, reasons) : undefined,
        mediators.length > 0 ? and(inArray(ruling.personId, mediators), not(isHidden)) : undefined,
      ),
    );
}

/** Questions to a party whose time ended in a span, answered or not. */
export function questionsDue(db: Db, { fromAt, untilAt }: Span, { reasons, mediators }: FigureFilter) {
  return db
    .select({ at: question.dueAt, state: question.state })
    .from(question)
    .innerJoin(disputeCase, eq(disputeCase.caseId, question.caseId))
    .where(
      and(
        gte(question.dueAt, fromAt),
        lt(question.dueAt, untilAt),
        inArray(question.state, ['answered', 'lapsed']),
        reasons.length > 0 ? inArray(disputeCase.reason, reasons) : undefined,
        mediators.length > 0 ? inArray(question.personId, mediators) : undefined,
      ),
    );
}

/** Held rulings that were due for a second person in a span, with when one first decided; those taken back before are left out, and those hidden from `by`. */
export function holdsDue(db: Db, { fromAt, untilAt }: Span, { reasons, mediators }: FigureFilter, by: SignedIn) {
  const decidedAt = sql<bigint | null>`(select min(${approval.at}) from ${approval} where ${approval.rulingId} = ${rulingHold.rulingId} and ${approval.action} in ('approved', 'returned'))`;
  return db
    .select({ at: rulingHold.dueAt, decidedAt, state: ruling.state })
    .from(rulingHold)
    .innerJoin(ruling, eq(ruling.rulingId, rulingHold.rulingId))
    .where(
      and(
        gte(rulingHold.dueAt, fromAt),
        lt(rulingHold.dueAt, untilAt),
        not(areRulingsHidden(ruling.caseId, by)),
        reasons.length > 0 ? inArray(ruling.reason, reasons) : undefined,
        mediators.length > 0 ? inArray(ruling.personId, mediators) : undefined,
      ),
    );
}

/** Cases passed on in a span, as the log keeps them; the reason is null once its words were erased. */
export function skipsOf(db: Db, { fromAt, untilAt }: Span, { reasons, mediators }: FigureFilter) {
  return db
    .select({ at: auditEntry.at, reason: sql<string | null>`json_extract(${auditPayload.payload}, '$.data.reason')` })
    .from(auditEntry)
    .innerJoin(disputeCase, eq(disputeCase.caseId, auditEntry.caseId))
    .leftJoin(auditPayload, eq(auditPayload.seq, auditEntry.seq))
    .where(
      and(
        sql`${auditEntry.action} = 'case.skipped'`,
        gte(auditEntry.at, fromAt),
        lt(auditEntry.at, untilAt),
        reasons.length > 0 ? inArray(disputeCase.reason, reasons) : undefined,
        mediators.length > 0 ? inArray(auditEntry.personId, mediators) : undefined,
      ),
    );
}

import { and, asc, desc, eq, isNotNull, not, or, sql } from 'drizzle-orm';
import type { returnMethods } from '../../contract/returns.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { returnOrder } from '../db/schema/goodsBack.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Handlers } from '../handlers.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';
import { decideReturn } from './decide.ts';
import { extendReturn, previewReturn } from './extend.ts';
import { recordReturn } from './record.ts';

/** A list for people; longer ones wait until some are decided. */
const mostShown = 100;

export const returnHandlers: Pick<Handlers, keyof typeof returnMethods> = {
  'returns.preview': previewReturn,
  'returns.record': recordReturn,
  'returns.extend': extendReturn,
  'returns.decide': decideReturn,
  'returns.toDecide': async (desk, _input, by) => {
    const rows = await desk.db
      .select({ back: returnOrder, number: disputeCase.number, personId: ruling.personId, personName: ruling.personName })
      .from(returnOrder)
      .innerJoin(disputeCase, eq(disputeCase.caseId, returnOrder.caseId))
      .innerJoin(ruling, eq(ruling.rulingId, returnOrder.rulingId))
      .where(and(isNotNull(returnOrder.needs), not(areRulingsHidden(returnOrder.caseId, by)), or(eq(ruling.personId, by.personId), by.role === 'lead' ? sql`1` : sql`0`)))
      .orderBy(desc(eq(ruling.personId, by.personId)), asc(returnOrder.needsAt))
      .limit(mostShown);
    return rows.flatMap(({ back, personId, personName, ...row }) =>
      back.needs === null ? [] : [{ returnId: back.returnId, caseId: back.caseId, caseReference: referenceOf(row), needs: back.needs, personName, isMine: personId === by.personId, since: back.needsAt ?? back.changedAt }],
    );
  },
};

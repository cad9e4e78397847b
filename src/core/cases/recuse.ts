import { and, eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { recusal } from '../db/schema/appeal.ts';
import { party } from '../db/schema/caseParts.ts';
import { DeskError } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { once } from '../once.ts';
import { enterConflict } from '../people/conflicts.ts';
import { letGo, loadCase, requireLease } from './lease.ts';
import { referenceOf } from './lifeCycle.ts';

/**
 * Steps back from a case for good: its lease ends, it goes to others and never to this person again. With `party` a conflict of interest with
 * that side is entered too, so that no other case of theirs is served either. Throws LEASE_LOST when the person does not hold it.
 */
export const recuse: Handlers['cases.recuse'] = (desk, input, by) =>
  once(desk, by, 'cases.recuse', input, async (tx) => {
    const row = await loadCase(tx, input.caseId);
    requireLease(row, by, tx.now);
    await tx.insert(recusal).values({ caseId: row.caseId, personId: by.personId, personName: by.name, reason: input.reason.trim(), at: tx.now });
    const isKept = row.keptForPersonId === by.personId;
    const moved = await letGo(tx, row, by, 'handBack', isKept ? { keptForPersonId: null, keptUntil: null } : {});
    await append(tx, {
      by,
      action: 'case.recused',
      subject: `case:${row.caseId}`,
      caseId: row.caseId,
      version: moved.version,
      words: `${by.name} stepped back from ${referenceOf(row)}: ${input.reason.trim()}`,
      data: { reason: input.reason, party: input.party },
    });
    if (input.party === null) return null;
    const [side] = await tx.select().from(party).where(and(eq(party.caseId, row.caseId), eq(party.role, input.party)));
    const partyName = side?.displayName ?? side?.id ?? null;
    // Without an id only a seller's name tells who it is: many buyers share one.
    if (!side || partyName === null || (side.id === null && input.party === 'buyer')) {
      throw new DeskError('BAD_INPUT', `${referenceOf(row)} does not say who the ${input.party} is, so no conflict can be entered. Step back without one.`);
    }
    const who = side.id === null ? null : { source: row.source, id: side.id };
    await enterConflict(tx, { personId: by.personId, party: who, partyName, words: input.reason.trim(), fromAt: tx.now, untilAt: null }, by);
    return null;
  });

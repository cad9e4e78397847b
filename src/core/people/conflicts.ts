import { desc, eq } from 'drizzle-orm';
import type { Conflict, conflictMethods } from '../../contract/conflicts.ts';
import { append } from '../audit/append.ts';
import { conflict } from '../db/schema/appeal.ts';
import { person } from '../db/schema/person.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { newId } from '../ids.ts';
import { once } from '../once.ts';
import { nameKey } from './nameKey.ts';

/** Who a conflict is with and why; times are integer ms UTC. */
export type NewConflict = { personId: string; party: { source: string; id: string } | null; partyName: string; words: string; fromAt: number; untilAt: number | null };

/** Enters a conflict of interest; it counts from `fromAt` on. */
export async function enterConflict(tx: Tx, { party, ...given }: NewConflict, by: SignedIn): Promise<Conflict> {
  const [of] = await tx.select({ name: person.name }).from(person).where(eq(person.personId, given.personId));
  if (!of) throw notFound('person', given.personId);
  if (given.untilAt !== null && given.untilAt < given.fromAt) throw new DeskError('BAD_INPUT', 'A conflict cannot end before it begins. Mend one of the days.');
  const partyName = given.partyName.trim();
  if (party === null && nameKey(partyName) === '') throw new DeskError('BAD_INPUT', 'Name the seller.');
  const row: typeof conflict.$inferSelect = {
    ...given,
    partyName,
    conflictId: newId(tx.now),
    source: party?.source ?? null,
    partyId: party?.id ?? null,
    nameKey: party === null ? nameKey(partyName) : null,
    enteredById: by.personId,
    enteredByName: by.name,
    enteredAt: tx.now,
  };
  await tx.insert(conflict).values(row);
  const words = `${by.name} entered a conflict of interest of ${of.name} with ${partyName}`;
  await append(tx, { by, action: 'conflict.entered', subject: `conflict:${row.conflictId}`, words, data: { words: row.words }, rows: [{ table: 'conflict', id: row.conflictId }] });
  tx.emit({ type: 'queue.changed' });
  return toConflict(row, of.name);
}

export const conflictHandlers: Pick<Handlers, Exclude<keyof typeof conflictMethods, 'cases.recuse'>> = {
  'people.conflicts': async (desk, _input, by) => {
    const rows = await readConflicts(desk.db, by.role === 'lead' || by.role === 'admin' ? null : by.personId);
    const now = desk.clock();
    const isOver = (one: Conflict) => one.untilAt !== null && one.untilAt <= now;
    return rows.sort((a, b) => Number(isOver(a)) - Number(isOver(b)));
  },

  'people.addConflict': (desk, input, by) =>
    once(desk, by, 'people.addConflict', input, (tx) => {
      const { requestId: _requestId, ...given } = input;
      const personId = input.personId ?? by.personId;
      requireOwn(personId, by);
      return enterConflict(tx, { ...given, personId, fromAt: input.fromAt ?? tx.now }, by);
    }),

  'people.endConflict': (desk, input, by) =>
    once(desk, by, 'people.endConflict', input, async (tx) => {
      const [found] = await tx.select({ row: conflict, name: person.name }).from(conflict).innerJoin(person, eq(person.personId, conflict.personId)).where(eq(conflict.conflictId, input.conflictId));
      if (!found) throw notFound('conflict', input.conflictId);
      requireOwn(found.row.personId, by);
      if (found.row.untilAt !== null && found.row.untilAt <= tx.now) throw new DeskError('NOT_ALLOWED_NOW', 'This conflict has ended already.');
      // One that was to begin later ends where it begins: it never counted.
      const untilAt = Math.max(tx.now, found.row.fromAt);
      await tx.update(conflict).set({ untilAt }).where(eq(conflict.conflictId, input.conflictId));
      const words = `${by.name} ended the conflict of interest of ${found.name} with ${found.row.partyName}`;
      await append(tx, { by, action: 'conflict.ended', subject: `conflict:${input.conflictId}`, words, rows: [{ table: 'conflict', id: input.conflictId }] });
      tx.emit({ type: 'queue.changed' });
      return toConflict({ ...found.row, untilAt }, found.name);
    }),
};

async function readConflicts(db: Db, ofPersonId: string | null): Promise<Conflict[]> {
  const found = await db
    .select({ row: conflict, name: person.name })
    .from(conflict)
    .innerJoin(person, eq(person.personId, conflict.personId))
    .where(ofPersonId === null ? undefined : eq(conflict.personId, ofPersonId))
    .orderBy(desc(conflict.enteredAt), desc(conflict.conflictId))
    .limit(1_000);
  return found.map(({ row, name }) => toConflict(row, name));
}

function requireOwn(personId: string, by: SignedIn): void {
  if (personId === by.personId || by.role === 'lead' || by.role === 'admin') return;
  throw new DeskError('NOT_PERMITTED', 'Everybody keeps their own conflicts; a lead keeps those of others.');
}

function toConflict({ conflictId, personId, source, partyId, partyName, words, fromAt, untilAt, enteredByName, enteredAt }: typeof conflict.$inferSelect, personName: string): Conflict {
  return { conflictId, personId, personName, source, partyId, partyName, words, fromAt, untilAt, enteredByName, enteredAt };
}

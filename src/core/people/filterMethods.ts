import { and, asc, count, eq, ne, or } from 'drizzle-orm';
import { mostSavedFilters, type filterMethods, type SavedFilter } from '../../contract/filters.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { DecisionFilter } from '../../contract/rulings.ts';
import type { Db } from '../db/open.ts';
import { person } from '../db/schema/person.ts';
import { savedFilter } from '../db/schema/savedFilter.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { newId } from '../ids.ts';
import { once } from '../once.ts';

/** Filters somebody keeps under a name. */
export const filterHandlers: Pick<Handlers, keyof typeof filterMethods> = {
  'filters.list': (desk, _input, by) => listFilters(desk.db, by),
  'filters.save': (desk, input, by) => once(desk, by, 'filters.save', input, (tx) => saveFilter(tx, input, by)),
  'filters.remove': (desk, input, by) =>
    once(desk, by, 'filters.remove', input, async (tx) => {
      const [kept] = await tx.select().from(savedFilter).where(eq(savedFilter.filterId, input.filterId));
      if (!kept || (kept.personId !== by.personId && !kept.isForTeam)) throw notFound('saved filter', input.filterId);
      if (kept.personId !== by.personId && by.role !== 'lead') throw new DeskError('NOT_PERMITTED', 'A filter of the team is taken away by a team lead. Nothing was changed.');
      await tx.delete(savedFilter).where(eq(savedFilter.filterId, input.filterId));
      tx.emit({ type: 'filters.changed' });
      return null;
    }),
};

type Row = { kept: typeof savedFilter.$inferSelect; personName: string };

async function listFilters(db: Db, by: SignedIn): Promise<SavedFilter[]> {
  const rows: Row[] = await db
    .select({ kept: savedFilter, personName: person.name })
    .from(savedFilter)
    .innerJoin(person, eq(person.personId, savedFilter.personId))
    .where(and(eq(savedFilter.list, 'decisions'), or(eq(savedFilter.personId, by.personId), eq(savedFilter.isForTeam, true))))
    .orderBy(asc(savedFilter.name), asc(savedFilter.filterId));
  return rows.map((row) => toSaved(row, by));
}

function toSaved({ kept, personName }: Row, by: SignedIn): SavedFilter {
  const read = DecisionFilter.safeParse(kept.filter);
  return { filterId: kept.filterId, name: kept.name, isForTeam: kept.isForTeam, isMine: kept.personId === by.personId, personName, filter: read.success ? read.data : null, savedAt: kept.savedAt };
}

async function saveFilter(tx: Tx, { filterId, name: given, isForTeam, filter }: ParsedInputOf<'filters.save'>, by: SignedIn): Promise<SavedFilter> {
  if (isForTeam && by.role !== 'lead') throw new DeskError('NOT_PERMITTED', 'Filters for the team are kept by team leads. Nothing was saved.');
  const name = given.trim();
  const own = and(eq(savedFilter.personId, by.personId), eq(savedFilter.list, 'decisions'));
  const [before] = filterId === undefined ? [] : await tx.select().from(savedFilter).where(and(own, eq(savedFilter.filterId, filterId)));
  if (filterId !== undefined && !before) throw notFound('saved filter of yours', filterId);
  const [taken] = await tx.select({ filterId: savedFilter.filterId }).from(savedFilter).where(and(own, eq(savedFilter.name, name), before ? ne(savedFilter.filterId, before.filterId) : undefined));
  if (taken) throw new DeskError('CONFLICT', `You keep a filter named "${name}" already. Nothing was written over; choose another name.`);
  const [kept] = await tx.select({ own: count() }).from(savedFilter).where(own);
  if (!before && Number(kept?.own ?? 0) >= mostSavedFilters) throw new DeskError('NOT_ALLOWED_NOW', `You keep ${mostSavedFilters} filters, which is the most. Take one away first.`);
  const row = { filterId: before?.filterId ?? newId(tx.now), personId: by.personId, list: 'decisions' as const, name, isForTeam, filter, savedAt: tx.now };
  await tx.insert(savedFilter).values(row).onConflictDoUpdate({ target: savedFilter.filterId, set: row });
  tx.emit({ type: 'filters.changed' });
  return toSaved({ kept: row, personName: by.name }, by);
}

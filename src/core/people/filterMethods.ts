import { and, asc, count, eq, ne, or } from 'drizzle-orm';
import { CaseView } from '../../contract/caseViews.ts';
import { mostSavedFilters, type filterMethods, type SavedFilter, type SavedView } from '../../contract/filters.ts';
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
  'filters.list': (desk, _input, by) => listKept(desk.db, 'decisions', by, toFilter),
  'filters.save': (desk, input, by) => once(desk, by, 'filters.save', input, (tx) => save(tx, 'decisions', input, input.filter, by, toFilter)),
  'filters.listViews': (desk, _input, by) => listKept(desk.db, 'cases', by, toView),
  'filters.saveView': (desk, input, by) => once(desk, by, 'filters.saveView', input, (tx) => save(tx, 'cases', input, input.view, by, toView)),
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
type List = (typeof savedFilter.$inferSelect)['list'];
type Reader<Saved> = (row: Row, by: SignedIn) => Saved;

async function listKept<Saved>(db: Db, list: List, by: SignedIn, read: Reader<Saved>): Promise<Saved[]> {
  const rows: Row[] = await db
    .select({ kept: savedFilter, personName: person.name })
    .from(savedFilter)
    .innerJoin(person, eq(person.personId, savedFilter.personId))
    .where(and(eq(savedFilter.list, list), or(eq(savedFilter.personId, by.personId), eq(savedFilter.isForTeam, true))))
    .orderBy(asc(savedFilter.name), asc(savedFilter.filterId));
  return rows.map((row) => read(row, by));
}

const named = ({ kept, personName }: Row, by: SignedIn) => ({ filterId: kept.filterId, name: kept.name, isForTeam: kept.isForTeam, isMine: kept.personId === by.personId, personName, savedAt: kept.savedAt });
const toFilter: Reader<SavedFilter> = (row, by) => ({ ...named(row, by), filter: DecisionFilter.nullable().catch(null).parse(row.kept.filter) });
const toView: Reader<SavedView> = (row, by) => ({ ...named(row, by), view: CaseView.nullable().catch(null).parse(row.kept.filter) });

type Given = Pick<ParsedInputOf<'filters.save'>, 'filterId' | 'name' | 'isForTeam'>;

async function save<Saved>(tx: Tx, list: List, { filterId, name: given, isForTeam }: Given, filter: unknown, by: SignedIn, read: Reader<Saved>): Promise<Saved> {
  const [one, many] = list === 'cases' ? ['view', 'views'] : ['filter', 'filters'];
  if (isForTeam && by.role !== 'lead') throw new DeskError('NOT_PERMITTED', `${many === 'views' ? 'Views' : 'Filters'} for the team are kept by team leads. Nothing was saved.`);
  const name = given.trim();
  const before = filterId === undefined ? null : await changeable(tx, list, filterId, by);
  const own = and(eq(savedFilter.personId, before?.kept.personId ?? by.personId), eq(savedFilter.list, list));
  const [taken] = await tx.select({ filterId: savedFilter.filterId }).from(savedFilter).where(and(own, eq(savedFilter.name, name), before ? ne(savedFilter.filterId, before.kept.filterId) : undefined));
  if (taken) throw new DeskError('CONFLICT', `You keep a ${one} named "${name}" already. Nothing was written over; choose another name.`);
  const [kept] = await tx.select({ own: count() }).from(savedFilter).where(own);
  if (!before && Number(kept?.own ?? 0) >= mostSavedFilters) throw new DeskError('NOT_ALLOWED_NOW', `You keep ${mostSavedFilters} ${many}, which is the most. Take one away first.`);
  const row = { filterId: before?.kept.filterId ?? newId(tx.now), personId: before?.kept.personId ?? by.personId, list, name, isForTeam, filter, savedAt: tx.now };
  await tx.insert(savedFilter).values(row).onConflictDoUpdate({ target: savedFilter.filterId, set: row });
  tx.emit({ type: 'filters.changed' });
  return read({ kept: row, personName: before?.personName ?? by.name }, by);
}

/** One's own, or a view of the team when a lead asks. Throws NOT_FOUND for any other. */
async function changeable(tx: Tx, list: List, filterId: string, by: SignedIn): Promise<Row> {
  const isTeams = list === 'cases' && by.role === 'lead' ? eq(savedFilter.isForTeam, true) : undefined;
  const [found] = await tx
    .select({ kept: savedFilter, personName: person.name })
    .from(savedFilter)
    .innerJoin(person, eq(person.personId, savedFilter.personId))
    .where(and(eq(savedFilter.list, list), eq(savedFilter.filterId, filterId), or(eq(savedFilter.personId, by.personId), isTeams)));
  if (!found) throw notFound(list === 'cases' ? 'saved view that you may change' : 'saved filter of yours', filterId);
  return found;
}

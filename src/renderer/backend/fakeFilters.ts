import type { filterMethods, SavedFilter, SavedView } from '../../contract/filters.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Person } from '../../contract/people.ts';

type Handlers = { [Name in keyof typeof filterMethods]: (input: ParsedInputOf<Name>) => OutputOf<Name> };
type Parts = { me(): Person; newId(word: string): string; fail(code: 'CONFLICT' | 'NOT_FOUND' | 'NOT_PERMITTED', message: string): never; tell(): void };

/** Saved filters of the fake: two of the team to begin with. */
export function fakeFilters({ me, newId, fail, tell }: Parts, isEmpty: boolean): Handlers {
  const team = { isForTeam: true, isMine: false, personName: 'Iris Adler', savedAt: 0, personId: 'p-iris' };
  let kept: (SavedFilter & { personId: string })[] = isEmpty
    ? []
    : [
        { ...team, filterId: 'filter-against', name: 'Against the suggestion', filter: { followed: 'no', lastDays: 30 } },
        { ...team, filterId: 'filter-overturned', name: 'Overturned', filter: { isOverturned: true } },
      ];
  let views: (SavedView & { personId: string })[] = isEmpty
    ? []
    : [{ ...team, filterId: 'view-germany', name: 'Germany, by deadline', view: { scope: 'queue', query: 'market:DE', sort: 'due', isDescending: false, group: 'reason', columns: [{ column: 'reference', width: null }, { column: 'title', width: null }, { column: 'due', width: null }, { column: 'market', width: null }] } }];
  const shownView = ({ personId, ...one }: (typeof views)[number]): SavedView => ({ ...one, isMine: personId === me().personId });
  const shown = ({ personId, ...one }: (typeof kept)[number]): SavedFilter => ({ ...one, isMine: personId === me().personId });
  return {
    'filters.list': () => kept.filter((one) => one.isForTeam || one.personId === me().personId).sort((a, b) => a.name.localeCompare(b.name)).map(shown),
    'filters.save': ({ filterId = newId('filter'), name: given, isForTeam, filter }) => {
      const { personId, name: personName, role } = me();
      const name = given.trim();
      if (isForTeam && role !== 'lead') fail('NOT_PERMITTED', 'Filters for the team are kept by team leads. Nothing was saved.');
      if (kept.some((one) => one.personId === personId && one.name === name && one.filterId !== filterId)) fail('CONFLICT', `You keep a filter named "${name}" already. Nothing was written over; choose another name.`);
      const one = { filterId, name, isForTeam, isMine: true, personName, personId, filter, savedAt: Date.now() };
      kept = [...kept.filter((before) => before.filterId !== filterId), one];
      queueMicrotask(tell);
      return shown(one);
    },
    'filters.listViews': () => views.filter((one) => one.isForTeam || one.personId === me().personId).sort((a, b) => a.name.localeCompare(b.name)).map(shownView),
    'filters.saveView': ({ filterId = newId('view'), name: given, isForTeam, view }) => {
      const { personId, name: personName, role } = me();
      const name = given.trim();
      if (isForTeam && role !== 'lead') fail('NOT_PERMITTED', 'Views for the team are kept by team leads. Nothing was saved.');
      if (views.some((one) => one.personId === personId && one.name === name && one.filterId !== filterId)) fail('CONFLICT', `You keep a view named "${name}" already. Nothing was written over; choose another name.`);
      const one = { filterId, name, isForTeam, isMine: true, personName, personId, view, savedAt: Date.now() };
      views = [...views.filter((before) => before.filterId !== filterId), one];
      queueMicrotask(tell);
      return shownView(one);
    },
    'filters.remove': ({ filterId }) => {
      if (![...kept, ...views].some((one) => one.filterId === filterId)) fail('NOT_FOUND', 'There is no such filter.');
      views = views.filter((one) => one.filterId !== filterId);
      kept = kept.filter((one) => one.filterId !== filterId);
      queueMicrotask(tell);
      return null;
    },
  };
}

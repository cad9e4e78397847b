import { z } from 'zod';
import { CaseView } from './caseViews.ts';
import { DecisionFilter } from './rulings.ts';
import { Id, Millis, SomeText } from './text.ts';

/** The most filters one person keeps. */
export const mostSavedFilters = 50;

/** A filter of the decisions under a name; `filter` null: it was kept by another version of the desk and cannot be read any more. */
export const SavedFilter = z.object({
  filterId: Id,
  name: z.string(),
  /** Everybody who sees decisions has it. */
  isForTeam: z.boolean(),
  isMine: z.boolean(),
  personName: z.string(),
  filter: DecisionFilter.nullable(),
  savedAt: Millis,
});
export type SavedFilter = z.infer<typeof SavedFilter>;

/** A view of the cases under a name; `view` null: it was kept by another version of the desk and cannot be read any more. */
export const SavedView = SavedFilter.omit({ filter: true }).extend({ view: CaseView.nullable() });
export type SavedView = z.infer<typeof SavedView>;

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;
const readers = ['mediator', 'lead', 'admin'] as const;
const requestId = z.uuid();

/** Filters of the decisions and views of the cases that somebody keeps under a name. */
export const filterMethods = {
  /** One's own and those for the team, by name. */
  'filters.list': { roles: readers, input: z.strictObject({}), output: z.array(SavedFilter) },
  /** Keeps a filter, or with a `filterId` changes one of one's own. A lead may keep it for the team. CONFLICT when the name is taken. */
  'filters.save': {
    roles: readers,
    input: z.strictObject({ requestId, filterId: Id.optional(), name: SomeText.max(80), isForTeam: z.boolean(), filter: DecisionFilter }),
    output: SavedFilter,
  },
  /** Views of the cases: one's own and those for the team, by name. */
  'filters.listViews': { roles: everyone, input: z.strictObject({}), output: z.array(SavedView) },
  /** Keeps a view of the cases, or with a `filterId` changes one of one's own. A lead may keep it for the team, and change those of the team. CONFLICT when the name is taken. */
  'filters.saveView': {
    roles: everyone,
    input: z.strictObject({ requestId, filterId: Id.optional(), name: SomeText.max(80), isForTeam: z.boolean(), view: CaseView }),
    output: SavedView,
  },
  /** Takes a filter or view of one's own away; a lead also those for the team. */
  'filters.remove': { roles: everyone, input: z.strictObject({ requestId, filterId: Id }), output: z.null() },
} as const;

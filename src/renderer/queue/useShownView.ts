import { computed, type Ref } from 'vue';
import type { SavedView } from '../../contract/filters.ts';
import { queryOfView, viewOfQuery, type CaseQuery } from './caseQuery.ts';
import { deskViews } from './deskViews.ts';
import type { ShownColumn } from './listColumns.ts';

/** Which view the address names, and whether what is shown is still that view. */
export function useShownView(query: Ref<CaseQuery>, columns: Ref<readonly ShownColumn[]>, kept: Ref<readonly SavedView[] | null>) {
  const view = computed(() => kept.value?.find(({ filterId }) => filterId === query.value.view) ?? null);
  const isOfDesk = computed(() => deskViews.some(({ id }) => id === query.value.view));
  /** An address that names a view and nothing else shows what the view holds now. */
  const whole = computed(() => {
    const { view: id, q, sort, group, columns: own } = query.value;
    if (id === null || q !== '' || sort !== null || group !== null || own !== null) return null;
    const ofDesk = deskViews.find((one) => one.id === id)?.query ?? null;
    return ofDesk ?? (view.value?.view ? queryOfView(view.value.view, id) : null);
  });
  /** The address names a view that is not here: taken away, or somebody else's own. */
  const isGone = computed(() => query.value.view !== null && !isOfDesk.value && kept.value !== null && view.value === null);
  const shown = computed(() => JSON.stringify(viewOfQuery(query.value, [...columns.value])));
  const isChanged = computed(() => view.value?.view != null && JSON.stringify(view.value.view) !== shown.value);
  return { view, whole, isGone, isChanged };
}

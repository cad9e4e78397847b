import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { mostInBulk, type BulkOf } from '../../contract/bulk.ts';
import type { CaseScope } from '../../contract/caseViews.ts';
import { mostTogether } from '../../contract/together.ts';
import { say } from '../ui/live.ts';

/** What a list finds: its scope and query, with how many cases those are, or at least are. */
export type Found = { scope: CaseScope; query: string; total: number; isExact: boolean };

/** Cases chosen in a list, to do one thing to all of them: some, in the order they were chosen, or all that a filter finds. */
export const useChosenStore = defineStore('chosen', () => {
  const ids = shallowRef<string[]>([]);
  /** Set while all that a filter finds is chosen; `ids` waits beneath. */
  const found = shallowRef<Found | null>(null);
  /** Where a range begins: the case chosen last. */
  const anchor = shallowRef<string | null>(null);
  const has = computed<{ has(caseId: string): boolean }>(() => (found.value ? { has: () => true } : new Set(ids.value)));
  const count = computed(() => (found.value ? Math.min(found.value.total, mostInBulk) : ids.value.length));
  /** The cases as a bulk is told them; null while none is chosen. */
  const of = computed<BulkOf | null>(() => (found.value ? { scope: found.value.scope, query: found.value.query } : ids.value.length > 0 ? { caseIds: ids.value } : null));
  const canRuleTogether = computed(() => found.value === null && ids.value.length > 0 && ids.value.length <= mostTogether);

  function tell(): void {
    say(count.value === 1 ? '1 case chosen.' : `${count.value.toLocaleString()} cases chosen.`);
  }

  function add(more: readonly string[]): void {
    found.value = null;
    const all = [...new Set([...ids.value, ...more])];
    ids.value = all.slice(0, mostInBulk);
    if (all.length > mostInBulk) say(`At most ${mostInBulk.toLocaleString()} cases are done together; the rest was not chosen.`);
    else tell();
  }

  /** Chooses a case, or lets go of it. Of all that a filter finds nothing but the cases chosen by hand stays then. */
  function toggle(caseId: string): void {
    anchor.value = caseId;
    const was = has.value.has(caseId);
    found.value = null;
    if (!was) return add([caseId]);
    ids.value = ids.value.filter((id) => id !== caseId);
    tell();
  }

  /** Chooses everything between the case chosen last and this one, as the list stands. */
  function choosePast(caseId: string, list: readonly string[]): void {
    const from = list.indexOf(anchor.value ?? caseId);
    const to = list.indexOf(caseId);
    if (to === -1) return;
    add(from === -1 ? [caseId] : from <= to ? list.slice(from, to + 1) : list.slice(to, from + 1));
    anchor.value = caseId;
  }

  /** Chooses all that a filter finds. */
  function chooseFound(all: Found): void {
    found.value = all;
    tell();
  }

  function clear(): void {
    ids.value = [];
    found.value = null;
    anchor.value = null;
  }

  return { ids, found, has, count, of, canRuleTogether, toggle, choosePast, chooseFound, add, clear };
});

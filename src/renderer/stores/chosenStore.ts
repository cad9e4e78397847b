import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { mostTogether } from '../../contract/together.ts';
import { say } from '../ui/live.ts';

/** Cases chosen in the queue, to be ruled on together; in the order they were chosen. */
export const useChosenStore = defineStore('chosen', () => {
  const ids = shallowRef<string[]>([]);
  /** Where a range begins: the case chosen last. */
  const anchor = shallowRef<string | null>(null);
  const has = computed(() => new Set(ids.value));

  function tell(): void {
    say(ids.value.length === 1 ? '1 case chosen.' : `${ids.value.length} cases chosen.`);
  }

  function add(more: readonly string[]): void {
    const all = [...new Set([...ids.value, ...more])];
    ids.value = all.slice(0, mostTogether);
    if (all.length > mostTogether) say(`At most ${mostTogether} cases are ruled on together; the rest was not chosen.`);
    else tell();
  }

  /** Chooses a case, or lets go of it. */
  function toggle(caseId: string): void {
    anchor.value = caseId;
    if (!has.value.has(caseId)) return add([caseId]);
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

  function clear(): void {
    ids.value = [];
    anchor.value = null;
  }

  return { ids, has, toggle, choosePast, add, clear };
});

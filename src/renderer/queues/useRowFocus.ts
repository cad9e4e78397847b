import { computed, nextTick, shallowRef, type Ref } from 'vue';

/** A list with one row in the tab order, which follows its case when the rows change. `box` holds elements with `data-row`, the one in hand with tabindex 0. */
export function useRowFocus<Row extends { caseId: string }>(rows: () => readonly Row[], box: Readonly<Ref<HTMLElement | null>>) {
  const activeId = shallowRef<string | null>(null);
  const active = computed(() => rows().find((row) => row.caseId === activeId.value) ?? rows()[0] ?? null);

  /** Goes so many rows on; where the focus is elsewhere, to the row in hand. */
  async function go(by: number): Promise<void> {
    const all = rows();
    const at = active.value ? all.indexOf(active.value) : 0;
    const isInside = box.value?.contains(document.activeElement) ?? false;
    const to = all[Math.max(0, Math.min(all.length - 1, isInside ? at + by : at))];
    if (!to) return;
    activeId.value = to.caseId;
    await nextTick();
    const row = box.value?.querySelector<HTMLElement>('[data-row][tabindex="0"]');
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  }

  function press(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void go(by);
  }

  return { activeId, active, go, press };
}

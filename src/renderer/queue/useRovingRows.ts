import { useVirtualizer } from '@tanstack/vue-virtual';
import { computed, nextTick, shallowRef, watch, type Ref } from 'vue';
import { placeAfter, placeFor } from '../ui/rovingRow.ts';

/** A virtual list with one line in the tab order; the focus follows its line through every change of the list. */
export function useRovingRows<Line extends { id: string }>(of: { lines: Ref<readonly Line[]>; rowPx: number; sizeOf?: (line: Line) => number; scroller: Ref<HTMLElement | null>; look: (from: number, to: number) => void }) {
  const { lines, rowPx, sizeOf, scroller, look } = of;
  const active = shallowRef(0);
  const activeId = computed(() => lines.value[active.value]?.id ?? null);

  const virtual = useVirtualizer(
    computed(() => ({
      count: lines.value.length,
      getScrollElement: () => scroller.value,
      estimateSize: (index: number) => {
        const line = lines.value[index];
        return line && sizeOf ? sizeOf(line) : rowPx;
      },
      overscan: 8,
      scrollPaddingStart: 4,
      scrollPaddingEnd: 4,
      getItemKey: (index: number) => lines.value[index]?.id ?? index,
      // The line with the focus stays in the page even when it is scrolled out of sight; else the focus would fall to the body.
      rangeExtractor: ({ startIndex, endIndex, overscan, count }: { startIndex: number; endIndex: number; overscan: number; count: number }) => {
        const from = Math.max(0, startIndex - overscan);
        const to = Math.min(count - 1, endIndex + overscan);
        const seen = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
        if (active.value < 0 || active.value >= count || (active.value >= from && active.value <= to)) return seen;
        return active.value < from ? [active.value, ...seen] : [...seen, active.value];
      },
    })),
  );
  const items = computed(() => virtual.value.getVirtualItems().flatMap((item) => {
    const line = lines.value[item.index];
    return line ? [{ line, index: item.index, start: item.start }] : [];
  }));
  watch(() => [virtual.value.range?.startIndex ?? 0, virtual.value.range?.endIndex ?? 0, lines.value.length] as const, ([from, to]) => look(from, to));

  watch(lines, async (after, before) => {
    const id = before[active.value]?.id ?? null;
    const hadFocus = scroller.value?.contains(document.activeElement) ?? false;
    const place = placeAfter(after.map((line) => line.id), id, active.value);
    active.value = Math.max(0, place);
    if (!hadFocus) return;
    await nextTick();
    if (place === -1) scroller.value?.focus();
    else if (!scroller.value?.contains(document.activeElement) || document.activeElement === scroller.value) focusActive(false);
  });

  function focusActive(isSeen = true): void {
    const row = scroller.value?.querySelector<HTMLElement>(`[data-place="${active.value}"]`);
    row?.focus({ preventScroll: true });
    // Whole, and not under a heading that sticks: the list knows of neither.
    if (isSeen) row?.closest('li, [role="row"]')?.scrollIntoView({ block: 'nearest' });
  }

  /** Moves the focus to a line and into sight. */
  async function goTo(place: number): Promise<void> {
    if (!lines.value[place]) return;
    active.value = place;
    virtual.value.scrollToIndex(place);
    await nextTick();
    focusActive();
    // A line far away comes into the page only with the next frame.
    requestAnimationFrame(() => focusActive());
  }

  /** Moves by a key; false when the key moves nothing. */
  function moveBy(key: string): boolean {
    const page = Math.max(1, Math.floor((scroller.value?.clientHeight ?? 0) / rowPx) - 1);
    const isInside = scroller.value?.contains(document.activeElement) ?? false;
    const to = placeFor(key, active.value, lines.value.length, page);
    if (to === null) return false;
    void goTo(isInside ? to : active.value);
    return true;
  }

  return { virtual, items, active, activeId, goTo, moveBy };
}

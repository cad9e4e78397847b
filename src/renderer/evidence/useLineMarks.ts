import { useEventListener } from '@vueuse/core';
import { computed, nextTick, ref, watch, type Ref } from 'vue';
import type { Exhibit } from '../../contract/caseFile.ts';
import type { Spot } from '../../contract/spots.ts';
import { linesAt, linesBetween, rangesTouched, type LineRange } from './spotLines.ts';
import { takeSpots } from './useSpots.ts';

/** How a line or message of an exhibit stands: in the making, the end that keys move, in a named place, in the chosen one. */
export type LineState = { draft: boolean; end: boolean; marked: boolean; chosen: boolean; hovered: boolean };

/**
 * Marks whole lines of an exhibit by keys, pointer or selected words, and shows those that are named. `root` holds one element for each
 * of `ranges`, with its index as `data-line`.
 */
export function useLineMarks(exhibit: () => Exhibit, ranges: () => readonly LineRange[], root: Ref<HTMLElement | null>) {
  const spots = takeSpots();
  const anchor = ref(0);
  const end = ref(0);
  /** What words are selected in, kept while a button takes the focus. */
  let selected: [anchor: number, end: number] | null = null;

  const isMarking = computed(() => spots.marking.value?.evidenceId === exhibit().evidenceId && spots.marking.value.kind === 'lines');
  const named = computed(() => spots.ofExhibit(exhibit().evidenceId).flatMap((spot) => {
    const touched = spot.place.type === 'lines' ? rangesTouched(ranges(), spot.place) : null;
    return touched ? [{ spot, touched }] : [];
  }));
  const chosen = computed(() => named.value.find(({ spot }) => spot.spotId === spots.current.value?.spotId) ?? null);

  function stateOf(index: number): LineState {
    const isIn = ([first, last]: [number, number]): boolean => index >= first && index <= last;
    const isDraft = isMarking.value && isIn([Math.min(anchor.value, end.value), Math.max(anchor.value, end.value)]);
    const here = named.value.filter(({ touched }) => isIn(touched));
    return {
      draft: isDraft,
      end: isDraft && index === end.value,
      marked: here.length > 0,
      chosen: chosen.value !== null && isIn(chosen.value.touched),
      hovered: here.some(({ spot }) => spot.spotId === spots.hoveredId.value),
    };
  }

  /** The places that begin at a line, whose labels stand beside it. */
  const beginningAt = (index: number): Spot[] => named.value.filter(({ touched }) => touched[0] === index).map(({ spot }) => spot);

  function lineOf(index: number): HTMLElement | null {
    return root.value?.querySelector<HTMLElement>(`[data-line="${index}"]`) ?? null;
  }

  function indexAt(node: Node | null): number | null {
    const element = node instanceof Element ? node : node?.parentElement;
    const line = element?.closest<HTMLElement>('[data-line]');
    return line && root.value?.contains(line) ? Number(line.dataset['line']) : null;
  }

  function set(from: number, to: number): void {
    const last = Math.max(0, ranges().length - 1);
    anchor.value = Math.min(last, Math.max(0, from));
    end.value = Math.min(last, Math.max(0, to));
    spots.setPlace(linesAt(exhibit().text ?? '', linesBetween(ranges(), anchor.value, end.value)));
  }

  /** The first line that is in sight, to begin with by keys. */
  function firstInSight(): number {
    const top = root.value?.getBoundingClientRect().top ?? 0;
    const index = ranges().findIndex((_, at) => (lineOf(at)?.getBoundingClientRect().bottom ?? 0) > top + 4);
    return Math.max(0, index);
  }

  /** The browser tells of a selection only after the key or release that follows it may have come: whoever needs it looks itself. */
  function readSelection(): void {
    const selection = document.getSelection();
    if (!selection) return;
    const [from, to] = [indexAt(selection.anchorNode), indexAt(selection.focusNode)];
    if (selection.isCollapsed) selected = null;
    else if (from !== null && to !== null) selected = [from, to];
  }

  function begin(): void {
    readSelection();
    if (selected) {
      set(...selected);
      return spots.name();
    }
    // The lines chosen may be empty ones; then the place waits for the next.
    const first = firstInSight();
    set(first, first);
  }
  watch(isMarking, (isNow) => {
    if (isNow) begin();
    else if (selected) document.getSelection()?.removeAllRanges();
  });

  watch(spots.arrival, async (now) => {
    if (!chosen.value || chosen.value.spot.spotId !== now?.spotId) return;
    await nextTick();
    lineOf(chosen.value.touched[0])?.scrollIntoView({ block: 'center' });
  }, { immediate: true });

  useEventListener(document, 'selectionchange', readSelection);

  /** A line that is clicked, or words that are selected, while lines are marked. */
  function choose(event: PointerEvent): void {
    if (!isMarking.value || !(event.target instanceof Element) || event.target.closest('button')) return;
    readSelection();
    const at = indexAt(event.target);
    if (selected) set(...selected);
    else if (at !== null) set(event.shiftKey ? anchor.value : at, at);
    else return;
    if (selected) spots.name();
  }

  const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };
  function key(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (!isMarking.value || spots.marking.value?.isNaming || step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const to = end.value + step;
    set(event.shiftKey ? anchor.value : to, to);
    lineOf(end.value)?.scrollIntoView({ block: 'nearest' });
  }
  useEventListener(window, 'keydown', key, { capture: true });

  return { isMarking, stateOf, beginningAt, choose };
}

import { useEventListener, useResizeObserver } from '@vueuse/core';
import { onScopeDispose, onUpdated, shallowRef, type ShallowRef } from 'vue';

/** Which ends of a strip that scrolls sideways hold more; for fading them, so that a cut row does not look whole. */
export function useEdges(strip: Readonly<ShallowRef<HTMLElement | null>>) {
  const edges = shallowRef({ 'more-before': false, 'more-after': false });
  function look(): void {
    const box = strip.value;
    if (!box) return;
    const before = Math.abs(box.scrollLeft) > 1;
    const after = Math.abs(box.scrollLeft) + box.clientWidth < box.scrollWidth - 1;
    if (edges.value['more-before'] !== before || edges.value['more-after'] !== after) edges.value = { 'more-before': before, 'more-after': after };
  }
  useEventListener(strip, 'scroll', look, { passive: true });
  useResizeObserver(strip, look);
  // Not at once: asking for sizes while a page is being made has it laid out twice.
  let frame = 0;
  onUpdated(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(look);
  });
  onScopeDispose(() => cancelAnimationFrame(frame));
  return edges;
}

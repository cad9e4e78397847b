import { computed, shallowRef, type Ref } from 'vue';
import type { CaseColumn } from '../../contract/caseViews.ts';
import { fitWidth, type ShownColumn } from './listColumns.ts';

/** Widening columns by dragging the end of their headings; what is dragged counts when it is let go of. */
export function useColumnWidths(shown: Ref<readonly ShownColumn[]>, keep: (columns: ShownColumn[]) => void) {
  const dragged = shallowRef<{ column: CaseColumn; width: number } | null>(null);
  const withWidth = (column: CaseColumn, width: number | null): ShownColumn[] => shown.value.map((one) => (one.column === column ? { column, width } : one));
  const columns = computed(() => (dragged.value ? withWidth(dragged.value.column, dragged.value.width) : [...shown.value]));

  function begin(event: PointerEvent, column: CaseColumn): void {
    const grip = event.currentTarget as HTMLElement;
    const before = grip.parentElement?.getBoundingClientRect().width ?? 0;
    const isTurned = getComputedStyle(grip).direction === 'rtl';
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    const move = (to: PointerEvent): void => void (dragged.value = { column, width: fitWidth(before + (to.clientX - event.clientX) * (isTurned ? -1 : 1)) });
    const end = (): void => {
      grip.removeEventListener('pointermove', move);
      const last = dragged.value;
      dragged.value = null;
      if (last) keep(withWidth(column, last.width));
    };
    grip.addEventListener('pointermove', move);
    grip.addEventListener('lostpointercapture', end, { once: true });
  }

  return { columns, begin, reset: (column: CaseColumn): void => keep(withWidth(column, null)) };
}

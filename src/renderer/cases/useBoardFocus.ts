import { nextTick, watch, type Ref } from 'vue';

type Board = {
  /** Where the board, its viewers and its records are. */
  frame: Readonly<Ref<HTMLElement | null>>;
  /** Whether an exhibit is open in place of the board. */
  isOpen: Readonly<Ref<boolean>>;
  /** Whether the case has come. */
  isThere: () => boolean;
  /** The exhibit that is looked at. */
  currentId: () => string | null;
};

/** Keeps the focus where a person works when the board, an exhibit or the next case takes the place of what had it. */
export function useBoardFocus({ frame, isOpen, isThere, currentId }: Board) {
  // The board gives the focus back to the tile that was opened, so that the keyboard goes on from there.
  const isFocusLost = (): boolean => document.activeElement === document.body || document.activeElement === null;
  /** The exhibit that is current, not the first that can take the focus: a citation means the one with the focus. */
  const focusViewer = (): void => frame.value?.querySelector<HTMLElement>('.viewer[data-current] .body :is([tabindex="0"], video, audio, button, a)')?.focus();
  let openedFrom: { id: string | null; place: HTMLElement | null } = { id: null, place: null };
  watch(isOpen, async (isNow) => {
    if (isNow) openedFrom = { id: currentId(), place: document.activeElement instanceof HTMLElement && frame.value?.contains(document.activeElement) ? document.activeElement : null };
    await nextTick();
    if (isNow) return focusViewer();
    // A record may show the same exhibit as the board: back to the very one, when it is still there.
    const place = openedFrom.place?.isConnected && openedFrom.place.checkVisibility() ? openedFrom.place : null;
    (place ?? frame.value?.querySelector<HTMLElement>(`[data-exhibit="${CSS.escape(openedFrom.id ?? '')}"]`))?.focus();
  });

  // A step to the next pair takes the viewer away that had the focus; the one in its place gets it.
  watch(currentId, async () => {
    await nextTick();
    if (isOpen.value && isFocusLost()) focusViewer();
  });

  // The next case takes the focus that went away with the last one, so that screen readers begin at its first line.
  watch(isThere, async (isNow) => {
    await nextTick();
    if (isNow && isFocusLost()) frame.value?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, { immediate: true });

  return { focusViewer };
}

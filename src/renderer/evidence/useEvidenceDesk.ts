import { computed, ref, watch } from 'vue';
import type { CaseFile, Exhibit } from '../../contract/caseFile.ts';
import { exhibitPairs, exhibitRows, pairIndexOf } from './exhibitPairs.ts';
import { hasPixels } from './exhibitWords.ts';
import { firstLaying, flipped } from './laying.ts';
import { useTable } from './useTable.ts';
import { useVeils } from './useVeils.ts';
import { isAsAtRest, moveViews, type View, type ViewMove } from './viewTransform.ts';

/** What the desk of exhibits needs of the open case. */
export type EvidenceSource = {
  file: () => CaseFile | null;
  currentId: () => string | null;
  /** Makes an exhibit current and marks it as opened. */
  open: (evidenceId: string) => void;
  markOpened: (evidenceId: string) => void;
  leave: () => void;
};

export type EvidenceDesk = ReturnType<typeof useEvidenceDesk>;

/** Which exhibits lie on the desk, alone or as a pair, and how they are moved, locked and laid over each other. */
export function useEvidenceDesk(source: EvidenceSource) {
  const rows = computed(() => {
    const file = source.file();
    return file ? exhibitRows(file) : [];
  });
  const pairs = computed(() => exhibitPairs(rows.value));
  const pairIndex = ref<number | null>(null);
  /** The claim an exhibit was opened for; a citation goes to it. */
  const claimId = ref<string | null>(null);
  /** Two exhibits a person set against each other, whatever claim and side they are of; put aside while one of them is shown alone. */
  const chosenPair = ref<{ ids: readonly [string, string]; isAside: boolean } | null>(null);
  const isLocked = ref(false);
  const isOverlaid = ref(false);
  const laying = ref(firstLaying);
  const isDetailed = ref(false);

  const pair = computed(() => (pairIndex.value === null ? null : (pairs.value[pairIndex.value] ?? null)));
  const current = computed(() => source.file()?.exhibits.find((exhibit) => exhibit.evidenceId === source.currentId()) ?? null);
  const isOpen = computed(() => current.value !== null);
  const isChosenPair = computed(() => chosenPair.value !== null && !chosenPair.value.isAside);
  const shown = computed<Exhibit[]>(() => {
    if (chosenPair.value && isChosenPair.value) return chosenPair.value.ids.map(exhibitOf).filter((exhibit) => exhibit !== null);
    const both = pair.value ? [pair.value.left, pair.value.right].filter((exhibit) => exhibit !== null) : [];
    return both.length > 0 ? both : current.value ? [current.value] : [];
  });
  const canLock = computed(() => shown.value.length === 2 && shown.value.every(hasPixels));
  const isLaidOver = computed(() => isOverlaid.value && canLock.value);
  /** The other one of a pair than the one in hand. */
  const other = computed(() => (shown.value.length === 2 ? (shown.value.find((exhibit) => exhibit.evidenceId !== current.value?.evidenceId) ?? null) : null));
  const table = useTable(() => shown.value);
  const veils = useVeils(() => shown.value);
  /** One of the pair was moved by hand against the other. */
  const isAligned = computed(() => canLock.value && !isAsAtRest(viewOf(shown.value[0]!.evidenceId), viewOf(shown.value[1]!.evidenceId)));

  // Nothing of one case reaches into the next.
  watch(() => source.file()?.caseId, () => {
    table.clear();
    pairIndex.value = null;
    chosenPair.value = null;
    claimId.value = null;
    isLocked.value = false;
    isOverlaid.value = false;
    laying.value = firstLaying;
  });
  // Another panel may open an exhibit through the store: then it is shown alone.
  watch(source.currentId, (id) => {
    if (id === null || (pair.value && pair.value.left?.evidenceId !== id && pair.value.right?.evidenceId !== id)) pairIndex.value = null;
    if (id === null || !chosenPair.value?.ids.includes(id)) chosenPair.value = null;
    if (id !== null) return;
    isOverlaid.value = false;
    table.putAway();
  });

  function exhibitOf(evidenceId: string): Exhibit | null {
    return source.file()?.exhibits.find((exhibit) => exhibit.evidenceId === evidenceId) ?? null;
  }

  function openSingle(evidenceId: string, forClaim: string | null): void {
    pairIndex.value = null;
    chosenPair.value = null;
    const known = exhibitOf(evidenceId);
    claimId.value = forClaim ?? known?.claimIds[0] ?? null;
    source.open(evidenceId);
  }

  function openPair(index: number): void {
    const next = pairs.value[index];
    const first = next?.left ?? next?.right;
    if (!next || !first) return;
    pairIndex.value = index;
    chosenPair.value = null;
    claimId.value = next.claimId;
    source.open(first.evidenceId);
    if (next.left && next.right) source.markOpened(next.right.evidenceId);
  }

  /** The next (1) or former (-1) pair, around the ends; from the board the first or last. */
  function step(by: 1 | -1): void {
    const count = pairs.value.length;
    if (count === 0) return;
    const from = pairIndex.value ?? (current.value ? pairIndexOf(pairs.value, current.value.evidenceId, claimId.value) : -1);
    openPair(from < 0 ? (by === 1 ? 0 : count - 1) : (from + by + count) % count);
  }

  /** Lays any two exhibits side by side, in this order; both count as opened. */
  function openBeside(leftId: string, rightId: string): void {
    pairIndex.value = null;
    claimId.value = exhibitOf(leftId)?.claimIds[0] ?? null;
    source.open(leftId);
    source.markOpened(rightId);
    chosenPair.value = { ids: [leftId, rightId], isAside: false };
  }

  /** Sets any exhibit against the current one; a buyer's lies left of a seller's. */
  function compareWith(evidenceId: string): void {
    const [first, second] = [current.value, exhibitOf(evidenceId)];
    if (!second) return;
    if (!first || first.evidenceId === evidenceId) return openSingle(evidenceId, null);
    const isSwapped = second.side === 'buyer' && first.side !== 'buyer';
    pairIndex.value = null;
    chosenPair.value = { ids: isSwapped ? [second.evidenceId, first.evidenceId] : [first.evidenceId, second.evidenceId], isAside: false };
    source.markOpened(evidenceId);
  }

  /** From a pair to the chosen exhibit alone, and back. */
  function toggleSingle(evidenceId: string): void {
    if (chosenPair.value) {
      chosenPair.value = { ...chosenPair.value, isAside: isChosenPair.value };
      return source.open(evidenceId);
    }
    if (pairIndex.value !== null && shown.value.length === 2) return openSingle(evidenceId, claimId.value);
    const index = pairIndexOf(pairs.value, evidenceId, claimId.value);
    if (index < 0) return;
    openPair(index);
    source.open(evidenceId);
  }

  /** Makes one of a pair the current one: keys, details and citations mean it. */
  function choose(evidenceId: string): void {
    if (source.currentId() !== evidenceId) source.open(evidenceId);
  }

  /** Back to the board. */
  function leave(): void {
    source.leave();
  }

  function viewOf(evidenceId: string): View {
    return table.viewOf(evidenceId);
  }

  /** Moves one exhibit; a locked pair makes the same movement, so that its two keep how they lie to each other. */
  function move(evidenceId: string, by: ViewMove): void {
    const moved = exhibitOf(evidenceId);
    if (!moved) return;
    const others = isLocked.value && canLock.value ? shown.value.filter((exhibit) => exhibit.evidenceId !== evidenceId) : [];
    const after = moveViews([table.laidOf(moved), ...others.map(table.laidOf)], by);
    [moved, ...others].forEach((exhibit, index) => table.views.set(exhibit.evidenceId, after[index]!));
  }

  function moveCurrent(by: ViewMove): void {
    if (current.value) move(current.value.evidenceId, by);
  }

  /** Lays the other one of the pair as the one in hand lies. */
  function forgetAlignment(): void {
    if (current.value && other.value) table.views.set(other.value.evidenceId, viewOf(current.value.evidenceId));
  }

  const turn = (evidenceId: string, by = 90): void => move(evidenceId, { type: 'turn', by, x: 0, y: 0 });
  const turnCurrent = (by: number): void => moveCurrent({ type: 'turn', by, x: 0, y: 0 });
  const zoomCurrent = (factor: number): void => moveCurrent({ type: 'zoom', factor, x: 0, y: 0 });
  const restCurrent = (): void => moveCurrent({ type: 'rest' });
  const chooseOther = (): void => void (other.value && choose(other.value.evidenceId));

  function toggleOverlay(): void {
    isOverlaid.value = !isOverlaid.value;
  }

  /** A divider between the two, or seen through again; side by side it lays them over each other first. */
  function toggleSwipe(): void {
    const isSwiping = isLaidOver.value && laying.value.mode === 'swipe';
    isOverlaid.value = true;
    laying.value = { ...laying.value, mode: isSwiping ? 'opacity' : 'swipe' };
  }

  function flip(): void {
    if (isLaidOver.value) laying.value = flipped(laying.value);
    isOverlaid.value = true;
  }

  return {
    rows, pairs, pairIndex, pair, isChosenPair, claimId, current, other, shown, isOpen, isLocked, isLaidOver, laying, isDetailed, canLock, isAligned, table, veils,
    openSingle, openPair, openBeside, step, compareWith, toggleSingle, choose, chooseOther, viewOf, move, turn, turnCurrent, zoomCurrent, restCurrent, forgetAlignment, toggleOverlay, toggleSwipe, flip, leave,
  };
}

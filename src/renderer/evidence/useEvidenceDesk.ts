import { computed, reactive, ref, shallowRef, watch } from 'vue';
import type { CaseFile, Exhibit } from '../../contract/caseFile.ts';
import { exhibitPairs, exhibitRows, pairIndexOf, type ExhibitPair } from './exhibitPairs.ts';
import { hasPixels, viewerOf } from './exhibitWords.ts';
import { moveViews, restView, type Laid, type View, type ViewMove } from './viewTransform.ts';

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

/** Which exhibits lie on the desk, alone or as a pair, and how they are zoomed, turned, locked, laid over and blurred. */
export function useEvidenceDesk(source: EvidenceSource) {
  const rows = computed(() => {
    const file = source.file();
    return file ? exhibitRows(file) : [];
  });
  const pairs = computed(() => exhibitPairs(rows.value));
  const pairIndex = ref<number | null>(null);
  /** The claim an exhibit was opened for; a citation goes to it. */
  const claimId = ref<string | null>(null);
  const isLocked = ref(false);
  const isOverlaid = ref(false);
  const overlayOpacity = ref(0.5);
  const isBlurred = ref(false);
  const isDetailed = ref(false);
  const views = reactive(new Map<string, View>());

  /** Two exhibits laid side by side by hand, such as the listing then and now; no step of the pairs. */
  const ownPair = shallowRef<[leftId: string, rightId: string] | null>(null);

  const exhibitOf = (id: string): Exhibit | null => source.file()?.exhibits.find((exhibit) => exhibit.evidenceId === id) ?? null;
  const pair = computed<ExhibitPair | null>(() => {
    if (ownPair.value) return { claimId: claimId.value, left: exhibitOf(ownPair.value[0]), right: exhibitOf(ownPair.value[1]), isNeutral: true };
    return pairIndex.value === null ? null : (pairs.value[pairIndex.value] ?? null);
  });
  const current = computed(() => source.file()?.exhibits.find((exhibit) => exhibit.evidenceId === source.currentId()) ?? null);
  const isOpen = computed(() => current.value !== null);
  const shown = computed<Exhibit[]>(() => {
    const both = pair.value ? [pair.value.left, pair.value.right].filter((exhibit) => exhibit !== null) : [];
    return both.length > 0 ? both : current.value ? [current.value] : [];
  });
  const canLock = computed(() => shown.value.length === 2 && shown.value.every(hasPixels));
  const canOverlay = computed(() => shown.value.length === 2 && shown.value.every((exhibit) => viewerOf(exhibit) === 'image'));

  // Nothing of one case reaches into the next.
  watch(() => source.file()?.caseId, () => {
    views.clear();
    pairIndex.value = null;
    ownPair.value = null;
    claimId.value = null;
    isLocked.value = false;
    isOverlaid.value = false;
  });
  // Another panel may open an exhibit through the store: then it is shown alone.
  watch(source.currentId, (id) => {
    if (id === null || (pair.value && pair.value.left?.evidenceId !== id && pair.value.right?.evidenceId !== id)) {
      pairIndex.value = null;
      ownPair.value = null;
    }
    if (id === null) isOverlaid.value = false;
  });

  function openSingle(evidenceId: string, forClaim: string | null): void {
    pairIndex.value = null;
    ownPair.value = null;
    const known = source.file()?.exhibits.find((exhibit) => exhibit.evidenceId === evidenceId);
    claimId.value = forClaim ?? known?.claimIds[0] ?? null;
    source.open(evidenceId);
  }

  function openPair(index: number): void {
    const next = pairs.value[index];
    const first = next?.left ?? next?.right;
    if (!next || !first) return;
    pairIndex.value = index;
    ownPair.value = null;
    claimId.value = next.claimId;
    source.open(first.evidenceId);
    if (next.left && next.right) source.markOpened(next.right.evidenceId);
  }

  /** Lays any two exhibits side by side; both count as opened. */
  function openBeside(leftId: string, rightId: string): void {
    pairIndex.value = null;
    ownPair.value = [leftId, rightId];
    claimId.value = exhibitOf(leftId)?.claimIds[0] ?? null;
    source.open(leftId);
    source.markOpened(rightId);
  }

  /** The next (1) or former (-1) pair, around the ends; from the board the first or last. */
  function step(by: 1 | -1): void {
    const count = pairs.value.length;
    if (count === 0) return;
    const from = pairIndex.value ?? (current.value ? pairIndexOf(pairs.value, current.value.evidenceId, claimId.value) : -1);
    openPair(from < 0 ? (by === 1 ? 0 : count - 1) : (from + by + count) % count);
  }

  /** From a pair to the chosen exhibit alone, and back. */
  function toggleSingle(evidenceId: string): void {
    if (pair.value !== null && shown.value.length === 2) return openSingle(evidenceId, claimId.value);
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
    return views.get(evidenceId) ?? restView;
  }

  function laidOf(evidenceId: string): Laid {
    const { width, height } = shown.value.find((exhibit) => exhibit.evidenceId === evidenceId) ?? { width: null, height: null };
    return { view: viewOf(evidenceId), pixels: width && height ? { width, height } : { width: 4, height: 3 } };
  }

  /** Moves one exhibit; a locked pair makes the same movement, so that its two keep how they lie to each other. */
  function move(evidenceId: string, by: ViewMove): void {
    const others = isLocked.value && canLock.value ? shown.value.map((exhibit) => exhibit.evidenceId).filter((id) => id !== evidenceId) : [];
    const moved = moveViews([laidOf(evidenceId), ...others.map(laidOf)], by);
    [evidenceId, ...others].forEach((id, index) => views.set(id, moved[index]!));
  }

  function turn(evidenceId: string): void {
    move(evidenceId, { type: 'turn', by: 90, x: 0, y: 0 });
  }

  function zoomCurrent(factor: number): void {
    if (current.value) move(current.value.evidenceId, { type: 'zoom', factor, x: 0, y: 0 });
  }

  function restCurrent(): void {
    if (current.value) move(current.value.evidenceId, { type: 'rest' });
  }

  return {
    rows, pairs, pairIndex, pair, claimId, current, shown, isOpen, isLocked, isOverlaid, overlayOpacity, isBlurred, isDetailed, canLock, canOverlay,
    openSingle, openPair, openBeside, step, toggleSingle, choose, viewOf, move, turn, zoomCurrent, restCurrent, leave,
  };
}

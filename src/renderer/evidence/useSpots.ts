import { computed, inject, provide, ref, shallowRef, watch, type InjectionKey } from 'vue';
import type { CaseFile, Exhibit } from '../../contract/caseFile.ts';
import type { Spot, SpotPlace } from '../../contract/spots.ts';
import { viewerOf } from './exhibitWords.ts';
import { noHistory, recorded, redoStep, undoStep, type SpotStep } from './spotHistory.ts';

/** What named places need of the open case; the acts say themselves why they failed and answer whether they worked. */
export type SpotSource = {
  file: () => Pick<CaseFile, 'caseId' | 'exhibits' | 'spots'> | null;
  currentId: () => string | null;
  choose: (spotId: string | null) => void;
  go: (spotId: string) => void;
  canEdit: () => boolean;
  add: (evidenceId: string | null, name: string, place: SpotPlace) => Promise<{ spotId: string; label: string } | null>;
  rename: (spotId: string, name: string) => Promise<boolean>;
  remove: (spotId: string) => Promise<boolean>;
  restore: (spotId: string) => Promise<boolean>;
  cite: (spot: Spot) => void;
  say: (words: string, undo?: () => void) => void;
};

/** How a place is marked: drawn on a picture, as a stretch of time, as lines of words, or as a record of the case. */
export type MarkingKind = 'drawn' | 'span' | 'lines' | 'record';
/** A place in the making; `place` is null until the viewer says where it begins. */
export type Marking = { evidenceId: string | null; kind: MarkingKind; place: SpotPlace | null; isNaming: boolean };

export type Spots = ReturnType<typeof useSpots>;

const spotsKey: InjectionKey<Spots> = Symbol('spots');

/** How a place in this exhibit can be marked; null when it shows nothing to mark. */
export function markingKind(exhibit: Exhibit): Exclude<MarkingKind, 'record'> | null {
  const viewer = viewerOf(exhibit);
  if (viewer === 'chat' || viewer === 'words') return exhibit.text === null ? null : 'lines';
  if (viewer === 'sound') return 'span';
  return viewer === 'image' || viewer === 'pdf' || viewer === 'film' || (viewer === 'listing' && exhibit.show === 'image') ? 'drawn' : null;
}

/** The named places of a case: which is chosen, which is in the making, and the person's own changes, to be undone. */
export function useSpots(source: SpotSource) {
  const marking = shallowRef<Marking | null>(null);
  const isBusy = ref(false);
  const hoveredId = ref<string | null>(null);
  const renamingId = ref<string | null>(null);
  const history = shallowRef(noHistory);
  /** Which place was gone to last, and the how many-eth time it was, so that going to the same one twice is seen. */
  const arrival = shallowRef<{ spotId: string; times: number } | null>(null);
  let chosenHere: string | null = null;

  const all = computed(() => source.file()?.spots ?? []);
  const current = computed(() => all.value.find((spot) => spot.spotId === source.currentId()) ?? null);
  const canEdit = computed(source.canEdit);
  const canUndo = computed(() => canEdit.value && history.value.done.length > 0);
  const canRedo = computed(() => canEdit.value && history.value.undone.length > 0);

  // Nothing of one case reaches into the next.
  watch(() => source.file()?.caseId, () => {
    history.value = noHistory;
    drop();
  });
  watch(source.currentId, (id) => {
    if (id !== null && id !== chosenHere) arrive(id);
    chosenHere = null;
    renamingId.value = null;
  });
  watch(canEdit, (can) => !can && drop());

  function arrive(spotId: string): void {
    arrival.value = { spotId, times: (arrival.value?.times ?? 0) + 1 };
  }

  const ofExhibit = (evidenceId: string): Spot[] => all.value.filter((spot) => spot.evidenceId === evidenceId);

  /** Makes a place the one that keys and citations mean, without moving to it. */
  function choose(spotId: string | null): void {
    if (spotId === source.currentId()) return;
    chosenHere = spotId;
    source.choose(spotId);
  }

  /** Chooses a place and brings it into sight. */
  function go(spotId: string): void {
    if (spotId === source.currentId()) arrive(spotId);
    else source.go(spotId);
  }

  /** Begins to mark a place in an exhibit, which shows something that can be marked so. */
  function begin(exhibit: Exhibit, kind = markingKind(exhibit)): void {
    if (!canEdit.value || kind === null) return;
    marking.value = { evidenceId: exhibit.evidenceId, kind, place: null, isNaming: false };
  }

  /** Marks a message or a scan, which needs only a name. */
  function beginRecord(place: SpotPlace): void {
    if (canEdit.value) marking.value = { evidenceId: null, kind: 'record', place, isNaming: true };
  }

  function setPlace(place: SpotPlace | null): void {
    if (marking.value) marking.value = { ...marking.value, place };
  }

  /** The place is where it belongs; what is left is its name. */
  function name(): void {
    if (marking.value?.place) marking.value = { ...marking.value, isNaming: true };
  }

  function drop(): void {
    marking.value = null;
  }

  /** Keeps the place in the making under a name; on a fault it stays as it is. */
  async function keep(words: string, isToCite: boolean): Promise<void> {
    const { evidenceId, place } = marking.value ?? {};
    if (!place || evidenceId === undefined || words.trim() === '' || isBusy.value) return;
    isBusy.value = true;
    const added = await source.add(evidenceId, words.trim(), place);
    isBusy.value = false;
    if (!added) return;
    history.value = recorded(history.value, { did: 'added', ...added });
    drop();
    choose(added.spotId);
    if (isToCite) cite(added.spotId);
  }

  async function rename(spot: Spot, words: string): Promise<boolean> {
    const after = words.trim();
    if (after === '' || after === spot.name) return true;
    const isDone = await source.rename(spot.spotId, after);
    if (isDone) history.value = recorded(history.value, { did: 'renamed', spotId: spot.spotId, label: spot.label, before: spot.name, after });
    return isDone;
  }

  async function remove({ spotId, label }: Spot): Promise<void> {
    if (!(await source.remove(spotId))) return;
    history.value = recorded(history.value, { did: 'removed', spotId, label });
    source.say(`${label} is taken away`, () => void undo());
  }

  function cite(spotId: string): void {
    const spot = all.value.find((one) => one.spotId === spotId);
    if (spot) source.cite(spot);
  }

  async function take(step: SpotStep | null): Promise<void> {
    if (!step || isBusy.value || !canEdit.value) return;
    isBusy.value = true;
    const { act } = step;
    const isDone = act.act === 'rename' ? await source.rename(act.spotId, act.name) : await source[act.act](act.spotId);
    isBusy.value = false;
    // What cannot be taken back now must not stand in the way of what can.
    history.value = isDone ? step.after : step.without;
    if (isDone) source.say(step.words);
  }

  const undo = (): Promise<void> => take(undoStep(history.value));
  const redo = (): Promise<void> => take(redoStep(history.value));

  return {
    all, current, marking, isBusy, hoveredId, renamingId, arrival, canEdit, canUndo, canRedo,
    ofExhibit, choose, go, begin, beginRecord, setPlace, name, drop, keep, rename, remove, cite, undo, redo,
  };
}

/** Gives the places of a case to the viewers and records below. */
export function provideSpots(spots: Spots): void {
  provide(spotsKey, spots);
}

/** The places of the case around; none where nobody gave any. */
export function takeSpots(): Spots {
  return inject(spotsKey, () => readOnlySpots(() => null, () => null, () => {}), true);
}

/** Places that are only looked at, such as those of a decision. */
export function readOnlySpots(file: SpotSource['file'], currentId: SpotSource['currentId'], choose: SpotSource['choose']): Spots {
  const no = (): Promise<false> => Promise.resolve(false);
  return useSpots({ file, currentId, choose, go: choose, canEdit: () => false, add: () => Promise.resolve(null), rename: no, remove: no, restore: no, cite: () => {}, say: () => {} });
}

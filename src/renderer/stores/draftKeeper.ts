import { computed, shallowRef } from 'vue';
import type { RulingCheck, RulingDraft } from '../../contract/rulings.ts';

/** A draft and the version the desk has of it; 0 while it has none. */
export type StoredDraft = { draft: RulingDraft | null; version: number };

/** What the keeper asks of the core; both may throw. */
export type DraftCalls = {
  /** Saves a draft over the version given; when (ms UTC) and under which version. */
  save(caseId: string, draft: RulingDraft, version: number): Promise<{ savedAt: number; version: number }>;
  check(caseId: string, draft: RulingDraft): Promise<RulingCheck>;
};

/** `dirty`: a key was pressed since; `failed`: the last save did not reach the desk, the draft is kept here. */
export type SaveState = 'clean' | 'dirty' | 'saving' | 'failed';

/**
 * Milliseconds after the last key until a draft is saved and worked out; a save must be under way within 500. Who types on without a pause is
 * saved `mostMs` after the first unsaved key, so that no more than a second of typing is ever at stake.
 */
export const draftTiming = { saveMs: 300, mostMs: 700, checkMs: 60 };

/** Drops what is undefined: the contract's strict objects and IPC's structured clone both want the key gone. */
function withoutUndefined(draft: RulingDraft): RulingDraft {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}

/** Holds one ruling draft at a time: saves it soon after each change, works it out, and never loses an unsaved one. */
export function createDraftKeeper(calls: DraftCalls, timing = draftTiming) {
  const caseId = shallowRef<string | null>(null);
  const draft = shallowRef<RulingDraft>({});
  const check = shallowRef<RulingCheck | null>(null);
  const checkFault = shallowRef<unknown>(null);
  const saveState = shallowRef<SaveState>('clean');
  const saveFault = shallowRef<unknown>(null);
  const savedAt = shallowRef<number | null>(null);
  const isTouched = shallowRef(false);
  const isChecking = shallowRef(false);
  /** Drafts that could not be saved before their case was left. */
  const unsaved = new Map<string, RulingDraft>();
  /** By case, the version of the desk's draft that the one here goes on from. */
  const versions = new Map<string, number>();
  /** When the first key after the last save was pressed; null while nothing is unsaved. */
  let unsavedSince: number | null = null;

  let saveTimer: ReturnType<typeof setTimeout> | undefined;
  let checkTimer: ReturnType<typeof setTimeout> | undefined;
  let checkTurn = 0;
  let saves: Promise<void> = Promise.resolve();

  async function saveNow(id: string, content: RulingDraft): Promise<void> {
    const isCurrent = () => caseId.value === id;
    if (isCurrent() && draft.value === content) saveState.value = 'saving';
    try {
      const saved = await calls.save(id, content, versions.get(id) ?? 0);
      versions.set(id, saved.version);
      if (unsaved.get(id) === content) unsaved.delete(id);
      if (!isCurrent()) return;
      savedAt.value = saved.savedAt;
      saveFault.value = null;
      saveState.value = draft.value === content ? 'clean' : 'dirty';
    } catch (error) {
      if (!isCurrent()) return;
      saveFault.value = error;
      saveState.value = 'failed';
    }
  }

  /** Saves what is not saved yet, after every save before it; the drafts of two saves never overtake each other. */
  function flush(): Promise<void> {
    clearTimeout(saveTimer);
    const id = caseId.value;
    if (id === null || saveState.value === 'clean' || saveState.value === 'saving') return saves;
    const content = draft.value;
    unsavedSince = null;
    saves = saves.then(() => saveNow(id, content));
    return saves;
  }

  async function checkNow(): Promise<void> {
    clearTimeout(checkTimer);
    checkTimer = undefined;
    const id = caseId.value;
    if (id === null) return;
    const turn = ++checkTurn;
    try {
      const answer = await calls.check(id, draft.value);
      if (turn !== checkTurn) return;
      check.value = answer;
      checkFault.value = null;
    } catch (error) {
      if (turn !== checkTurn) return;
      check.value = null;
      checkFault.value = error;
    }
    isChecking.value = false;
  }

  function checkSoon(): void {
    // An answer still on its way is about an older draft: it must not count as the check of this one.
    checkTurn += 1;
    isChecking.value = true;
    clearTimeout(checkTimer);
    checkTimer = setTimeout(() => void checkNow(), timing.checkMs);
  }

  /** Works the draft out as it stands now, so that a quick Enter never signs an older amount. */
  async function ensureChecked(): Promise<RulingCheck | null> {
    while (isChecking.value) await checkNow();
    return check.value;
  }

  /** Changes parts of the draft; `undefined` takes a part away. */
  function set(patch: RulingDraft): void {
    if (caseId.value === null) return;
    draft.value = withoutUndefined({ ...draft.value, ...patch });
    isTouched.value = true;
    saveState.value = 'dirty';
    clearTimeout(saveTimer);
    unsavedSince ??= Date.now();
    saveTimer = setTimeout(() => void flush(), Math.max(0, Math.min(timing.saveMs, unsavedSince + timing.mostMs - Date.now())));
    checkSoon();
  }

  /** Shows the draft of a case; the draft of the case before is saved first, or kept until it can be. */
  function open(id: string | null, stored: StoredDraft): void {
    const before = caseId.value;
    if (before !== null && saveState.value !== 'clean') {
      unsaved.set(before, draft.value);
      void flush();
    }
    clearTimeout(saveTimer);
    clearTimeout(checkTimer);
    checkTurn += 1;
    const kept = id === null ? undefined : unsaved.get(id);
    caseId.value = id;
    draft.value = kept ?? stored.draft ?? {};
    if (id !== null && kept === undefined) versions.set(id, stored.version);
    unsavedSince = null;
    check.value = null;
    checkFault.value = null;
    saveFault.value = null;
    savedAt.value = null;
    isTouched.value = kept !== undefined;
    saveState.value = kept === undefined ? 'clean' : 'dirty';
    isChecking.value = false;
    if (id === null) return;
    if (kept !== undefined) void flush();
    checkSoon();
  }

  /** True when the desk's draft is one that this window has not seen, and nothing here is unsaved. */
  function isBehind(stored: StoredDraft): boolean {
    return saveState.value === 'clean' && stored.version > (versions.get(caseId.value ?? '') ?? 0);
  }

  /** Takes the desk's draft of the same case over what is shown here. */
  function replace(stored: StoredDraft): void {
    clearTimeout(saveTimer);
    if (caseId.value !== null) {
      unsaved.delete(caseId.value);
      versions.set(caseId.value, stored.version);
    }
    draft.value = stored.draft ?? {};
    unsavedSince = null;
    isTouched.value = false;
    saveState.value = 'clean';
    saveFault.value = null;
    if (caseId.value !== null) checkSoon();
  }

  return {
    caseId,
    draft,
    check,
    checkFault,
    saveState,
    saveFault,
    savedAt,
    isTouched,
    isChecking: computed(() => isChecking.value),
    set,
    open,
    isBehind,
    replace,
    flush,
    checkSoon,
    ensureChecked,
  };
}

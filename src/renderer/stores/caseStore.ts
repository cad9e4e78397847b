import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CaseFile, Exhibit, Lease } from '../../contract/caseFile.ts';
import { transitions } from '../../contract/lifeCycle.ts';
import type { Fault } from '../../contract/reply.ts';
import type { SpotPlace } from '../../contract/spots.ts';
import type { Admissibility, Reason } from '../../contract/vocabulary.ts';
import { useBackend } from '../backend/backend.ts';
import { afterPaint } from '../ui/afterPaint.ts';
import { useAheadStore } from './aheadStore.ts';
import type { Citation } from './draftEdits.ts';
import { faultOf } from './faultOf.ts';
import { keepUnchanged } from './keepUnchanged.ts';

/** The one open case: its file, the exhibit that is looked at, and what can be done to it. Actions throw what the core says. */
export const useCaseStore = defineStore('case', () => {
  const backend = useBackend();
  const ahead = useAheadStore();
  const caseId = ref<string | null>(null);
  const file = shallowRef<CaseFile | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isLoading = ref(false);
  const currentExhibitId = ref<string | null>(null);
  /** The place a citation led to; the viewer or record it lies in goes there. */
  const currentSpotId = ref<string | null>(null);
  /** True once this session held the lease of the open case; tells a lost lease from none. */
  const wasMine = ref(false);
  /** True while a copy that was fetched ahead is shown, until the file itself comes: who holds the case is not known yet. */
  const isAhead = ref(false);
  /** True from staging to the next case: the case stays as it was ruled on, instead of changing under the eye just before it goes. */
  const isLeaving = ref(false);
  let latest = 0;
  /** True when something changed while the file was on its way; a burst of events then costs one more fetch, not one each. */
  let isStale = false;
  /** True when the case changed on screen since it was told that it was seen. */
  let hasNews = false;

  const currentExhibit = computed(() => exhibitOf(currentExhibitId.value));

  /** Opens a case and fetches its file; the one before is let go of. */
  async function open(id: string): Promise<void> {
    if (caseId.value === id && file.value) return refresh();
    close();
    caseId.value = id;
    file.value = ahead.take(id);
    isAhead.value = file.value !== null;
    // The copy is seen first; what changed since is drawn into it.
    if (isAhead.value) await new Promise<void>((resolve) => afterPaint(resolve));
    if (caseId.value === id) await refresh();
    if (caseId.value === id && file.value) tellSeen(id);
  }

  /** Not at each refresh: that happens while nobody looks, and would keep the window from locking itself. */
  function tellSeen(id: string): void {
    hasNews = false;
    void backend.call('cases.seen', { caseId: id }).catch(() => undefined);
  }

  /** Forgets the open case; its lease stays until it ends or is handed back. */
  function close(): void {
    if (caseId.value !== null && hasNews) tellSeen(caseId.value);
    hasNews = false;
    latest += 1;
    caseId.value = null;
    file.value = null;
    fault.value = null;
    isLoading.value = false;
    isLeaving.value = false;
    isAhead.value = false;
    currentExhibitId.value = null;
    currentSpotId.value = null;
    wasMine.value = false;
  }

  /** Fetches the file again; of answers that overtake each other the newest question wins. */
  async function refresh(): Promise<void> {
    const id = caseId.value;
    if (id === null) return;
    isLeaving.value = false;
    isStale = false;
    const mine = (latest += 1);
    isLoading.value = true;
    try {
      const answer = await backend.call('cases.get', { caseId: id });
      if (mine !== latest) return;
      fault.value = null;
      take(answer);
    } catch (error) {
      if (mine === latest) fault.value = faultOf(error);
    } finally {
      if (mine === latest) {
        isLoading.value = false;
        if (isStale) void refresh();
      }
    }
  }

  /** A file on its way may have been read before what just happened: it is fetched once more. */
  function outdateFetch(): void {
    if (isLoading.value) isStale = true;
  }

  function take(answer: CaseFile): void {
    file.value = keepUnchanged(file.value, answer);
    isAhead.value = false;
    if (answer.lease?.isMine) wasMine.value = true;
  }

  function exhibitOf(evidenceId: string | null): Exhibit | null {
    return file.value?.exhibits.find((exhibit) => exhibit.evidenceId === evidenceId) ?? null;
  }

  /** Makes an exhibit the one looked at and has it marked as opened by this person. */
  async function openExhibit(evidenceId: string): Promise<void> {
    currentExhibitId.value = evidenceId;
    currentSpotId.value = null;
    await markOpened(evidenceId);
  }

  /** Goes to what a finding cites: the exhibit, and the place in it; a message or scan is gone to on the board. */
  async function openCitation(cited: Citation): Promise<void> {
    if ('evidenceId' in cited) return openExhibit(cited.evidenceId);
    const spot = file.value?.spots.find((one) => one.spotId === cited.spotId);
    if (!spot) return;
    if (spot.evidenceId === null) leaveExhibit();
    else await openExhibit(spot.evidenceId);
    currentSpotId.value = spot.spotId;
  }

  /** Marks an exhibit as opened without moving to it, such as the second of a pair. */
  async function markOpened(evidenceId: string): Promise<void> {
    const id = caseId.value;
    if (id === null || exhibitOf(evidenceId)?.openedAt !== null) return;
    const { openedAt } = await backend.call('cases.openExhibit', { caseId: id, evidenceId });
    if (caseId.value !== id || !file.value) return;
    outdateFetch();
    const exhibits = file.value.exhibits.map((exhibit) => (exhibit.evidenceId === evidenceId ? { ...exhibit, openedAt } : exhibit));
    file.value = { ...file.value, exhibits };
  }

  /** Back to the board. */
  function leaveExhibit(): void {
    currentExhibitId.value = null;
    currentSpotId.value = null;
  }

  function holdLease(lease: Lease): void {
    if (!file.value) return;
    outdateFetch();
    file.value = { ...file.value, lease };
    if (lease.isMine) wasMine.value = true;
  }

  /** Sets the lease to its full length; on LEASE_LOST the file is fetched to see who holds it now. */
  async function extendLease(): Promise<void> {
    const id = openId();
    try {
      const lease = await backend.call('cases.extend', { caseId: id });
      if (caseId.value === id) holdLease(lease);
    } catch (error) {
      if (faultOf(error).code === 'LEASE_LOST') await refresh();
      throw error;
    }
  }

  /** Leases the open case to this session. */
  async function claim(): Promise<void> {
    const id = openId();
    const lease = await backend.call('cases.claim', { requestId: crypto.randomUUID(), caseId: id });
    if (caseId.value === id && file.value) {
      // Keys that ask for the state too work at once, not only when the file has come again.
      file.value = { ...file.value, state: transitions.claim.to };
      holdLease(lease);
    }
    await refresh();
  }

  /** Hands the case back to the queue with a word for whoever is next; nothing is lost then. */
  async function handBack(note: string | null): Promise<void> {
    const id = openId();
    await backend.call('cases.handBack', { requestId: crypto.randomUUID(), caseId: id, note });
    wasMine.value = false;
    await refresh();
  }

  /** Hands the case back and keeps it from this person until others had their turn. */
  async function skip(reason: string): Promise<void> {
    const id = openId();
    await backend.call('cases.skip', { requestId: crypto.randomUUID(), caseId: id, reason });
    wasMine.value = false;
    await refresh();
  }

  /** Says, or with null unsays, that somebody may come to harm if the case waits. */
  async function setHarm(words: string | null): Promise<void> {
    await backend.call('cases.setHarm', { requestId: crypto.randomUUID(), caseId: openId(), words });
    await refresh();
  }

  async function setAdmissibility(evidenceId: string, admissibility: Admissibility, reason: string | null): Promise<void> {
    await backend.call('cases.setAdmissibility', { requestId: crypto.randomUUID(), caseId: openId(), evidenceId, admissibility, reason });
    await refresh();
  }

  /** Forgets the file of an exhibit for good; leads only. Gives where the same file can still be read. */
  async function eraseExhibit(evidenceId: string, reason: string): Promise<string[]> {
    const { stillIn } = await backend.call('cases.eraseExhibit', { requestId: crypto.randomUUID(), caseId: openId(), evidenceId, reason });
    await refresh();
    return stillIn;
  }

  async function relabelClaim(claimId: string, reason: Reason): Promise<void> {
    await backend.call('cases.relabelClaim', { requestId: crypto.randomUUID(), caseId: openId(), claimId, reason });
    await refresh();
  }

  async function addNote(text: string): Promise<void> {
    await backend.call('cases.addNote', { requestId: crypto.randomUUID(), caseId: openId(), text });
    await refresh();
  }

  /** Names a place in an exhibit, or in a message or scan when `evidenceId` is null. */
  async function addSpot(evidenceId: string | null, name: string, place: SpotPlace): Promise<{ spotId: string; label: string }> {
    const added = await backend.call('cases.addSpot', { requestId: crypto.randomUUID(), caseId: openId(), evidenceId, name, place });
    await refresh();
    return added;
  }

  async function renameSpot(spotId: string, name: string): Promise<void> {
    await backend.call('cases.renameSpot', { requestId: crypto.randomUUID(), caseId: openId(), spotId, name });
    await refresh();
  }

  async function removeSpot(spotId: string): Promise<void> {
    await backend.call('cases.removeSpot', { requestId: crypto.randomUUID(), caseId: openId(), spotId });
    if (currentSpotId.value === spotId) currentSpotId.value = null;
    await refresh();
  }

  async function restoreSpot(spotId: string): Promise<void> {
    await backend.call('cases.restoreSpot', { requestId: crypto.randomUUID(), caseId: openId(), spotId });
    await refresh();
  }

  /** Lets a faulty case into the queue as it is. */
  async function accept(reason: string): Promise<void> {
    await backend.call('cases.accept', { requestId: crypto.randomUUID(), caseId: openId(), reason });
    await refresh();
  }

  function openId(): string {
    if (caseId.value === null) throw new Error('No case is open.');
    return caseId.value;
  }

  backend.on((event) => {
    if (!('caseId' in event) || event.caseId !== caseId.value || isLeaving.value) return;
    if (event.type === 'case.changed' && file.value && event.version <= file.value.version) return;
    hasNews = true;
    if (isLoading.value) isStale = true;
    else void refresh();
  });
  backend.onConnection((isBack) => isBack && void refresh());

  return {
    caseId, file, fault, isLoading, isLeaving, isAhead, currentExhibitId, currentExhibit, currentSpotId, wasMine,
    open, close, refresh, openExhibit, openCitation, markOpened, leaveExhibit, extendLease, claim, handBack, skip, setHarm,
    setAdmissibility, eraseExhibit, relabelClaim, addNote, addSpot, renameSpot, removeSpot, restoreSpot, accept,
  };
});

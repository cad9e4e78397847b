import { nextTick, watch, type Ref } from 'vue';
import type { CaseFile } from '../../contract/caseFile.ts';
import { useCaseStore } from '../stores/caseStore.ts';
import type { RecordTab } from '../stores/recordChoices.ts';
import { useRecordStore } from '../stores/recordStore.ts';
import { afterPaint } from '../ui/afterPaint.ts';
import type { CaseSpot } from '../ui/caseSpot.ts';
import { markFound, unmarkFound } from '../ui/foundWords.ts';

type Arrival = {
  /** Where the address leads in the case; null for the case as a whole. */
  at: () => CaseSpot | null;
  file: Readonly<Ref<CaseFile | null>>;
  frame: Readonly<Ref<HTMLElement | null>>;
  openExhibit: (evidenceId: string) => void;
};

const tabOf: Partial<Record<CaseSpot['in'], RecordTab>> = { message: 'transcript', remedy: 'negotiation', offer: 'negotiation', note: 'notes', letter: 'letters' };

/** Opens a case at the place its address names: the record in sight and marked, the exhibit open, the claim or question with the focus, and the words found marked there. */
export function useArrival({ at, file, frame, openExhibit }: Arrival): void {
  const store = useCaseStore();
  const records = useRecordStore();

  /** Marks the words in an element that may be painted later, and brings the line or the first mark into sight. */
  function show(selector: string, spot: CaseSpot): void {
    const caseId = store.caseId;
    afterPaint(() => {
      const place = store.caseId === caseId ? frame.value?.querySelector<HTMLElement>(selector) : null;
      if (!place) return;
      const first = markFound(place, spot.words);
      const line = spot.line === null ? null : place.querySelector(`.words [data-line="${spot.line - 1}"]`);
      (line ?? first?.startContainer.parentElement ?? place).scrollIntoView({ block: 'center' });
    });
  }

  async function land(spot: CaseSpot): Promise<void> {
    const tab = tabOf[spot.in];
    if (spot.in === 'evidence') {
      const isThere = file.value?.exhibits.some(({ evidenceId }) => evidenceId === spot.id);
      if (!isThere || spot.id === null) return;
      openExhibit(spot.id);
      return show('.viewer[data-current]', spot);
    }
    store.leaveExhibit();
    if (tab && spot.id !== null) return records.jump({ tab, id: spot.id }, null, spot.words);
    if (spot.in === 'head' || spot.id === null) return show('.head', spot);
    await nextTick();
    const selector = `[data-spot~="${CSS.escape(`${spot.in}:${spot.id}`)}"]`;
    frame.value?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
    show(selector, spot);
  }

  watch(() => [file.value?.caseId ?? null, at(), records.landings] as const, ([caseId, spot], before) => {
    const isSame = before && before[0] === caseId && before[2] === records.landings && JSON.stringify(before[1]) === JSON.stringify(spot);
    if (isSame || caseId === null) return;
    unmarkFound();
    if (spot) void land(spot);
  }, { immediate: true });
}

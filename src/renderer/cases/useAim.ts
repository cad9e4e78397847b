import { nextTick, onMounted, watch, type ShallowRef } from 'vue';
import type { RecordTab } from '../stores/recordChoices.ts';
import { useRecordStore } from '../stores/recordStore.ts';
import { markFound } from '../ui/foundWords.ts';

/** Takes jumps to one record: the row whose `data-record` is the place gets into sight, is marked and gets the focus. `prepare` makes the row be there, such as by setting a filter aside. Gives what lands once more, for rows that come late. */
export function useAim(tab: RecordTab, root: Readonly<ShallowRef<HTMLElement | null>>, prepare?: (id: string) => void): () => Promise<void> {
  const records = useRecordStore();

  async function land(): Promise<void> {
    const aim = records.aim;
    if (aim?.tab !== tab || aim.id === null) return;
    prepare?.(aim.id);
    await nextTick();
    const rows = [...(root.value?.querySelectorAll<HTMLElement>('[data-record]') ?? [])];
    const places = rows.map((row) => row.dataset['record'] ?? '');
    const found = rows[placeOf(places, aim.id)];
    for (const row of rows) row.toggleAttribute('data-aimed', row === found);
    if (!found) return;
    if (found instanceof HTMLDetailsElement) found.open = true;
    found.scrollIntoView({ block: 'center' });
    found.focus({ preventScroll: true });
    // In a long record the word, not the record, is what one came for.
    markFound(found, records.found)?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
  }
  onMounted(land);
  watch(() => records.aim, land);
  return land;
}

/** Index of the place meant: the very one, else one whose moment was not named ('m1' for 'm1@17'), else the whole of which a moment is part; -1 when there is none. */
export function placeOf(places: readonly string[], id: string): number {
  const exact = places.indexOf(id);
  if (exact >= 0) return exact;
  const part = places.findIndex((place) => place.startsWith(`${id}@`));
  return part >= 0 ? part : places.indexOf(id.split('@')[0]!);
}

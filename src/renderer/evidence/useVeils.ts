import { computed, ref, watch } from 'vue';
import type { Exhibit } from '../../contract/caseFile.ts';
import { noVeils, readVeils, veiledKind, veilsName, type Veil, type Veils } from './veils.ts';

/** How exhibits are veiled: by a person's choice for their kind, until the key reveals or blurs them for now. */
export function useVeils(shown: () => readonly Exhibit[]) {
  const chosen = ref<Veils>(noVeils);
  const owner = ref<string | null>(null);
  /** What the key said last: to reveal these two, or to blur everything. */
  const forNow = ref<'revealed' | 'blurred' | null>(null);
  const isVeiled = computed(() => shown().some((exhibit) => veilOf(exhibit) !== 'plain'));

  // What comes next may be worse than what was revealed.
  watch(() => shown().map((exhibit) => exhibit.evidenceId).join(), () => {
    if (forNow.value === 'revealed') forNow.value = null;
  });

  function veilOf(exhibit: Exhibit): Veil {
    if (forNow.value !== null) return forNow.value === 'blurred' ? 'blurred' : 'plain';
    return chosen.value[veiledKind(exhibit)];
  }

  function toggle(): void {
    forNow.value = isVeiled.value ? 'revealed' : 'blurred';
  }

  /** Takes up the choice of the person who works here. */
  function load(personId: string | null): void {
    owner.value = personId;
    chosen.value = readVeils(personId === null ? null : localStorage.getItem(veilsName(personId)));
  }

  function choose(change: Partial<Veils>): void {
    chosen.value = { ...chosen.value, ...change };
    forNow.value = null;
    if (owner.value !== null) localStorage.setItem(veilsName(owner.value), JSON.stringify(chosen.value));
  }

  return { chosen, isVeiled, veilOf, toggle, load, choose };
}

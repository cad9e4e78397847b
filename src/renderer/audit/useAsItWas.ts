import { shallowRef, watch } from 'vue';
import type { AsItWas } from '../../contract/asItWas.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';

/** The moment of a ruling and what is different today; fetched again when its case changes. */
export function useAsItWas(rulingId: () => string) {
  const backend = useBackend();
  const found = shallowRef<AsItWas | null>(null);
  const fault = shallowRef<Fault | null>(null);

  async function load(): Promise<void> {
    const asked = rulingId();
    try {
      const answer = await backend.call('rulings.asItWas', { rulingId: asked });
      if (asked !== rulingId()) return;
      found.value = answer;
      fault.value = null;
    } catch (error) {
      if (asked === rulingId()) fault.value = faultOf(error);
    }
  }

  watch(rulingId, () => {
    found.value = null;
    void load();
  }, { immediate: true });
  useRefetch(load, (event) => (event.type === 'case.changed' || event.type === 'exhibits.changed') && event.caseId === found.value?.was.caseId);
  return { found, fault, load };
}

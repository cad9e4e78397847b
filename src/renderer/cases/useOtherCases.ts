import { shallowRef, watch } from 'vue';
import type { OutputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';

/** Other cases of the buyer and the seller of a case, fetched when it is first shown. */
export function useOtherCases(caseId: () => string) {
  const backend = useBackend();
  const found = shallowRef<OutputOf<'cases.ofParties'> | null>(null);
  const fault = shallowRef<Fault | null>(null);

  async function load(): Promise<void> {
    const id = caseId();
    found.value = null;
    fault.value = null;
    try {
      const answer = await backend.call('cases.ofParties', { caseId: id });
      if (id === caseId()) found.value = answer;
    } catch (error) {
      if (id === caseId()) fault.value = faultOf(error);
    }
  }

  watch(caseId, load, { immediate: true });
  return { found, fault, load };
}

import { shallowRef } from 'vue';
import type { OutputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';

type NotServed = Extract<OutputOf<'cases.next'>, { served: false }>;

/** Asks for the most urgent free case, or says why there is none. Why it was this one is said by the case file. */
export function useNextCase(open: (caseId: string) => void) {
  const backend = useBackend();
  const none = shallowRef<NotServed | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isBusy = shallowRef(false);
  /** A retry after a lost answer asks with the same id, so that one press never leases two cases. */
  let requestId: string | null = null;

  async function next(): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    fault.value = null;
    none.value = null;
    requestId ??= crypto.randomUUID();
    try {
      const answer = await backend.call('cases.next', { requestId });
      requestId = null;
      if (!answer.served) {
        none.value = answer;
        return;
      }
      open(answer.caseId);
    } catch (error) {
      fault.value = faultOf(error);
      if (fault.value.code !== 'OFFLINE') requestId = null;
    } finally {
      isBusy.value = false;
    }
  }

  return { none, fault, isBusy, next };
}

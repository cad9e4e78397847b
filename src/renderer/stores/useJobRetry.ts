import { shallowRef } from 'vue';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from './faultOf.ts';

/** Has a job tried again now, wherever it is shown: a payout keeps its key, so what was paid is never paid again. `load` fetches the list anew. */
export function useJobRetry(load: () => Promise<void>) {
  const backend = useBackend();
  const retrying = shallowRef<string | null>(null);
  const retryFault = shallowRef<{ jobId: string; fault: Fault } | null>(null);

  async function retry(jobId: string): Promise<void> {
    retrying.value = jobId;
    retryFault.value = null;
    try {
      await backend.call('jobs.retry', { jobId });
    } catch (error) {
      retryFault.value = { jobId, fault: faultOf(error) };
    } finally {
      retrying.value = null;
    }
    await load();
  }

  return { retrying, retryFault, retry };
}

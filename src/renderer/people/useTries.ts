import { computed, shallowRef } from 'vue';
import type { Fault } from '../../contract/reply.ts';
import { faultOf } from '../stores/faultOf.ts';
import { useSeconds } from '../ui/useSeconds.ts';
import { countdownWords, waitUntil } from './tryWords.ts';

/** Tries at a passphrase: what came of the last one, and how long nobody may try again. */
export function useTries() {
  const now = useSeconds();
  const fault = shallowRef<Fault | null>(null);
  const isBusy = shallowRef(false);
  const until = computed(() => (fault.value ? waitUntil(fault.value) : null));
  /** The wait that is left, such as '42 s'; null when a try is possible. */
  const wait = computed(() => (until.value === null ? null : countdownWords(until.value, now.value)));
  const isOver = computed(() => until.value !== null && wait.value === null);

  /** Tries; true when it was right. */
  async function attempt(run: () => Promise<unknown>): Promise<boolean> {
    if (isBusy.value || wait.value !== null) return false;
    isBusy.value = true;
    try {
      await run();
      fault.value = null;
      return true;
    } catch (error) {
      fault.value = faultOf(error);
      return false;
    } finally {
      isBusy.value = false;
    }
  }

  return { fault, isBusy, wait, isOver, attempt };
}

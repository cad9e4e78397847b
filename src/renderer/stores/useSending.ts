import { shallowRef } from 'vue';
import type { Fault } from '../../contract/reply.ts';
import { faultOf } from './faultOf.ts';

/** One command of a form at a time: what it is busy with, and the fault of the last one. */
export function useSending() {
  const isBusy = shallowRef(false);
  const fault = shallowRef<Fault | null>(null);

  /** Runs a command unless one is on its way; true when it went through. */
  async function send(command: () => Promise<unknown>): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    fault.value = null;
    try {
      await command();
      return true;
    } catch (error) {
      fault.value = faultOf(error);
      return false;
    } finally {
      isBusy.value = false;
    }
  }

  return { isBusy, fault, send };
}

import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { VerifyResult } from '../../contract/audit.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from './faultOf.ts';

/** A check that was made: when it ended and how many milliseconds it took. */
export type Checked = { at: number; ms: number; result: VerifyResult };

/** The check of the log and of the evidence: it goes on while another screen is looked at, and the last one is remembered. */
export const useVerifyStore = defineStore('verify', () => {
  const backend = useBackend();
  const checked = shallowRef<Checked | null>(null);
  const isRunning = shallowRef(false);
  /** Entries done of all; null before a check has taken a moment. */
  const progress = shallowRef<{ done: number; total: number } | null>(null);
  const fault = shallowRef<Fault | null>(null);
  let isStopped = false;

  backend.on((event) => {
    if (event.type === 'verify.progressed' && isRunning.value) progress.value = { done: event.done, total: event.total };
  });

  /** Asks for the last check of this desk. */
  async function load(): Promise<void> {
    if (isRunning.value) return;
    try {
      checked.value = await backend.call('audit.lastVerified', {});
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  async function run(): Promise<void> {
    if (isRunning.value) return;
    isRunning.value = true;
    isStopped = false;
    fault.value = null;
    const started = Date.now();
    try {
      const result = await backend.call('audit.verify', {});
      checked.value = (await backend.call('audit.lastVerified', {})) ?? { at: Date.now(), ms: Date.now() - started, result };
    } catch (error) {
      // Whoever stopped it knows; the check before stays as it was.
      if (!isStopped) fault.value = faultOf(error);
    } finally {
      isRunning.value = false;
      progress.value = null;
    }
  }

  async function stop(): Promise<void> {
    isStopped = true;
    await backend.call('audit.stopVerify', {}).catch((error: unknown) => (fault.value = faultOf(error)));
  }

  return { checked, isRunning, progress, fault, load, run, stop };
});

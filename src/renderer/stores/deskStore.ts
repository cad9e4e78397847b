import { defineStore } from 'pinia';
import { onScopeDispose, shallowRef } from 'vue';
import type { DeskStatus } from '../../contract/desk.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from './faultOf.ts';

/** Ms events are gathered before the counts are fetched again. */
const gatherMs = 300;

/** How the whole desk stands: counts for the top bar, and whether it is there at all. */
export const useDeskStore = defineStore('desk', () => {
  const backend = useBackend();
  const status = shallowRef<DeskStatus | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isOnline = shallowRef(true);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    try {
      status.value = await backend.call('desk.status', {});
      fault.value = null;
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  function loadSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void load();
    }, gatherMs);
  }

  const stops = [
    backend.on((event) => {
      if (event.type !== 'case.changed' && event.type !== 'exhibits.changed') loadSoon();
    }),
    backend.onConnection((isThere) => {
      if (isThere && !isOnline.value) void load();
      isOnline.value = isThere;
    }),
  ];
  onScopeDispose(() => {
    clearTimeout(timer);
    stops.forEach((stop) => stop());
  });

  return { status, fault, isOnline, load };
});

import { defineStore } from 'pinia';
import { onScopeDispose, shallowRef } from 'vue';
import type { DeskStatus } from '../../contract/desk.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from './faultOf.ts';
import { useSessionStore } from './sessionStore.ts';

/** How the whole desk stands: counts for the top bar, and whether it is there at all. */
export const useDeskStore = defineStore('desk', () => {
  const backend = useBackend();
  const session = useSessionStore();
  const status = shallowRef<DeskStatus | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isOnline = shallowRef(true);

  async function load(): Promise<void> {
    // Counts are for who is in: at the door there is nothing to see.
    if (session.person === null) return;
    try {
      status.value = await backend.call('desk.status', {});
      fault.value = null;
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  useRefetch(load, ({ type }) => type !== 'case.changed' && type !== 'exhibits.changed', () => false);
  // At once, and not only soon: everything on screen hangs on whether the core is there.
  onScopeDispose(backend.onConnection((isThere) => {
    if (isThere) void load();
    isOnline.value = isThere;
  }));

  return { status, fault, isOnline, load };
});

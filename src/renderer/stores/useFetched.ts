import { shallowRef, watch, type ShallowRef } from 'vue';
import type { DeskEvent } from '../../contract/events.ts';
import type { Fault } from '../../contract/reply.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from './faultOf.ts';

/** What a screen fetched by a key, fresh as long as it is shown: of answers that overtake each other the newest question wins. */
export function useFetched<Key, Value>(key: () => Key, fetch: (key: Key) => Promise<Value>, concerns: (event: DeskEvent) => boolean) {
  const value: ShallowRef<Value | null> = shallowRef(null);
  const fault = shallowRef<Fault | null>(null);
  const isLoading = shallowRef(false);
  let latest = 0;

  async function load(): Promise<void> {
    const mine = (latest += 1);
    isLoading.value = true;
    try {
      const answer = await fetch(key());
      if (mine !== latest) return;
      value.value = answer;
      fault.value = null;
    } catch (error) {
      if (mine === latest) fault.value = faultOf(error);
    } finally {
      if (mine === latest) isLoading.value = false;
    }
  }

  watch(() => JSON.stringify(key()), () => {
    value.value = null;
    fault.value = null;
    void load();
  }, { immediate: true });
  useRefetch(load, concerns, () => true);
  return { value, fault, isLoading, load };
}

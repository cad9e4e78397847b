import { shallowRef } from 'vue';
import type { Fault } from '../../contract/reply.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';

/** What a part of the samples shows, fetched at once and again when reviews, samples or golden cases change; the last answer stays while a new one fails. */
export function useLoaded<Value>(fetch: () => Promise<Value>) {
  const value = shallowRef<Value | null>(null);
  const fault = shallowRef<Fault | null>(null);
  let turn = 0;

  async function load(): Promise<void> {
    const mine = ++turn;
    try {
      const next = await fetch();
      if (mine === turn) [value.value, fault.value] = [next, null];
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  void load();
  useRefetch(load, ({ type }) => type === 'reviews.changed');
  return { value, fault, load };
}

import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { OutputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';
import type { CaseQuery } from './caseQuery.ts';

/** How many cases there are of each value of each facet under a query; the counts before stay until the new ones are there. Nothing is counted while it is not wanted. */
export function useFacets(query: Ref<CaseQuery>, isWanted: () => boolean = () => true) {
  const backend = useBackend();
  const facets = shallowRef<OutputOf<'cases.facets'> | null>(null);
  const fault = shallowRef<Fault | null>(null);
  let latest = 0;

  async function load(): Promise<void> {
    const mine = (latest += 1);
    if (!isWanted()) return;
    try {
      const answer = await backend.call('cases.facets', { scope: query.value.scope, query: query.value.q.trim() });
      if (mine !== latest) return;
      // A query that cannot be read counts nothing; what was counted before still says what there is.
      if (answer.faults.length === 0) facets.value = answer;
      fault.value = null;
    } catch (error) {
      if (mine === latest) fault.value = faultOf(error);
    }
  }

  watch(() => `${isWanted()} ${query.value.scope} ${query.value.q.trim()}`, () => void load(), { immediate: true });
  useRefetch(load, ({ type }) => type === 'queue.changed');
  onScopeDispose(() => (latest += 1));
  return { facets, fault, load };
}

import { computed, shallowRef } from 'vue';
import type { SavedFilter } from '../../contract/filters.ts';
import type { InputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';

/** Filters kept under a name: one's own and those of the team. */
export function useSavedFilters() {
  const backend = useBackend();
  const all = shallowRef<SavedFilter[]>([]);
  const fault = shallowRef<Fault | null>(null);
  const isBusy = shallowRef(false);

  async function load(): Promise<void> {
    try {
      all.value = await backend.call('filters.list', {});
      fault.value = null;
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  /** Runs a change; what went wrong with it, or null. */
  async function change(act: () => Promise<unknown>): Promise<Fault | null> {
    isBusy.value = true;
    try {
      await act();
      await load();
      return null;
    } catch (error) {
      return faultOf(error);
    } finally {
      isBusy.value = false;
    }
  }

  const save = (input: Omit<InputOf<'filters.save'>, 'requestId'>) => change(() => backend.call('filters.save', { requestId: crypto.randomUUID(), ...input }));
  const remove = (filterId: string) => change(() => backend.call('filters.remove', { requestId: crypto.randomUUID(), filterId }));

  void load();
  useRefetch(load, ({ type }) => type === 'filters.changed');
  return { all: computed(() => all.value), fault, isBusy, load, save, remove };
}

import { shallowRef } from 'vue';
import type { SavedView } from '../../contract/filters.ts';
import type { InputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';

/** Views of the cases kept under a name: one's own and those of the team; null while they are not here yet. */
export function useViews() {
  const backend = useBackend();
  const all = shallowRef<SavedView[] | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isBusy = shallowRef(false);

  async function load(): Promise<void> {
    try {
      all.value = await backend.call('filters.listViews', {});
      fault.value = null;
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  /** Keeps a view; the kept one, or what went wrong. */
  async function save(input: Omit<InputOf<'filters.saveView'>, 'requestId'>): Promise<{ view: SavedView } | { fault: Fault }> {
    isBusy.value = true;
    try {
      const view = await backend.call('filters.saveView', { requestId: crypto.randomUUID(), ...input });
      await load();
      return { view };
    } catch (error) {
      return { fault: faultOf(error) };
    } finally {
      isBusy.value = false;
    }
  }

  async function remove(filterId: string): Promise<Fault | null> {
    try {
      await backend.call('filters.remove', { requestId: crypto.randomUUID(), filterId });
      await load();
      return null;
    } catch (error) {
      return faultOf(error);
    }
  }

  void load();
  useRefetch(load, ({ type }) => type === 'filters.changed');
  return { all, fault, isBusy, load, save, remove };
}

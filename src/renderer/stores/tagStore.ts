import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';

/** The tags there are, for completing; giving them to one case and taking them away. */
export const useTagStore = defineStore('tags', () => {
  const backend = useBackend();
  const known = shallowRef<readonly { tag: string; cases: number }[]>([]);
  const isWanted = shallowRef(false);

  /** Without them nothing is completed, which is no fault worth a word. */
  async function load(): Promise<void> {
    isWanted.value = true;
    known.value = await backend.call('cases.tags', {}).catch(() => known.value);
  }

  /** Gives a case tags. Throws what the core says. */
  async function add(caseId: string, tags: readonly string[]): Promise<void> {
    await backend.call('cases.tag', { requestId: crypto.randomUUID(), caseId, tags: [...tags] });
  }

  async function remove(caseId: string, tag: string): Promise<void> {
    await backend.call('cases.untag', { requestId: crypto.randomUUID(), caseId, tags: [tag] });
  }

  useRefetch(load, ({ type }) => type === 'tags.changed' && isWanted.value, () => isWanted.value);
  return { known, load, add, remove };
});

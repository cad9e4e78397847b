import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { CaseRow } from '../../contract/cases.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';

const limit = 8;
/** Ms of silence before a search starts, so that typing never waits for one. */
const pauseMs = 120;

/** The first cases whose reference, id, name or title has the words; nothing is asked while no words are typed. */
export function useCaseSearch(words: Ref<string>) {
  const backend = useBackend();
  const rows = shallowRef<CaseRow[]>([]);
  const more = shallowRef(0);
  const fault = shallowRef<Fault | null>(null);
  const isSlow = shallowRef(false);
  /** True from a change of the words until their answer is there. */
  const isSearching = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  async function search(text: string): Promise<void> {
    const mine = (latest += 1);
    const slow = setTimeout(() => mine === latest && (isSlow.value = true), 200);
    try {
      const page = await backend.call('cases.list', { scope: 'all', filter: { words: text.slice(0, 200) }, limit });
      if (mine !== latest) return;
      rows.value = page.rows;
      more.value = Math.max(0, page.total - page.rows.length);
      fault.value = null;
    } catch (error) {
      if (mine === latest) fault.value = faultOf(error);
    } finally {
      clearTimeout(slow);
      if (mine === latest) {
        isSlow.value = false;
        isSearching.value = false;
      }
    }
  }

  watch(words, (text) => {
    clearTimeout(timer);
    latest += 1;
    isSlow.value = false;
    isSearching.value = text.trim() !== '';
    if (text.trim() !== '') {
      timer = setTimeout(() => void search(text.trim()), pauseMs);
      return;
    }
    rows.value = [];
    more.value = 0;
    fault.value = null;
  });
  onScopeDispose(() => clearTimeout(timer));

  return { rows, more, fault, isSlow, isSearching };
}

import { shallowRef, watch, type Ref } from 'vue';
import type { LogRow } from '../../contract/audit.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';

const pageSize = 50;
const reference = /^C-\d{1,12}$/i;

/** Which entries are wanted; empty words want all. */
export type LogFilter = { personId: string; action: string; reference: string };

/** Entries of the log, newest first, a page at a time; a log that grew is offered, not forced upon who reads further down. */
export function useLogEntries(filter: Ref<LogFilter>) {
  const backend = useBackend();
  const rows = shallowRef<LogRow[] | null>(null);
  const next = shallowRef<number | null>(null);
  const total = shallowRef(0);
  const actions = shallowRef<string[]>([]);
  const fault = shallowRef<Fault | null>(null);
  const isLoading = shallowRef(false);
  const hasNews = shallowRef(false);
  let turn = 0;

  async function fetchPage(before: number | null): Promise<void> {
    const mine = ++turn;
    const { personId, action, reference: wanted } = filter.value;
    if (wanted !== '' && !reference.test(wanted)) return;
    isLoading.value = true;
    try {
      const answer = await backend.call('audit.entries', { limit: pageSize, ...(before === null ? {} : { before }), ...(personId ? { personId } : {}), ...(action ? { action } : {}), ...(wanted ? { reference: wanted } : {}) });
      if (mine !== turn) return;
      rows.value = before === null ? answer.entries : [...(rows.value ?? []), ...answer.entries];
      ({ next: next.value, total: total.value, actions: actions.value } = answer);
      fault.value = null;
      hasNews.value = false;
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    } finally {
      if (mine === turn) isLoading.value = false;
    }
  }

  const load = () => fetchPage(null);
  const loadMore = async () => {
    if (next.value !== null && !isLoading.value) await fetchPage(next.value);
  };
  watch(() => JSON.stringify(filter.value), () => void load(), { immediate: true });
  useRefetch(() => ((rows.value?.length ?? 0) > pageSize ? (hasNews.value = true) : load()), (event) => event.type === 'log.changed' || event.type === 'ruling.changed');

  return { rows, next, total, actions, fault, isLoading, hasNews, load, loadMore };
}

/** Why a reference is none; null when it is one or empty. */
export function referenceFault(text: string): string | null {
  return text === '' || reference.test(text) ? null : 'A reference such as C-20417 is needed.';
}

import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { CaseGroup } from '../../contract/caseViews.ts';
import type { DeskEvent } from '../../contract/events.ts';
import type { InputOf, OutputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';
import { neededAt, rowsOf, staleWith, withoutFar, withPage, type CasePage } from './casePages.ts';
import { changesOf } from './changesHeard.ts';

const pageSize = 100;
/** Rows from the end at which the next page is fetched, and rows around what is seen that are kept. */
const ahead = 40;
const keep = 600;
/** Ms in which changes of rows on screen are gathered, and those of cases that may come, go or move. */
const soonMs = 300;
const laterMs = 1_500;

export type ListAsked = Pick<InputOf<'cases.list'>, 'scope' | 'query' | 'sort' | 'isDescending'> & { group?: CaseGroup };
type Faults = OutputOf<'cases.list'>['faults'];

/** The cases a query shows, fetched a page at a time, kept fresh where they are looked at and let go of far from there. `activeId`: the case the focus is on; nothing is fetched while nothing is asked. */
export function useCaseList(asked: Ref<ListAsked | null>, activeId: () => string | null = () => null) {
  const backend = useBackend();
  const pages = shallowRef<readonly CasePage[]>([]);
  const total = shallowRef({ total: 0, isTotalExact: true, totalInScope: 0 });
  const faults = shallowRef<Faults>([]);
  const fault = shallowRef<Fault | null>(null);
  const isLoading = shallowRef(true);
  const rows = computed(() => rowsOf(pages.value));
  const hasMore = computed(() => (pages.value.at(-1)?.nextCursor ?? null) !== null);
  let range = { from: 0, to: 20 };
  /** Raised whenever answers under way no longer count. */
  let epoch = 0;
  /** Raised whenever pages are marked stale: an answer that was asked for before may not know of the change. */
  let marks = 0;
  let isBusy = false;

  /** Fetches one page; answers to an older query are dropped. */
  async function fetchPage(index: number): Promise<boolean> {
    const mine = epoch;
    const marksBefore = marks;
    if (asked.value === null) return false;
    const known = pages.value[index];
    const cursor = known ? known.cursor : (pages.value.at(-1)?.nextCursor ?? null);
    try {
      const answer = await backend.call('cases.list', { ...asked.value, cursor, limit: pageSize });
      if (mine !== epoch) return false;
      pages.value = withoutFar(withPage(pages.value, index, answer, marks !== marksBefore), range.from, range.to, keep, activeId());
      total.value = { total: answer.total, isTotalExact: answer.isTotalExact, totalInScope: answer.totalInScope };
      faults.value = answer.faults;
      fault.value = null;
      return true;
    } catch (error) {
      if (mine === epoch) fault.value = faultOf(error);
      return false;
    }
  }

  /** Brings what is on screen up to date and fetches ahead of it, one page after the other. */
  async function catchUp(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    const mine = epoch;
    for (;;) {
      const needed = neededAt(pages.value, range.from, range.to);
      const index = needed !== -1 ? needed : pages.value.length === 0 || (hasMore.value && range.to + ahead >= rows.value.length) ? pages.value.length : -1;
      if (index === -1 || !(await fetchPage(index))) break;
    }
    isBusy = false;
    if (mine !== epoch) return void catchUp();
    isLoading.value = false;
  }

  /** Starts over: another query, or a person who tries again. */
  function reload(): void {
    epoch += 1;
    pages.value = [];
    range = { from: 0, to: 20 };
    isLoading.value = asked.value !== null;
    fault.value = null;
    void catchUp();
  }

  /** Something may have come, gone or moved: the first page tells the total again, others are fetched where they are looked at. */
  function refresh(): void {
    marks += 1;
    pages.value = pages.value.map((page) => ({ ...page, isStale: true }));
    void catchUp();
  }

  /** Tells which rows are on screen. */
  function look(from: number, to: number): void {
    range = { from, to };
    if (fault.value === null) void catchUp();
  }

  const heard: DeskEvent[] = [];
  const timers: { soon?: ReturnType<typeof setTimeout> | undefined; later?: ReturnType<typeof setTimeout> | undefined } = {};
  const refreshLater = (ms: number): void => void (timers.later ??= setTimeout(() => {
    timers.later = undefined;
    refresh();
  }, ms));
  function hear(event: DeskEvent): void {
    if (event.type !== 'case.changed' && event.type !== 'tags.changed' && event.type !== 'queue.changed') return;
    heard.push(event);
    timers.soon ??= setTimeout(() => {
      timers.soon = undefined;
      const shown = new Set(pages.value.flatMap((page) => page.rows?.map(({ caseId }) => caseId) ?? []));
      const { caseIds, isWide } = changesOf(heard.splice(0), (caseId) => shown.has(caseId));
      if (caseIds.size > 0) marks += 1;
      pages.value = staleWith(pages.value, caseIds);
      void catchUp();
      if (isWide) refreshLater(laterMs - soonMs);
    }, soonMs);
  }

  watch(() => JSON.stringify(asked.value), reload, { immediate: true });
  const stops = [backend.on(hear), backend.onConnection((isOnline) => isOnline && (fault.value !== null || pages.value.length > 0) && refreshLater(soonMs))];
  onScopeDispose(() => {
    epoch += 1;
    clearTimeout(timers.soon);
    clearTimeout(timers.later);
    for (const stop of stops) stop();
  });

  return { rows, total, faults, fault, isLoading, hasMore, look, reload };
}

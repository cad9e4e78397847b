import { shallowRef, watch } from 'vue';
import { parseCaseQuery } from '../../contract/caseQuery.ts';
import { keptFor, readKept, writeKept } from '../ui/kept.ts';

/** Most queries that are remembered. */
const most = 8;

/** The last queries of the person who is signed in, newest first. */
export const recentQueries = shallowRef<readonly string[]>([]);

/**
 * True for a query of filters alone. Words, and values a person typed freely, may name a party: they are remembered by this window only and gone
 * with the person; the machine's own storage is not encrypted as the desk is.
 */
export function isKeptOnMachine(text: string): boolean {
  const { words, conditions, faults } = parseCaseQuery(text);
  return words.length === 0 && faults.length === 0 && conditions.length > 0 && conditions.every(({ field }) => field !== 'tag' && field !== 'holder' && field !== 'assigned');
}

/** Remembers a query somebody used. */
export function rememberQuery(text: string): void {
  const used = text.trim().replace(/\s+/g, ' ');
  if (used === '' || keptFor.value === null || parseCaseQuery(used).faults.length > 0) return;
  recentQueries.value = withNewest(recentQueries.value, used);
  writeKept('queries', JSON.stringify(recentQueries.value.filter(isKeptOnMachine)));
}

/** Forgets them all, in the window and on the machine. */
export function forgetQueries(): void {
  recentQueries.value = [];
  writeKept('queries', '[]');
}

/** The list with a query in front; one that only was on the way to it goes. */
export function withNewest(queries: readonly string[], used: string): string[] {
  return [used, ...queries.filter((one, index) => one !== used && !(index === 0 && used.startsWith(one)))].slice(0, most);
}

function keptQueries(): string[] {
  try {
    const kept: unknown = JSON.parse(readKept('queries') ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string' && isKeptOnMachine(one)).slice(0, most) : [];
  } catch {
    // A choice is no data worth failing over.
    return [];
  }
}

watch(keptFor, () => (recentQueries.value = keptQueries()), { immediate: true, flush: 'sync' });

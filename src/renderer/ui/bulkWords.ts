import type { Bulk, BulkOrder } from '../../contract/bulk.ts';

/** "1 case", "1,204 cases". */
export function caseCount(count: number): string {
  return count === 1 ? '1 case' : `${count.toLocaleString('en')} cases`;
}

type Counts = Pick<Bulk, 'done' | 'refused' | 'failed' | 'waiting' | 'stoppedAt' | 'finishedAt'>;

/** What came of a bulk so far: "1,190 done, 14 refused"; what nobody has to know of is left out. */
export function bulkOutcome({ done, refused, failed, waiting, stoppedAt, finishedAt }: Counts): string {
  const left = waiting === 0 ? null : finishedAt !== null || stoppedAt !== null ? `${waiting.toLocaleString('en')} left undone` : `${waiting.toLocaleString('en')} to go`;
  const parts = [`${done.toLocaleString('en')} done`, refused > 0 ? `${refused.toLocaleString('en')} refused` : null, failed > 0 ? `${failed.toLocaleString('en')} failed` : null, left];
  return parts.filter((part) => part !== null).join(', ');
}

/** The button that begins it: what happens, and in how many cases. */
export function startWords(order: BulkOrder, can: number, nameOf: (personId: string) => string): string {
  const cases = caseCount(can);
  if (order.action === 'tag') return `Tag ${cases}`;
  if (order.action === 'untag') return `Take tags of ${cases} away`;
  if (order.action === 'ask') return `Ask ${order.to.length === 2 ? 'both sides' : `the ${order.to[0]}`} in ${cases}`;
  return order.personId === null ? `Give ${cases} to everybody` : `Assign ${cases} to ${nameOf(order.personId)}`;
}

/** How a bulk stands, in a word. */
export function bulkStanding({ stoppedAt, finishedAt }: Pick<Bulk, 'stoppedAt' | 'finishedAt'>): 'under way' | 'stopping' | 'stopped' | 'through' {
  if (finishedAt !== null) return stoppedAt === null ? 'through' : 'stopped';
  return stoppedAt === null ? 'under way' : 'stopping';
}

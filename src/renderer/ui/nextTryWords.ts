import type { PayoutNow } from '../../contract/refundStates.ts';

/** When the desk takes something up next: 'at work now', 'in 1:05', 'in 2 h 10 min'; empty when it does not by itself. */
export function nextTryWords({ isAtWork, nextTryAt }: Pick<PayoutNow, 'isAtWork' | 'nextTryAt'>, now: number): string {
  if (isAtWork) return 'at work now';
  if (nextTryAt === null) return '';
  const seconds = Math.ceil((nextTryAt - now) / 1_000);
  if (seconds <= 0) return 'next';
  if (seconds < 3_600) return `in ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return `in ${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}

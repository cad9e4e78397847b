import type { Fault } from '../../contract/reply.ts';

/** Until when (ms UTC) nobody may try again, out of TOO_MANY_TRIES; null for any other fault. */
export function waitUntil({ code, data }: Pick<Fault, 'code' | 'data'>): number | null {
  const until = code === 'TOO_MANY_TRIES' ? (data as { until?: unknown } | null | undefined)?.until : null;
  return typeof until === 'number' ? until : null;
}

/** A wait that runs down, to the second: '42 s', '3 min 05 s', '1 h 02 min'; null when it is over. */
export function countdownWords(until: number, now: number): string | null {
  // Rounded up: at "1 s" a try a moment too soon would start the wait again.
  const seconds = Math.ceil((until - now) / 1_000);
  if (seconds <= 0) return null;
  const pad = (part: number): string => String(part).padStart(2, '0');
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
  return `${Math.floor(seconds / 3_600)} h ${pad(Math.floor((seconds % 3_600) / 60))} min`;
}

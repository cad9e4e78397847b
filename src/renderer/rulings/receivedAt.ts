/**
 * The moment an appeal of a day counts as received: the last of that day here, so that nobody loses an hour by being recorded late, and never
 * later than now. Null for no day.
 */
export function receivedAtOf(day: string, now: number): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const end = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]), 23, 59, 59, 999).getTime();
  return Math.min(end, now);
}

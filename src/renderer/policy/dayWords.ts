/** A day of the policy as people write it, '1 Dec 2026'; versions begin at midnight UTC, so the day is that of UTC. */
export function dayWords(at: number): string {
  const isMidnight = at % 86_400_000 === 0;
  const day = new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return isMidnight ? day : `${day}, ${new Date(at).toISOString().slice(11, 16)} UTC`;
}

/** What is left of a lease, counting down: '6:12', '0:05'; 'ended' when nothing is. */
export function leftWords(endsAt: number, now: number): string {
  const seconds = Math.ceil((endsAt - now) / 1_000);
  if (seconds <= 0) return 'ended';
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What is left of a lease, for hearing: '6 minutes', 'less than a minute'. */
export function spokenLeft(endsAt: number, now: number): string {
  const minutes = Math.floor((endsAt - now) / 60_000);
  if (endsAt <= now) return 'ended';
  return minutes < 1 ? 'less than a minute' : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

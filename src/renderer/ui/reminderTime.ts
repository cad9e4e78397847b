const hour = 3_600_000;

/** The value of a `datetime-local` field as ms UTC; null while it is empty or no moment. */
export function fromLocal(text: string): number | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}

/** A moment (ms UTC) as a `datetime-local` field wants it: in the person's zone, to the minute. */
export function toLocal(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** So many hours from now, ms UTC. */
export function inHours(hours: number): number {
  return Date.now() + hours * hour;
}

/** A moment as people of every zone read it: 2026-06-10 09:00 UTC. */
export function sayDay(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

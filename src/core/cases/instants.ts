/** ISO text with a zone to integer ms UTC; null stays null. */
export function toMillis(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant);
}

/** Integer ms UTC to ISO text in UTC; null stays null. */
export function toInstant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

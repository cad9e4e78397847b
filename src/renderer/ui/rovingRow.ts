/** The place the focus goes to when the rows changed: with its case, else to what now stands where it was; -1 in an empty list. */
export function placeAfter(ids: readonly string[], activeId: string | null, place: number): number {
  const at = activeId === null ? -1 : ids.indexOf(activeId);
  if (at !== -1) return at;
  return ids.length === 0 ? -1 : Math.min(Math.max(place, 0), ids.length - 1);
}

/** The place a key moves to in a list of `count` rows; null for keys that do not move. */
export function placeFor(key: string, place: number, count: number, page: number): number | null {
  const last = count - 1;
  const to = { ArrowDown: place + 1, ArrowUp: place - 1, PageDown: place + page, PageUp: place - page, Home: 0, End: last }[key];
  return to === undefined || count === 0 ? null : Math.min(last, Math.max(0, to));
}

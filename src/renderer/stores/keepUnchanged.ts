/**
 * The new value, built of the old one's parts wherever they are alike: what is drawn from an unchanged part is then not drawn again when
 * a file is fetched anew. For plain data only.
 */
export function keepUnchanged<Value>(before: unknown, after: Value): Value {
  if (Array.isArray(before) && Array.isArray(after)) {
    const kept = after.map((value: unknown, index) => keepUnchanged(before[index], value));
    return (kept.length === before.length && kept.every((value, index) => Object.is(value, before[index])) ? before : kept) as Value;
  }
  if (!isRecord(before) || !isRecord(after)) return after;
  const names = Object.keys(after);
  const kept = Object.fromEntries(names.map((name) => [name, keepUnchanged(before[name], after[name])]));
  const isSame = names.length === Object.keys(before).length && names.every((name) => Object.hasOwn(before, name) && Object.is(kept[name], before[name]));
  return (isSame ? before : kept) as Value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

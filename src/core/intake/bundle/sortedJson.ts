/** A value that JSON can hold; undefined members are left out. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** JSON text that is the same for equal values on every machine: keys in code-unit order, two blanks, one line end at the end. */
export function sortedJson(value: Json): string {
  return `${JSON.stringify(sortKeys(value), null, 2)}\n`;
}

function sortKeys(value: Json): Json {
  if (isList(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).sort();
  // No prototype: a member called __proto__ stays a member. Number-like keys come first in any object, the same way each time.
  const sorted: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const key of keys) {
    const member = value[key];
    if (member !== undefined) sorted[key] = sortKeys(member);
  }
  return sorted;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

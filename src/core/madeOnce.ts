/** Makes something for each key once, and keeps it: a format of Intl takes longer to make than all that is said with it. */
export function madeOnce<Key extends readonly string[], Value extends object>(make: (...key: Key) => Value): (...key: Key) => Value {
  const made = new Map<string, Value>();
  return (...key) => {
    const name = key.join(' ');
    const known = made.get(name) ?? make(...key);
    made.set(name, known);
    return known;
  };
}

/** A set of listeners that one after the other are told the same thing. */
export type Listeners<Value> = { add(listener: (value: Value) => void): () => void; tell(value: Value): void };

/** Makes an empty set; a listener that throws does not keep the others from hearing. */
export function createListeners<Value>(): Listeners<Value> {
  const all = new Set<(value: Value) => void>();
  return {
    add(listener) {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell(value) {
      for (const listener of [...all]) {
        try {
          listener(value);
        } catch (error) {
          reportError(error);
        }
      }
    },
  };
}

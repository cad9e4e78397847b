/** What a text says as JSON; null when it is none, as a tampered or foreign one may be. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

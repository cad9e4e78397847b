/** Thrown when something that came cannot be taken in. `retryMs`: after how long it may be otherwise; null when only somebody else mends it. */
export class FeedRefused extends Error {
  readonly code: string;
  readonly retryMs: number | null;
  constructor(code: string, message: string, retryMs: number | null = null) {
    super(message);
    this.name = 'FeedRefused';
    this.code = code;
    this.retryMs = retryMs;
  }
}

/** Milliseconds after which a file or a reply that could not be had is fetched again for the first time. */
export const firstRetryMs = 5 * 60_000;

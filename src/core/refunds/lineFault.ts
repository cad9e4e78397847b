/**
 * What a fault of the line to the marketplace says about the request: `refused`, it was not carried out and will not be as it stands;
 * `notNow`, it was not carried out and may be later; `unsure`, nobody knows, so ask by key before it is sent again.
 */
export type LineVerdict = 'refused' | 'notNow' | 'unsure';

/** Thrown by gateways; the message is for people. `retryAfterMs`: how long the other side wants to be left alone. */
export class LineFault extends Error {
  readonly verdict: LineVerdict;
  readonly code: string;
  readonly retryAfterMs: number | null;
  constructor(verdict: LineVerdict, code: string, message: string, retryAfterMs: number | null = null, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LineFault';
    this.verdict = verdict;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

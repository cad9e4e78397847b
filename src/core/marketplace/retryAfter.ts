/** The longest the desk lets itself be told to keep away, in ms: a wrong clock at the other side must not stop payouts for years. */
export const longestRetryAfterMs = 3_600_000;

/** Milliseconds that a Retry-After header (seconds or an HTTP date, RFC 9110) asks for; null when it says nothing that can be used. */
export function retryAfterMs(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,15}$/.test(text)) return Math.min(longestRetryAfterMs, Number(text) * 1_000);
  // Only the form with the name of a day: Date.parse takes much that is no HTTP date.
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.min(longestRetryAfterMs, Math.max(0, at - now));
}

import type { z } from 'zod';
import type { zProblem } from '../../marketplaceApi/zod.gen.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { plainWords } from './outsideText.ts';

/**
 * What was tried, for the words of a fault: `what` begins a sentence ("The payout"); `acts` when it would have changed something; `isTrial` when a
 * person tries the line, so that nothing waits and nothing goes on by itself.
 */
export type Tried = { what: string; acts: boolean; isTrial?: boolean | undefined };

/** An answer that is no success: its status, its problem document when it was a whole one, and for how long to keep away. */
export type FailedAnswer = { status: number; problem: z.output<typeof zProblem> | null; retryAfterMs: number | null };

/** A fault that the other side answered with, and not one of the line to it. */
export class AnsweredFault extends LineFault {
  readonly status: number;
  constructor(status: number, ...fault: ConstructorParameters<typeof LineFault>) {
    super(...fault);
    this.status = status;
  }
}

/** The fault for an answer that is no success: what failed, what is safe, what happens next. The code of the problem is kept. */
export function answerFault(tried: Tried, { status, problem, retryAfterMs }: FailedAnswer): LineFault {
  const said = sayProblem(status, problem);
  const fault = (verdict: LineFault['verdict'], fallback: string, words: string) => new AnsweredFault(status, verdict, problem ? plainWords(problem.code) : fallback, words, retryAfterMs);
  const waits = (what: string) => (tried.isTrial ? '' : ` ${tried.acts ? `${tried.what} was not carried out and waits.` : 'Nothing was changed, and what waits for it goes on waiting.'} ${what}`);

  if (status === 401) return fault('notNow', 'TOKEN_REFUSED', `The marketplace does not accept this desk's token ${said}.${waits('Enter a token that fits in Settings; then it goes on by itself.')}`);
  if (status === 403) return fault('notNow', 'NOT_PERMITTED', `The marketplace does not allow this to this desk's token ${said}.${waits('Ask the marketplace for the right, or enter another token in Settings; then it goes on by itself.')}`);
  // The request under the key that still runs may well be carried out, so this is not `notNow`.
  if (status === 409 && problem?.code === 'KEY_IN_USE') return fault('unsure', 'KEY_IN_USE', `${tried.what} is still being carried out at the marketplace from an earlier try ${said}. ${asksFirst}`);
  // A 503 without a problem document may come from a machine on the way, which knows nothing of what happened behind it.
  if (status === 429 || status === 425 || (status === 503 && problem)) return fault('notNow', 'BUSY', `${status === 503 ? 'The marketplace is not working for now' : `The marketplace asks to be left alone ${sayTime(retryAfterMs)}`} ${said}.${waits('It is tried again by itself.')}`);
  if (status >= 500 || status === 408) return fault('unsure', 'SERVER_FAILED', `The marketplace failed at this ${said}.${outcome(tried)}`);
  if (status >= 300 && status < 400) return fault('unsure', 'REDIRECTED', `The marketplace sends the desk to another address (${status}), which is not followed, because the token would go along. Check the address.${outcome(tried)}`);
  if (status >= 400 && problem) return fault('refused', 'REFUSED', `The marketplace refused ${tried.what.toLowerCase()} ${said}.${tried.acts ? ' Nothing of it was carried out, and it is not tried again by itself.' : ''}`);
  return notAsDescribed(tried, `it answered with status ${status} and without saying why`);
}

/** The fault for an answer that the API does not describe, so that nothing in it may be relied on. */
export function notAsDescribed(tried: Tried, why: string): LineFault {
  return new LineFault('unsure', 'BAD_ANSWER', `The answer of the marketplace is not as its API is described: ${why}.${outcome(tried)}`);
}

const asksFirst = 'The desk asks what became of it, under the same key, before it sends anything again.';

/** What is safe after a failure that says nothing about the request, and what happens next; begins with a blank. */
export function outcome({ what, acts, isTrial }: Tried): string {
  if (isTrial) return '';
  return acts ? ` Whether ${what.toLowerCase()} arrived is not known. ${asksFirst}` : ' Nothing was changed by asking; it is tried again.';
}

function sayProblem(status: number, problem: FailedAnswer['problem']): string {
  if (!problem) return `(${status})`;
  const detail = problem.detail && problem.detail !== problem.title ? `: ${plainWords(problem.detail)}` : '';
  return `("${plainWords(problem.title)}${detail}", ${status} ${plainWords(problem.code)})`;
}

function sayTime(ms: number | null): string {
  if (ms === null) return 'for a while';
  return ms < 120_000 ? `for ${Math.ceil(ms / 1_000)} s` : `for ${Math.ceil(ms / 60_000)} min`;
}

import type { GivenAnchors, VerifyResult } from '../contract/audit.ts';
import { publicKeyOf } from './audit/signer.ts';
import type { Desk } from './desk.ts';
import { markFound } from './evidence/broken.ts';
import { DeskError } from './fault.ts';

/** A check that was made: when it ended and how many milliseconds it took. */
type Made = { at: number; ms: number; result: VerifyResult };

/** The check of everything; on a whole desk it can be stopped, and the last one is remembered. */
export type Verify = { (given: readonly GivenAnchors[]): Promise<VerifyResult>; stop?(): void; last?(): Made | null };

/** Shorter checks are over before anybody reads of them. */
const toldAfterMs = 200;

/** Makes the check of a desk, on a thread of its own, one at a time. Who asks while one runs gets its answer, unless anchors are given. */
export function createVerify(desk: Desk): Verify {
  let running: Promise<VerifyResult> | null = null;
  let control = new AbortController();
  let last: Made | null = null;

  async function check(given: readonly GivenAnchors[]): Promise<VerifyResult> {
    const started = performance.now();
    let told = 0;
    const onProgress = (done: number, total: number) => {
      const now = performance.now();
      if (now - started < toldAfterMs || now - told < toldAfterMs) return;
      told = now;
      desk.events.emit({ type: 'verify.progressed', done, total });
    };
    const ownKey = desk.sealingKey ? publicKeyOf(desk.sealingKey) : null;
    const result = await desk.longRead('verify', { ownKey, given }, { signal: control.signal, onProgress });
    await markFound(desk, result.evidence.broken.map(({ evidenceId }) => evidenceId));
    last = { at: desk.clock(), ms: Math.round(performance.now() - started), result };
    return result;
  }

  async function start(given: readonly GivenAnchors[]): Promise<VerifyResult> {
    control = new AbortController();
    const { signal } = control;
    try {
      return await check(given);
    } catch (error) {
      if (signal.aborted) throw new DeskError('NOT_ALLOWED_NOW', 'The check was stopped. Nothing was changed, and nothing is said about the log.');
      throw error;
    } finally {
      running = null;
    }
  }

  async function verify(given: readonly GivenAnchors[]): Promise<VerifyResult> {
    if (running && given.length === 0) return running;
    while (running) await running.catch(() => undefined);
    running = start(given);
    return running;
  }
  return Object.assign(verify, { stop: () => control.abort(), last: () => last });
}

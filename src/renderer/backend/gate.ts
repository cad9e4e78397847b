import type { ErrorCode } from '../../contract/reply.ts';
import type { Backend } from './backend.ts';
import { createListeners } from './listeners.ts';

/** What a call says when the person has to do something at the door first. */
const shutCodes = ['LOCKED', 'NOT_SIGNED_IN', 'PASSPHRASE_DUE'] as const satisfies readonly ErrorCode[];
export type ShutCode = (typeof shutCodes)[number];

/** The door between the screens and the core, as the calls find it. */
export type Gate = {
  /** Told whenever a call was not answered because of the door; the answer stops it. */
  onShut(listener: (code: ShutCode) => void): () => void;
  /** The same person is there again: what rested is asked once more. */
  open(): void;
  /** The person has gone: what rested is given up, because whoever comes next did not ask for it. */
  leave(): void;
};

/**
 * Lets calls rest while the window is locked and asks them again after, so that no panel fails and no draft stays unsaved. Commands that carry a
 * `requestId` are refused instead: a ruling must not stage itself hours after it was pressed.
 */
export function createGate(backend: Backend): { backend: Backend; gate: Gate } {
  const shut = createListeners<ShutCode>();
  const resting = new Map<string, Promise<unknown>>();
  let endRest: ((isOpen: boolean) => void) | null = null;
  let rest: Promise<boolean> | null = null;

  function end(isOpen: boolean): void {
    endRest?.(isOpen);
    endRest = rest = null;
    resting.clear();
  }

  async function restThenAsk(ask: () => Promise<unknown>, refusal: unknown): Promise<unknown> {
    rest ??= new Promise((resolve) => (endRest = resolve));
    if (await rest) return ask();
    throw refusal;
  }

  const call: Backend['call'] = async (method, input) => {
    const ask = (): Promise<unknown> => backend.call(method, input).catch((error: unknown) => {
      const code = shutCodes.find((one) => one === (error as { code?: unknown } | null)?.code);
      if (code !== undefined) shut.tell(code);
      if (code !== 'LOCKED' || 'requestId' in input) throw error;
      // Clocks of a screen ask the same again and again; an hour of them is still one question.
      const key = `${method} ${JSON.stringify(input)}`;
      const known = resting.get(key);
      if (known) return known;
      const answer = restThenAsk(ask, error);
      resting.set(key, answer);
      return answer;
    });
    return (await ask()) as never;
  };

  return {
    // What a test changes on its backend later still counts.
    backend: Object.assign(Object.create(backend) as Backend, { call }),
    gate: { onShut: shut.add, open: () => end(true), leave: () => end(false) },
  };
}

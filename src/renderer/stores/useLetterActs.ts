import { shallowRef } from 'vue';
import type { Letter } from '../../contract/letters.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { say } from '../ui/live.ts';
import { faultOf } from './faultOf.ts';

/** What can be done with letters that were posted; `changed` is told when one was, so that its list is fetched again. */
export function useLetterActs(changed: () => void) {
  const backend = useBackend();
  const busyId = shallowRef<string | null>(null);
  const fault = shallowRef<Fault | null>(null);
  /** A retry after a lost answer carries the same id, so that a letter is not sent once more than was asked. */
  const attempts = new Map<string, string>();

  async function act(method: 'letters.resend' | 'letters.retry', letter: Letter, done: string): Promise<void> {
    if (busyId.value !== null) return;
    const key = `${method} ${letter.letterId}`;
    const requestId = attempts.get(key) ?? crypto.randomUUID();
    attempts.set(key, requestId);
    busyId.value = letter.letterId;
    fault.value = null;
    try {
      await backend.call(method, { requestId, letterId: letter.letterId });
      attempts.delete(key);
      say(done);
      changed();
    } catch (error) {
      fault.value = faultOf(error);
      if (fault.value.code !== 'OFFLINE') attempts.delete(key);
    } finally {
      busyId.value = null;
    }
  }

  /** The desk's own English of a decision's letter; null when there is none. */
  async function english({ rulingId, to }: Letter): Promise<{ subject: string; body: string } | null> {
    if (rulingId === null) return null;
    const { letters } = await backend.call('letters.preview', { rulingId });
    return letters.find((one) => one.to === to)?.english ?? null;
  }

  return {
    busyId,
    fault,
    english,
    pdfUrl: (letterId: string) => backend.letterUrl(letterId),
    resend: (letter: Letter) => act('letters.resend', letter, 'The letter is sent once more.'),
    retry: (letter: Letter) => act('letters.retry', letter, 'The letter is tried again.'),
  };
}
export type LetterActs = ReturnType<typeof useLetterActs>;

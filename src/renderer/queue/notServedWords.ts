import type { OutputOf } from '../../contract/methods.ts';
import { holderWords } from './holderWords.ts';

/** The answer to somebody who asked for a case and is served none. */
export type NotServed = Extract<OutputOf<'cases.next'>, { served: false }>;

/** Why somebody is served nothing: a title, and what they can do or wait for. */
export function notServedWords(none: NotServed): { title: string; text: string } {
  switch (none.why) {
    case 'all_done':
      return { title: 'All done', text: 'Every case that was received is decided or waits for its undo window.' };
    case 'leased_by_others':
      return { title: 'Everything left is being worked on', text: holderWords(none.holders) };
    case 'for_others':
      return { title: 'What is left goes to others', text: 'You ruled on those cases before they were appealed, stepped back from them, or have a conflict of interest with a party.' };
    case 'at_capacity':
      return { title: 'You have as many cases in hand as you may', text: 'Decide one of these or hand it back; then you are served the next.' };
    case 'not_in_a_queue':
      return { title: 'What waits is in queues you are not served from', text: 'A team lead decides who works on which queue.' };
    case 'nothing_received':
      return { title: 'Nothing has been received yet', text: 'Drop bundles or exports anywhere on this window to take them in.' };
  }
}

/** Cases that wait in a queue: '1 case waits', '1,204 cases wait'. */
export function waitWords(waiting: number): string {
  return waiting === 1 ? '1 case waits' : `${waiting.toLocaleString('en-US')} cases wait`;
}

/** The same in one sentence, for a line above the case that was just left. */
export function noneLine(none: NotServed): string {
  const queues = none.queues.map(({ name, words }) => `${name}: ${words}`).join('; ');
  switch (none.why) {
    case 'leased_by_others':
      return `Everything else is being worked on: ${holderWords(none.holders)}`;
    case 'for_others':
      return 'What is left goes to others: you ruled on it, stepped back, or have a conflict of interest.';
    case 'at_capacity':
      return `You have as many cases in hand as you may: ${none.held.map(({ reference }) => reference).join(', ')}. Decide one or hand it back.`;
    case 'not_in_a_queue':
      return `What waits is in queues you are not served from. ${queues}`.trim();
    default:
      return 'There is no other case to serve.';
  }
}

import type { Message, Remedy } from '../../contract/caseFile.ts';

/** A message for tests. */
export function aMessage(part: Partial<Message> = {}): Message {
  return { messageId: 'm1', from: 'buyer', to: null, sentAt: null, readAt: null, language: null, original: '', translation: null, attachments: [], ...part };
}

/** A remedy for tests: a pending request of the buyer unless said otherwise. */
export function aRemedy(part: Partial<Remedy> = {}): Remedy {
  return {
    remedyId: 'r1', by: 'buyer', type: 'request', kind: 'partial_refund', amount: null, localAmount: null, withReturn: null, state: 'pending', at: null,
    answeredAt: null, words: null, ...part,
  };
}

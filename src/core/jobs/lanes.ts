import type { JobKind } from '../../contract/jobs.ts';

/** Jobs that wait in one line: which kinds, and how many of them may run at the same time. */
export type Lane = { kinds: JobKind[]; most: number };

/** Jobs that run at the same time. */
export const slots = 8;

/** Places that only the first line may use: decisions wait for nobody, also while everything else waits for a marketplace that does not answer. */
export const keptForDecisions = 2;

/**
 * The lines of the queue, those served first in front: decisions, money, then letters, then what comes in. What a stranger can make slow or
 * plentiful by a bundle, imports and looks into evidence, leaves two places free whatever waits in its line.
 */
export const lanes: readonly Lane[] = [
  { kinds: ['ruling.takeEffect', 'lease.expire', 'question.lapse', 'offer.lapse', 'case.close', 'return.lapse'], most: slots },
  { kinds: ['refund.payOut', 'correction.send', 'return.order'], most: slots },
  { kinds: ['letter.send', 'disclosure.copy'], most: slots },
  { kinds: ['feed.pull', 'ledger.reconcile'], most: 2 },
  { kinds: ['bulk.run'], most: 2 },
  { kinds: ['intake.import'], most: 4 },
  { kinds: ['queues.place'], most: 1 },
  { kinds: ['evidence.inspect', 'evidence.check'], most: 2 },
];

import type { queueMethods } from '../../contract/queues.ts';
import { notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { once } from '../once.ts';
import { listGaps, listLeases } from './leases.ts';
import { listQueues } from './listQueues.ts';
import { readPlacing } from './placeJob.ts';
import { previewRule } from './previewRule.ts';
import { orderQueues, removeQueue, saveQueue } from './saveQueue.ts';
import { listTroubles } from './troubles.ts';
import { previewWeights, setWeights, weightsNow } from './weightMethods.ts';

/** Queues by rule, their people, and what makes a case come first; ending a lease is among the cases. */
export const queueHandlers: Pick<Handlers, Exclude<keyof typeof queueMethods, 'queues.endLease'>> = {
  'queues.weights': (desk) => weightsNow(desk.db),
  'queues.setWeights': (desk, input, by) => once(desk, by, 'queues.setWeights', input, (tx) => setWeights(tx, input, by)),
  'queues.previewWeights': (desk, input) => previewWeights(desk, input),
  'queues.list': async (desk) => ({ queues: await listQueues(desk.db, desk.clock()), placing: await readPlacing(desk.db) }),
  'queues.save': (desk, input, by) =>
    once(desk, by, 'queues.save', input, async (tx) => {
      const queueId = await saveQueue(tx, input, by);
      const saved = (await listQueues(tx, tx.now)).find((queue) => queue.queueId === queueId);
      if (!saved) throw notFound('queue', queueId);
      return saved;
    }),
  'queues.remove': (desk, input, by) =>
    once(desk, by, 'queues.remove', input, async (tx) => {
      await removeQueue(tx, input.queueId, by);
      return null;
    }),
  'queues.order': (desk, input, by) =>
    once(desk, by, 'queues.order', input, async (tx) => {
      await orderQueues(tx, input.queueIds, by);
      return null;
    }),
  'queues.previewRule': (desk, input) => previewRule(desk.db, input.rule),
  'queues.troubles': (desk, input) => listTroubles(desk.db, input, desk.clock()),
  'queues.gaps': (desk) => listGaps(desk.db),
  'queues.leases': (desk, _input, by) => listLeases(desk.db, by),
};

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { zReturnEvent } from '../../marketplaceApi/zod.gen.ts';
import type { ReturnOrder } from '../../marketplaceApi/types.gen.ts';
import { findDispute } from '../api/disputes.ts';
import { ApiFault } from '../api/problem.ts';
import { findReturn, getReturn } from '../api/returns.ts';
import { emit } from '../marketplace.ts';
import { act, Name, Words } from './act.ts';
import { GivenFiles, keepGiven, toFile } from './givenFiles.ts';

const order = ['shipped', 'in_transit', 'delivered', 'inspected'];

/** What happens to goods on their way back. An inspection without lines finds everything as it was sent. */
export const returnActs = {
  moveReturn: act(
    z.strictObject({ key: Name, kind: z.enum(['shipped', 'in_transit', 'delivered', 'inspected', 'refused']), words: Words.nullable().default(null), lines: zReturnEvent.shape.lines.optional(), photos: GivenFiles }),
    (market, { key, kind, words, lines, photos }) => {
      const row = findReturn(market, key);
      if (row.state === 'called_off') throw new ApiFault(409, 'RETURN_CALLED_OFF', 'This return was called off.');
      const last = getReturn(market, key).events.at(-1)?.kind;
      const isForward = last === undefined || kind === 'refused' || (last !== 'refused' && order.indexOf(kind) >= order.indexOf(last));
      if (!isForward || last === 'inspected') throw new ApiFault(409, 'RETURN_FURTHER', `The goods are ${last} already.`);
      const eventId = randomUUID();
      const kept = keepGiven(market, `returns/${key}/${eventId}`, photos);
      const found = kind === 'inspected' ? (lines ?? asSent(JSON.parse(row.document) as ReturnOrder, findDispute(market, row.dispute_id).document)) : [];
      market.store.run(
        'INSERT INTO return_event (event_id, key, at, kind, words, lines, photos) VALUES (?, ?, ?, ?, ?, ?, ?)',
        eventId, key, market.now(), kind, words, JSON.stringify(found), JSON.stringify(kept.map(toFile)),
      );
      emit(market, 'return.changed', row.dispute_id, key);
      return { eventId };
    },
  ),
};

function asSent({ lines }: ReturnOrder, document: string): z.output<typeof zReturnEvent>['lines'] {
  const { items } = JSON.parse(document) as { items: { id: string; quantity: number }[] };
  const wanted = lines.length > 0 ? lines : items.map(({ id, quantity }) => ({ itemId: id, quantity }));
  return wanted.map(({ itemId, quantity }) => ({ itemId, quantity, condition: 'as_sent', words: null }));
}

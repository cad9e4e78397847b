import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { zReturnEvent } from '../../marketplaceApi/zod.gen.ts';
import type { ReturnOrder } from '../../marketplaceApi/types.gen.ts';
import { findDispute } from '../api/disputes.ts';
import { ApiFault } from '../api/problem.ts';
import { findReturn, getReturn } from '../api/returns.ts';
import { emit, type Marketplace } from '../marketplace.ts';
import { act, Name, Words } from './act.ts';
import { GivenFiles, keepGiven, toFile } from './givenFiles.ts';

const order = ['shipped', 'in_transit', 'delivered', 'inspected'];

type Lines = z.output<typeof zReturnEvent>['lines'];
type Move = { key: string; kind: 'shipped' | 'in_transit' | 'delivered' | 'inspected' | 'refused'; words: string | null; lines: Lines; photos: z.output<typeof GivenFiles> };

/** What happens to goods on their way back. */
export const returnActs = {
  /** An inspection without lines finds everything as it was sent. */
  moveReturn: act(
    z.strictObject({ key: Name, kind: z.enum(['shipped', 'in_transit', 'delivered', 'inspected', 'refused']), words: Words.nullable().default(null), lines: zReturnEvent.shape.lines.optional(), photos: GivenFiles }),
    (market, { lines, ...input }) => move(market, { ...input, lines: input.kind === 'inspected' ? (lines ?? allAs(market, input.key, 'as_sent', null)) : [] }),
  ),

  /** An inspection that finds every line in one condition, all of it or `quantity` of each. */
  inspect: act(
    z.strictObject({ key: Name, condition: z.enum(['as_sent', 'used', 'damaged', 'other_item']), quantity: z.int().min(0).max(1_000_000).nullable().default(null), words: Words.nullable().default(null), photos: GivenFiles }),
    (market, { key, condition, quantity, words, photos }) => move(market, { key, kind: 'inspected', words, photos, lines: allAs(market, key, condition, quantity) }),
  ),
};

function move(market: Marketplace, { key, kind, words, lines, photos }: Move): { eventId: string } {
  const row = findReturn(market, key);
  if (row.state === 'called_off') throw new ApiFault(409, 'RETURN_CALLED_OFF', 'This return was called off.');
  const last = getReturn(market, key).events.at(-1)?.kind;
  const isForward = last === undefined || kind === 'refused' || (last !== 'refused' && order.indexOf(kind) >= order.indexOf(last));
  if (!isForward || last === 'inspected') throw new ApiFault(409, 'RETURN_FURTHER', `The goods are ${last} already.`);
  const eventId = randomUUID();
  const kept = keepGiven(market, `returns/${key}/${eventId}`, photos);
  market.store.run(
    'INSERT INTO return_event (event_id, key, at, kind, words, lines, photos) VALUES (?, ?, ?, ?, ?, ?, ?)',
    eventId, key, market.now(), kind, words, JSON.stringify(lines), JSON.stringify(kept.map(toFile)),
  );
  emit(market, 'return.changed', row.dispute_id, key);
  return { eventId };
}

/** The lines that were ordered back, or all items of the order, in one condition. */
function allAs(market: Marketplace, key: string, condition: Lines[number]['condition'], quantity: number | null): Lines {
  const row = findReturn(market, key);
  const { lines } = JSON.parse(row.document) as ReturnOrder;
  const { items } = JSON.parse(findDispute(market, row.dispute_id).document) as { items: { id: string; quantity: number }[] };
  const wanted = lines.length > 0 ? lines : items.map(({ id, quantity: all }) => ({ itemId: id, quantity: all }));
  return wanted.map((line) => ({ itemId: line.itemId, quantity: quantity ?? line.quantity, condition, words: null }));
}

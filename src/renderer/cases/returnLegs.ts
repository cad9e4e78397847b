import type { GoodsBack } from '../../contract/returnParts.ts';

/** One leg of a return on its line. `paysHere`: the refund waits for it. */
export type ReturnLeg = { words: string; at: number | null; is: 'done' | 'open' | 'wrong'; paysHere: boolean };

/** The legs of a return: a later one that is known shows that the earlier ones happened, although nobody said when. Pure. */
export function returnLegs({ steps, state, refundWhen, waiting, differs, needs }: GoodsBack): ReturnLeg[] {
  const at = (...kinds: string[]) => steps.find(({ kind }) => kinds.includes(kind))?.at ?? null;
  const wrongAt = state === 'refused' ? at('refused') : (steps.findLast(({ kind }) => kind === 'lost')?.at ?? null);
  const times = { ordered: at('ordered'), shipped: at('shipped', 'in_transit'), delivered: at('delivered'), inspected: at('inspected') };
  const order = ['ordered', 'shipped', 'delivered', 'inspected'] as const;
  const reached = order.findLastIndex((name) => times[name] !== null);
  const names = { ordered: 'Ordered', shipped: 'Sent', delivered: 'Arrived', inspected: 'Inspected' };
  const isWrong = wrongAt !== null && times.delivered === null && times.inspected === null;
  return order.map((name, index): ReturnLeg => {
    if (name === 'delivered' && isWrong) return { words: state === 'refused' ? 'Refused' : 'Lost', at: wrongAt, is: 'wrong', paysHere: false };
    if (name === 'inspected' && differs && times.inspected !== null) return { words: 'Inspected: it differs', at: times.inspected, is: 'wrong', paysHere: false };
    return { words: names[name], at: times[name], is: index <= reached ? 'done' : 'open', paysHere: waiting !== null && needs === null && name === refundWhen };
  });
}

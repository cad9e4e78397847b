import canonicalize from 'canonicalize';
import type { CorrectionOrder, Gateway, LetterOrder, OrderFacts, PayoutOrder, PayoutStanding } from '../core/refunds/gateway.ts';

/** A gateway that keeps what it was given, and fails when told to. */
export type MemoryGateway = Gateway & {
  payouts: Map<string, PayoutOrder>;
  letters: Map<string, LetterOrder>;
  corrections: Map<string, CorrectionOrder>;
  /** Calls of `payOut` that reached it. */
  payoutCalls: number;
  /** `before`: the next calls fail and nothing arrives; `after`: they fail although it arrived. */
  failing: 'no' | 'before' | 'after';
  /** What the next calls of `payOut` throw, one after another, while nothing arrives. */
  faults: Error[];
  /** What becomes of payouts by key, where it is another end than `settled`. */
  standings: Map<string, Omit<PayoutStanding, 'order'>>;
  /** Facts of orders by id; null for all others. */
  orders: Map<string, OrderFacts>;
};

/** Makes an empty gateway that works. */
export function createMemoryGateway(): MemoryGateway {
  const gateway: MemoryGateway = {
    kind: 'api',
    payouts: new Map(),
    letters: new Map(),
    corrections: new Map(),
    payoutCalls: 0,
    failing: 'no',
    faults: [],
    standings: new Map(),
    orders: new Map(),
    readPayout: async (key) => {
      const order = gateway.payouts.get(key);
      return order ? standingOf(order) : null;
    },
    payOut: async (order) => {
      gateway.payoutCalls += 1;
      const fault = gateway.faults.shift();
      if (fault) throw fault;
      take(gateway.payouts, order);
      return standingOf(order);
    },
    readOrder: async (orderId) => gateway.orders.get(orderId) ?? null,
    requestCorrection: async (order) => take(gateway.corrections, order),
    sendLetter: async (order) => {
      take(gateway.letters, order);
      return { state: 'accepted', at: 0, reason: null };
    },
    readLetter: async () => null,
    orderReturn: async () => null,
    readReturn: async () => null,
    callOffReturn: async () => {},
    readLedger: async () => ({ entries: [], next: null }),
  };

  function standingOf(order: PayoutOrder): PayoutStanding {
    return { order, state: 'settled', reason: null, ...gateway.standings.get(order.key) };
  }

  function take<Order extends { key: string }>(kept: Map<string, Order>, order: Order): void {
    if (gateway.failing === 'before') throw new Error('The line to the marketplace is down.');
    const earlier = kept.get(order.key);
    if (earlier && canonicalize(earlier) !== canonicalize(order)) throw new Error('The same key was used for something else.');
    kept.set(order.key, order);
    if (gateway.failing === 'after') throw new Error('No answer came in time.');
  }

  return gateway;
}

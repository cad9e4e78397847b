import canonicalize from 'canonicalize';
import type { CorrectionOrder, Gateway, LedgerEntry, LetterOrder, OrderFacts, PayoutOrder, PayoutStanding, ReturnOrder, ReturnStanding } from '../core/refunds/gateway.ts';
import { LineFault } from '../core/refunds/lineFault.ts';

/** A gateway that keeps what it was given, and fails when told to. */
export type MemoryGateway = Gateway & {
  payouts: Map<string, PayoutOrder>;
  letters: Map<string, LetterOrder>;
  corrections: Map<string, CorrectionOrder>;
  /** Money that moved, for `readLedger`; each payout adds an entry, and a test may do what it likes with them. */
  ledger: LedgerEntry[];
  /** Entries on a page of the ledger. */
  ledgerPage: number;
  /** Whether this line orders returns; those it was given, what it says of them, and those it was told to call off. */
  hasReturns: boolean;
  returns: Map<string, ReturnOrder>;
  returnStandings: Map<string, ReturnStanding>;
  calledOff: string[];
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

/** Makes an empty gateway that works; `now` is its clock, integer ms UTC. */
export function createMemoryGateway(now: () => number = Date.now): MemoryGateway {
  const gateway: MemoryGateway = {
    kind: 'api',
    payouts: new Map(),
    letters: new Map(),
    corrections: new Map(),
    ledger: [],
    ledgerPage: 200,
    hasReturns: true,
    returns: new Map(),
    returnStandings: new Map(),
    calledOff: [],
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
      const isNew = !gateway.payouts.has(order.key);
      try {
        take(gateway.payouts, order);
      } finally {
        if (isNew && gateway.payouts.has(order.key)) gateway.ledger.push(entryOf(order, now()));
      }
      return standingOf(order);
    },
    readOrder: async (orderId) => gateway.orders.get(orderId) ?? null,
    requestCorrection: async (order) => take(gateway.corrections, order),
    sendLetter: async (order) => {
      take(gateway.letters, order);
      return { state: 'accepted', at: 0, reason: null };
    },
    readLetter: async () => null,
    orderReturn: async (order) => {
      if (!gateway.hasReturns) return null;
      take(gateway.returns, order);
      return gateway.returnStandings.get(order.key) ?? { state: 'ordered', label: { carrier: 'DHL', trackingNumber: 'RR123', url: null }, events: [] };
    },
    readReturn: async (key) => {
      if (gateway.failing === 'before') throw new LineFault('notNow', 'DOWN', 'The line to the marketplace is down.');
      return gateway.returnStandings.get(key) ?? (gateway.returns.has(key) ? { state: 'ordered', label: null, events: [] } : null);
    },
    callOffReturn: async (key) => {
      gateway.calledOff.push(key);
    },
    readLedger: async ({ from, until }, after) => {
      if (gateway.failing !== 'no') throw new LineFault('notNow', 'DOWN', 'The line to the marketplace is down.');
      const within = gateway.ledger.filter(({ at }) => at >= from && at < until).toSorted((a, b) => a.at - b.at);
      const start = Number(after ?? 0);
      const end = start + gateway.ledgerPage;
      return { entries: within.slice(start, end), next: end < within.length ? String(end) : null };
    },
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

function entryOf({ key, sourceId, orderId, amount, for: purpose }: PayoutOrder, at: number): LedgerEntry {
  return { entryId: `entry-${key}`, at, kind: purpose ?? 'refund', key, sourceId, orderId, amount };
}

import type { Money } from '../../contract/money.ts';
import type { DeskBooks } from './readBooks.ts';
import type { Acknowledged } from './mediator.ts';
import type { CasePlan } from './plan.ts';

/** What the marketplace holds when all is over. `payments`: entries of its ledger, oldest first. */
export type Books = {
  payments: { key: string | null; sourceId: string | null; orderId: string | null; amount: Money }[];
  corrections: { key: string; debits: { party: string; amount: Money }[]; credits: { party: string; amount: Money }[] }[];
  /** The key of every letter it took, once for each time it took one. */
  letters: string[];
};

/** One thing that must not be. `double`: more went out than is owed; `lost`: something that must be there is not; `mismatched`: both sides say different things. */
export type Mismatch = { what: 'double' | 'lost' | 'mismatched'; id: string; caseId: string | null; words: string };

type Parts = { desk: DeskBooks; marketplace: Books; acknowledged: readonly Acknowledged[]; plans: readonly CasePlan[] };

/** Compares what the desk holds, what the marketplace holds, what was acknowledged to people and what was planned. Pure. */
export function compare(parts: Parts): Mismatch[] {
  return [refundsPaid, nothingElsePaid, casesAddUp, ordersWithinCaptured, acknowledgedHolds, lettersSent, correctionsAsked, nothingStuck].flatMap((rule) => rule(parts));
}

const group = <Item>(items: readonly Item[], keyOf: (item: Item) => string) => Map.groupBy(items, keyOf);
const sum = (amounts: readonly { minor: string }[]) => amounts.reduce((total, { minor }) => total + BigInt(minor), 0n);

/** Every refund of a ruling in effect is settled and stands in the ledger once, to the unit; one that was cancelled never does. */
function refundsPaid({ desk, marketplace }: Parts): Mismatch[] {
  const paid = group(marketplace.payments, ({ key }) => key ?? '');
  return desk.refunds.flatMap((one) => {
    const { refundId: id, caseId } = one;
    const entries = paid.get(id) ?? [];
    const say = (what: Mismatch['what'], words: string): Mismatch[] => [{ what, id, caseId, words: `Refund ${id} of ${one.currency} ${one.amountMinor} (${one.state}, ruling ${one.rulingState}) ${words}` }];
    if (entries.length > 1) return say('double', `was paid ${entries.length} times.`);
    const [entry] = entries;
    const isOwed = one.rulingState === 'effective' && one.state !== 'cancelled';
    if (!isOwed) return entry ? say('double', 'was paid although it is not owed.') : one.state === 'cancelled' ? [] : say('lost', 'belongs to no ruling in effect and is not cancelled.');
    if (!entry) return say('lost', `was never paid. ${one.error ?? ''}`.trim());
    if (entry.amount.minor !== String(one.amountMinor) || entry.amount.currency !== one.currency) return say('mismatched', `was paid as ${entry.amount.currency} ${entry.amount.minor}.`);
    if (entry.sourceId !== one.sourceId || entry.orderId !== one.orderId) return say('mismatched', `was paid on another order (${entry.sourceId}, ${entry.orderId}).`);
    return one.state === 'settled' ? [] : say('mismatched', `was paid, and the desk does not know it. ${one.error ?? ''}`.trim());
  });
}

function nothingElsePaid({ desk, marketplace }: Parts): Mismatch[] {
  const known = new Set(desk.refunds.map(({ refundId }) => refundId));
  return marketplace.payments.filter(({ key }) => !known.has(key ?? '')).map(({ key, sourceId, amount }) => ({ what: 'double', id: key ?? 'no key', caseId: null, words: `The ledger has ${amount.currency} ${amount.minor} for ${sourceId} that no refund of the desk stands for.` }));
}

/** What a case paid, less what was asked back, is what its last ruling in effect says: worked out without the desk's own sums of differences. */
function casesAddUp({ desk, marketplace }: Parts): Mismatch[] {
  const payments = group(marketplace.payments, ({ sourceId }) => sourceId ?? '');
  const asked = new Map(marketplace.corrections.map((one) => [one.key, one]));
  const corrections = group(desk.corrections, ({ caseId }) => caseId);
  return desk.cases.flatMap(({ caseId, sourceId }) => {
    const last = desk.rulings.filter((one) => one.caseId === caseId && one.state === 'effective').at(-1);
    const back = (corrections.get(caseId) ?? []).flatMap(({ correctionId }) => asked.get(correctionId)?.debits.filter(({ party }) => party === 'buyer') ?? []);
    const net = sum((payments.get(sourceId) ?? []).map(({ amount }) => amount)) - sum(back.map(({ amount }) => amount));
    const owed = last?.amountMinor ?? 0n;
    if (net === owed) return [];
    return [{ what: net > owed ? 'double' : 'lost', id: sourceId, caseId, words: `The buyer of ${sourceId} has ${net} and should have ${owed}.` } satisfies Mismatch];
  });
}

function ordersWithinCaptured({ marketplace, plans }: Parts): Mismatch[] {
  const captured = new Map(plans.map(({ orderId, captured: minor }) => [orderId, BigInt(minor)]));
  return [...group(marketplace.payments, ({ orderId }) => orderId ?? '')].flatMap(([orderId, entries]) => {
    const total = sum(entries.map(({ amount }) => amount));
    const most = captured.get(orderId);
    if (most !== undefined && total <= most) return [];
    return [{ what: 'double', id: orderId, caseId: null, words: `The order ${orderId} paid ${total} of ${most ?? 'an unknown sum'} captured.` } satisfies Mismatch];
  });
}

/** What the desk said it did is there: rulings with their amounts, and what was taken back stays taken back. */
function acknowledgedHolds({ desk, acknowledged }: Parts): Mismatch[] {
  const rulings = new Map(desk.rulings.map((one) => [one.rulingId, one]));
  return acknowledged.flatMap(({ rulingId: id, caseId, amount, undone, returned }) => {
    const row = rulings.get(id);
    const say = (what: Mismatch['what'], words: string): Mismatch[] => [{ what, id, caseId, words: `The ruling ${id} ${words}` }];
    if (!row) return say('lost', 'was acknowledged and is not there.');
    if (String(row.amountMinor ?? '') !== (amount?.minor ?? '')) return say('mismatched', `was acknowledged with ${amount?.minor} and has ${row.amountMinor}.`);
    if (undone && row.state !== 'undone') return say('lost', `was taken back, which was acknowledged, and is ${row.state}.`);
    if (returned && row.state !== 'returned') return say('lost', `was returned, which was acknowledged, and is ${row.state}.`);
    return [];
  });
}

/** Both sides of a ruling in effect were told, and no letter left twice or under a key nobody knows. */
function lettersSent({ desk, marketplace }: Parts): Mismatch[] {
  const taken = group(marketplace.letters, (key) => key);
  const known = new Set(desk.letters.map(({ letterId }) => letterId));
  const ofRuling = group(desk.letters.filter(({ kind }) => kind === 'ruling'), ({ rulingId }) => rulingId ?? '');
  return [
    ...desk.letters.flatMap(({ letterId: id, caseId, state }): Mismatch[] => {
      const times = taken.get(id)?.length ?? 0;
      if (times > 1) return [{ what: 'double', id, caseId, words: `The letter ${id} was taken ${times} times.` }];
      if (state === 'sent' && times === 1) return [];
      return [{ what: times === 0 ? 'lost' : 'mismatched', id, caseId, words: `The letter ${id} is ${state} at the desk and was taken ${times} times.` }];
    }),
    ...[...taken.keys()].filter((key) => !known.has(key)).map((id): Mismatch => ({ what: 'mismatched', id, caseId: null, words: `The marketplace has a letter ${id} that the desk does not know.` })),
    ...desk.rulings
      .filter(({ state, rulingId }) => state === 'effective' && ofRuling.get(rulingId)?.length !== 2)
      .map(({ rulingId: id, caseId }): Mismatch => ({ what: 'lost', id, caseId, words: `The ruling ${id} is in effect and has ${ofRuling.get(id)?.length ?? 0} letters instead of 2.` })),
  ];
}

function correctionsAsked({ desk, marketplace }: Parts): Mismatch[] {
  const asked = group(marketplace.corrections, ({ key }) => key);
  return desk.corrections.flatMap(({ correctionId: id, caseId, state }): Mismatch[] => {
    const times = asked.get(id)?.length ?? 0;
    if (times === 1 && state === 'sent') return [];
    return [{ what: times > 1 ? 'double' : times === 0 ? 'lost' : 'mismatched', id, caseId, words: `The correction ${id} is ${state} at the desk and was asked for ${times} times.` }];
  });
}

/** Nothing waits for ever: no failed or half done job, no ruling between states, every ruled case where its ruling puts it. */
function nothingStuck({ desk }: Parts): Mismatch[] {
  const last = new Map(desk.rulings.filter(({ state }) => state !== 'undone' && state !== 'returned').map((one) => [one.caseId, one]));
  return [
    ...desk.jobs.filter(({ state, attempts }) => state === 'failed' || state === 'running' || (state === 'waiting' && attempts > 0)).map((one): Mismatch => ({ what: 'lost', id: one.jobId, caseId: one.caseId, words: `The job "${one.words}" (${one.kind}) is ${one.state} after ${one.attempts} tries. ${one.error ?? ''}`.trim() })),
    ...desk.rulings.filter(({ state }) => state === 'staged' || state === 'held').map(({ rulingId: id, caseId, state }): Mismatch => ({ what: 'lost', id, caseId, words: `The ruling ${id} is still ${state}.` })),
    ...desk.cases
      .filter(({ caseId, state }) => last.get(caseId)?.state === 'effective' && state !== 'ruled')
      .map(({ caseId, sourceId, state }): Mismatch => ({ what: 'mismatched', id: sourceId, caseId, words: `${sourceId} has a ruling in effect and is ${state}.` })),
  ];
}

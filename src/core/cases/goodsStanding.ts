import type { FoundLine, ReturnCount, ReturnNeed, ReturnState, ReturnTrigger } from '../../contract/returnParts.ts';

/** The parts of an event that a standing is worked out from. */
export type Told = { kind: string; at: number; lines: readonly FoundLine[] };

const steps = ['shipped', 'delivered', 'inspected'] as const;

/** How far goods have come by everything that was told of them, in whatever order it came: delivered before shipped is delivered. Pure. */
export function comeTo(events: readonly Told[]): 'none' | (typeof steps)[number] | 'refused' {
  const has = (kind: string) => events.some((one) => one.kind === kind);
  if (has('inspected')) return 'inspected';
  const refusedAt = latest(events, 'refused');
  const deliveredAt = latest(events, 'delivered');
  if (refusedAt !== null && (deliveredAt === null || refusedAt > deliveredAt)) return 'refused';
  if (deliveredAt !== null) return 'delivered';
  return has('shipped') || has('in_transit') ? 'shipped' : 'none';
}

function latest(events: readonly Told[], kind: string): number | null {
  const times = events.filter((one) => one.kind === kind).map((one) => one.at);
  return times.length === 0 ? null : Math.max(...times);
}

/** Whether a parcel that nobody saw since is lost. */
export function isLost(events: readonly Told[]): boolean {
  const lostAt = latest(events, 'lost');
  return lostAt !== null && !events.some(({ kind, at }) => (kind === 'delivered' || kind === 'inspected' || kind === 'in_transit') && at > lostAt) && !events.some(({ kind }) => kind === 'inspected');
}

/** What should be in the parcel beside what every inspection found, item by item; what was not expected stands last. Pure. */
export function countGoods(expected: readonly { itemId: string; quantity: number; title: string }[], events: readonly Told[]): ReturnCount[] {
  const found = events.filter(({ kind }) => kind === 'inspected').flatMap(({ lines }) => lines);
  const ids = [...new Set([...expected, ...found].map(({ itemId }) => itemId))];
  return ids.map((itemId) => {
    const wanted = expected.find((one) => one.itemId === itemId);
    const own = found.filter((one) => one.itemId === itemId);
    return {
      itemId,
      title: wanted?.title ?? itemId,
      expected: wanted?.quantity ?? 0,
      asSent: own.filter(({ condition }) => condition === 'as_sent').reduce((sum, { quantity }) => sum + quantity, 0),
      otherwise: own.filter(({ condition, quantity }) => condition !== 'as_sent' && quantity > 0),
    };
  });
}

/**
 * Whether an inspection found something else than what should be there. One that names no line says nothing of the goods: where it is known
 * what should be there, that is a difference too, so that money never follows from silence.
 */
export function differs(expected: readonly { itemId: string; quantity: number; title: string }[], events: readonly Told[]): boolean {
  if (!events.some(({ kind }) => kind === 'inspected')) return false;
  return countGoods(expected, events).some(({ expected: wanted, asSent, otherwise }) => otherwise.length > 0 || asSent < wanted);
}

/** Whether what the refund waits for has happened; goods that are known to differ, to be refused or lost never meet it by themselves. */
export function isMet(refundWhen: ReturnTrigger, expected: readonly { itemId: string; quantity: number; title: string }[], events: readonly Told[]): boolean {
  const come = comeTo(events);
  if (come === 'none' || come === 'refused' || isLost(events) || differs(expected, events)) return false;
  return steps.indexOf(come) >= steps.indexOf(refundWhen);
}

/** Why a return whose refund still waits needs a person. */
export function needOf(state: ReturnState, expected: readonly { itemId: string; quantity: number; title: string }[], events: readonly Told[]): ReturnNeed | null {
  const come = comeTo(events);
  if (state === 'lapsed') return come === 'none' ? null : 'late';
  if (differs(expected, events)) return 'differs';
  if (come === 'refused') return 'refused';
  return isLost(events) ? 'lost' : null;
}

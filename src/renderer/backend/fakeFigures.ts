import type { Coefficient, ComparedRate, Mean, Quantile, Rate } from '../../contract/figureParts.ts';
import { ageBands, type Figures, type figureMethods, type MyDay } from '../../contract/figures.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { RulingSummary } from '../../contract/rulings.ts';
import { reasons } from '../../contract/vocabulary.ts';
import { dayMs, hourMs } from './fakeParts.ts';

type Handlers = { [Name in keyof typeof figureMethods]: (input: ParsedInputOf<Name>) => OutputOf<Name> };
type Parts = { isEmpty: boolean; decisions(): readonly RulingSummary[]; me(): { personId: string } };

/** A rate with about the interval the core would give it. */
function rate(k: number, n: number): Rate {
  if (n === 0) return { k, n, rate: null, interval: { low: 0, high: 1 } };
  const share = (k + 2) / (n + 4);
  const reach = 2 * Math.sqrt((share * (1 - share)) / (n + 4));
  return { k, n, rate: k / n, interval: { low: Math.max(0, Math.min(k / n, share - reach)), high: Math.min(1, Math.max(k / n, share + reach)) } };
}

function compared(now: Rate, before: Rate, isTold = false): ComparedRate {
  const by = now.rate === null || before.rate === null ? null : now.rate - before.rate;
  return { now, before, difference: { by, interval: by === null ? { low: null, high: null } : { low: by - 0.04, high: by + 0.04 }, isTold } };
}

const unknown = { low: null, high: null };
const count = (now: number, before: number) => ({ now, before, difference: { by: now - before, interval: { low: 0.4, high: 0.6 }, isTold: false } });
const coefficient = (value: number): Coefficient => ({ value, standardError: 0.06, interval: { low: value - 0.12, high: Math.min(1, value + 0.12) } });
const mean = (n: number, value: number): Mean => ({ n, mean: value, interval: { low: value - 0.05, high: value + 0.05 } });
const quantile = (n: number, hours: number): Quantile => (n === 0 ? { n, value: null, interval: unknown } : { n, value: hours * hourMs, interval: { low: hours * 0.8 * hourMs, high: hours * 1.3 * hourMs } });

/** Figures in memory: of an empty desk, or of a busy one. */
export function fakeFigures({ isEmpty, decisions, me }: Parts): Handlers {
  return {
    'figures.get': ({ fromAt, untilAt, zone }) => figuresOf(fromAt, untilAt, zone, isEmpty ? 0 : 1),
    'figures.myDay': () => myDayOf(decisions().filter(({ personId }) => personId === me().personId), isEmpty),
  };
}

function figuresOf(fromAt: number, untilAt: number, zone: string, size: 0 | 1): Figures {
  const now = Date.now();
  const days = Math.min(92, Math.round((untilAt - fromAt) / dayMs));
  const unit = days <= 31 ? 'day' : 'week';
  const step = unit === 'day' ? dayMs : 7 * dayMs;
  const buckets = Array.from({ length: Math.ceil(days / (step / dayMs)) }, (_one, place): Figures['buckets'][number] => {
    const span = { fromAt: fromAt + place * step, untilAt: Math.min(untilAt, fromAt + (place + 1) * step) };
    if (span.fromAt > now) return { ...span, received: null, decided: null, waiting: null, medianMs: null };
    const wave = 20 + ((place * 7) % 13);
    return { ...span, received: size * (wave + 4), decided: size * wave, waiting: ageBands.map((_band, index) => size * Math.max(0, 18 - 4 * index)).concat(size * 2), medianMs: size === 0 ? null : (6 + (place % 5)) * hourMs };
  });
  const of = (k: number, n: number) => rate(size * k, size * n);
  return {
    at: now,
    zone,
    period: { fromAt, untilAt },
    before: { fromAt: fromAt - (untilAt - fromAt), untilAt: fromAt },
    unit,
    buckets,
    leftOut: size,
    volume: { received: count(size * 412, size * 398), decided: count(size * 388, size * 371), settled: count(size * 21, size * 25) },
    backlog: { now: size * 74, before: size * 50, oldestMs: size === 0 ? null : 19 * dayMs },
    timeToRuling: { median: { now: quantile(size * 380, 8), before: quantile(size * 366, 11), difference: { by: -3 * hourMs, interval: unknown, isTold: size === 1 } }, p90: { now: quantile(size * 380, 41), before: quantile(size * 366, 44), difference: { by: -3 * hourMs, interval: unknown, isTold: false } } },
    deadlines: { answers: compared(of(61, 88), of(70, 91)), held: compared(of(11, 12), of(9, 14)) },
    outcomes: size === 0 ? [] : reasons.slice(0, 7).map((reason, place) => ({ reason, n: 90 - 12 * place, outcomes: { full_refund: rate(40 - 5 * place, 90 - 12 * place), partial_refund: rate(32 - 5 * place, 90 - 12 * place), no_refund: rate(18 - 2 * place, 90 - 12 * place) }, share: mean(90 - 12 * place, 0.7 - 0.06 * place) })),
    overturns: { reviews: compared(of(4, 52), of(9, 48)), appeals: compared(of(3, 14), of(2, 9)) },
    agreement: {
      reviews: { now: { raw: of(44, 52), kappa: coefficient(0.71), ac1: coefficient(0.78) }, before: { raw: of(38, 48), kappa: coefficient(0.63), ac1: coefficient(0.7) } },
      calibration: { now: { n: size * 10, ratings: size * 40, raw: coefficient(0.8), kappa: coefficient(0.66), ac1: coefficient(0.72) }, before: { n: 0, ratings: 0, raw: { value: null, standardError: null, interval: unknown }, kappa: { value: null, standardError: null, interval: unknown }, ac1: { value: null, standardError: null, interval: unknown } } },
    },
    amounts: { now: size === 0 ? [] : [{ currency: 'USD', n: 40, meanMinor: '412', ofCap: mean(40, 0.09) }, { currency: 'JPY', n: 12, meanMinor: '650', ofCap: mean(12, 0.12) }], before: [] },
    spread: { now: { kinds: size * 18, cases: size * 340, mediators: size * 2, between: size === 0 ? null : 0.062, within: size === 0 ? null : 0.21, people: size === 0 ? [] : [{ personId: 'p-dana', name: 'Dana Okafor', deviation: mean(210, -0.04) }, { personId: 'p-iris', name: 'Iris Adler', deviation: mean(130, 0.06) }] }, before: { kinds: 0, cases: 0, mediators: 0, between: null, within: null, people: [] } },
    appeals: { rate: compared(of(19, 388), of(22, 371)), stillOpen: size * 120 },
    skips: { count: count(size * 17, size * 20), reasons: size === 0 ? [] : [{ reason: 'Not my language', count: 9 }, { reason: 'Too complex for the end of the day', count: 5 }, { reason: 'words were erased', count: 3 }] },
    payouts: { stuck: compared(of(2, 301), of(1, 290)), sums: size === 0 ? [] : [{ count: 1, sum: { minor: '2665', currency: 'USD' } }, { count: 1, sum: { minor: '8200', currency: 'JPY' } }] },
    against: compared(of(31, 340), of(52, 330), size === 1),
  };
}

function myDayOf(own: readonly RulingSummary[], isEmpty: boolean): MyDay {
  const at = Date.now();
  const today = { fromAt: new Date(at).setHours(0, 0, 0, 0), untilAt: new Date(at).setHours(24, 0, 0, 0) };
  const since = (from: number) => own.filter((one) => one.stagedAt >= from && one.state !== 'undone');
  const week = { fromAt: today.untilAt - 7 * dayMs, untilAt: today.untilAt };
  const [first] = own;
  return {
    at,
    today,
    week,
    rulings: { today: since(today.fromAt).length, week: since(week.fromAt).length },
    skips: { today: 0, week: isEmpty ? 0 : 2 },
    timeToRuling: quantile(since(week.fromAt).length, 7),
    underWay: own.flatMap(({ rulingId, caseReference: reference, state, effectiveAt }) => (state === 'staged' || state === 'held' ? [{ rulingId, reference, state, effectiveAt }] : [])),
    cases: isEmpty ? [] : [{ caseId: 'case-kettle', reference: 'C-20398', title: 'Electric kettle 1.7 l', state: 'waiting', dueAt: at + 5 * hourMs }],
    reviewsWaiting: first ? [{ reviewId: 'v-1', rulingId: first.rulingId, reference: first.caseReference, decidedAt: at - 20 * hourMs }] : [],
    appeals: first ? [{ appealId: 'a-1', rulingId: first.rulingId, reference: first.caseReference, by: 'seller', receivedAt: at - 2 * dayMs, state: 'open', result: null }] : [],
    cameBack: own.filter(({ state }) => state === 'undone').slice(0, 3).map(({ rulingId, caseReference: reference, stagedAt }) => ({ what: 'undone' as const, rulingId, reference, at: stagedAt })),
    latest: since(today.fromAt).map(({ rulingId, caseReference: reference, outcome, stagedAt, state }) => ({ rulingId, reference, outcome, stagedAt, state })),
  };
}

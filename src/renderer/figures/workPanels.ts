import { ageBands, type Figures } from '../../contract/figures.ts';
import { adversaryWords, reasonWords } from '../ui/words.ts';
import { bucketWords, countBefore, countWords, meanCell, nothing, percent, quantileBasis, quantileBefore, rangeWords, rateAnswer, rateBasis, rateBefore, rateCell, spanRange, spanWords } from './figureWords.ts';
import type { IntervalRow, Panel } from './panel.ts';
import { formatMoney } from '../ui/money.ts';
import type { ComparedRate } from '../../contract/figureParts.ts';

const dayMs = 86_400_000;
const bandWords = [...ageBands.map((upTo, place) => (place === 0 ? 'under 1 d' : `${(ageBands[place - 1] ?? 0) / dayMs} to ${upTo / dayMs} d`)), `${(ageBands.at(-1) ?? 0) / dayMs} d +`];
const unitWords = { day: 'Day', week: 'Week', month: 'Month' } as const;

/** A rate of both periods as rows of a chart. */
export function rateRows(name: string, { now, before }: ComparedRate): IntervalRow[] {
  const row = (words: string, { rate, interval }: typeof now): IntervalRow[] => (rate === null ? [] : [{ name: words, value: rate, ...interval }]);
  return [...row(name, now), ...row(`${name}, before`, before)];
}

/** What is drawn of intervals; null when there is none. */
export const intervalsOf = (scale: 'share' | 'difference' | 'coefficient', rows: IntervalRow[]) => (rows.some(({ value }) => value !== null) ? ({ kind: 'intervals', scale, rows } as const) : null);

/** The panels on cases that come, wait and are decided. */
export function workPanels(figures: Figures): Panel[] {
  const { buckets, unit, zone } = figures;
  const names = buckets.map((bucket) => bucketWords(bucket, unit, zone));
  const number = (value: number | null) => (value === null ? nothing : value.toLocaleString('en'));
  const { volume, backlog, timeToRuling, deadlines, skips, payouts } = figures;
  const anything = buckets.some(({ received, decided }) => (received ?? 0) + (decided ?? 0) > 0);
  return [
    {
      id: 'volume',
      question: 'How much comes in, how much is decided?',
      answer: `${countWords(volume.decided.now, 'ruling')}, ${volume.received.now.toLocaleString('en')} in`,
      basis: `Rulings: ${countBefore(volume.decided)}`,
      before: `In: ${countBefore(volume.received)}`,
      also: [`Settled by the parties: ${volume.settled.now.toLocaleString('en')} (${volume.settled.before.toLocaleString('en')} before)`],
      note: 'Cases by when they came in, rulings by when they took effect. A filter by mediator does not touch what came in. A difference of two counts is told by the conditional test of Przyborowski and Wilenski (1940).',
      columns: [unitWords[unit], 'Came in', 'Ruled'],
      rows: buckets.map(({ received, decided }, place) => ({ cells: [names[place] ?? '', number(received), number(decided)] })),
      chart: anything ? { kind: 'bars', scale: 'count', categories: names, series: [{ name: 'Came in', values: buckets.map(({ received }) => received) }, { name: 'Ruled', values: buckets.map(({ decided }) => decided) }] } : null,
    },
    {
      id: 'backlog',
      question: 'How many cases wait, and how long already?',
      answer: backlog.now === 1 ? '1 waits' : `${backlog.now.toLocaleString('en')} wait`,
      basis: backlog.oldestMs === null ? 'nothing waits' : `the oldest for ${spanWords(backlog.oldestMs)}`,
      before: `${backlog.before.toLocaleString('en')} when the period began`,
      also: [],
      note: `Cases without a ruling in effect, and appeals without a decision, at the end of each ${unit}, by their age then; each band ends before its last day. Time that a party takes to answer counts.`,
      columns: [unitWords[unit], ...bandWords],
      rows: buckets.map(({ waiting }, place) => ({ cells: [names[place] ?? '', ...bandWords.map((_words, band) => number(waiting?.[band] ?? null))] })),
      chart: buckets.some(({ waiting }) => waiting?.some((count) => count > 0)) ? { kind: 'bars', scale: 'count', isStacked: true, categories: names, series: bandWords.map((name, band) => ({ name, values: buckets.map(({ waiting }) => waiting?.[band] ?? null) })) } : null,
    },
    {
      id: 'time',
      question: 'How long until a case is ruled?',
      answer: timeToRuling.median.now.value === null ? nothing : `Half within ${spanWords(timeToRuling.median.now.value)}`,
      basis: quantileBasis(timeToRuling.median.now),
      before: quantileBefore(timeToRuling.median),
      also: timeToRuling.p90.now.value === null ? [] : [`Nine in ten within ${spanWords(timeToRuling.p90.now.value)}; 95 % sure: ${spanRange(timeToRuling.p90.now.interval)}. ${quantileBefore(timeToRuling.p90)}`],
      note: 'From when a case came in until its first ruling took effect; not rulings on appeals. Median and 90 % point by definition 7 of Hyndman and Fan, their ranges by order statistics. A difference is told only when the ranges lie apart.',
      columns: [unitWords[unit], 'Median of those ruled'],
      rows: buckets.map(({ medianMs }, place) => ({ cells: [names[place] ?? '', spanWords(medianMs)] })),
      chart: buckets.some(({ medianMs }) => medianMs !== null) ? { kind: 'lines', scale: 'ms', categories: names, series: [{ name: 'Median', values: buckets.map(({ medianMs }) => medianMs) }] } : null,
    },
    {
      id: 'deadlines',
      question: 'Are deadlines kept?',
      answer: rateAnswer(deadlines.answers.now),
      basis: `questions answered in time: ${rateBasis(deadlines.answers.now)}`,
      before: rateBefore(deadlines.answers),
      also: [`Held rulings decided in time: ${rateAnswer(deadlines.held.now)}, ${rateBasis(deadlines.held.now)}. ${rateBefore(deadlines.held)}`],
      note: 'Questions to a party by the end of their time, without those taken back. Held rulings by when a second person should have decided. Ranges by Wilson (1927), differences by Newcombe (1998).',
      columns: ['What', 'In time', 'Before'],
      rows: [
        { cells: ['Answers of parties', rateCell(deadlines.answers.now), rateCell(deadlines.answers.before)] },
        { cells: ['Second person', rateCell(deadlines.held.now), rateCell(deadlines.held.before)] },
      ],
      chart: intervalsOf('share', [...rateRows('Answers', deadlines.answers), ...rateRows('Second person', deadlines.held)]),
    },
    {
      id: 'skips',
      question: 'How often are cases passed on, and why?',
      answer: `${countWords(skips.count.now, 'time')}`,
      basis: skips.count.now === 0 ? 'none in this period' : 'each pass counts, also of the same case',
      before: countBefore(skips.count),
      also: [],
      note: 'As the log keeps them. Reasons are the words of who passed the case on.',
      columns: ['Reason', 'Times'],
      rows: skips.reasons.map(({ reason, count }) => ({ cells: [reason, count.toLocaleString('en')] })),
      chart: skips.reasons.length > 0 ? { kind: 'bars', scale: 'count', isLying: true, categories: skips.reasons.slice(0, 8).map(({ reason }) => reason), series: [{ name: 'Times', values: skips.reasons.slice(0, 8).map(({ count }) => count) }] } : null,
    },
    {
      id: 'payouts',
      question: 'Do payouts arrive?',
      answer: payouts.stuck.now.rate === null ? nothing : payouts.stuck.now.k === 0 ? 'None is stuck' : `${payouts.stuck.now.k.toLocaleString('en')} of ${payouts.stuck.now.n.toLocaleString('en')} stuck`,
      basis: payouts.stuck.now.rate === null ? 'no payout in this period' : `of ${payouts.stuck.now.n.toLocaleString('en')}; 95 % sure: ${rangeWords(payouts.stuck.now.interval)}`,
      before: rateBefore(payouts.stuck),
      also: payouts.sums.length > 0 ? [`Not arrived: ${payouts.sums.map(({ sum }) => formatMoney(sum, 'en')).join(' and ')}`] : [],
      note: 'Refunds of rulings of the period that now stand failed, or of which it is not known whether they arrived. Sums of different currencies are not added.',
      columns: ['Currency', 'Stuck', 'Sum'],
      rows: payouts.sums.map(({ count, sum }) => ({ cells: [sum.currency, count.toLocaleString('en'), formatMoney(sum, 'en')] })),
      chart: intervalsOf('share', rateRows('Stuck', payouts.stuck)),
    },
  ];
}

/** Outcomes and shares of the cap, reason by reason; a row leads to the decisions behind it. */
export function outcomePanels(figures: Figures, days: { from: string; to: string }): Panel[] {
  const { outcomes } = figures;
  const names = outcomes.map(({ reason }) => reasonWords[reason]);
  const all = outcomes.reduce((sum, { n }) => sum + n, 0);
  const counted = (outcome: 'full_refund' | 'partial_refund' | 'no_refund') => outcomes.map((one) => one.outcomes[outcome].k);
  const total = (outcome: 'full_refund' | 'partial_refund' | 'no_refund') => counted(outcome).reduce((sum, count) => sum + count, 0);
  const shared = outcomes.filter(({ share }) => share.mean !== null);
  const query = (reason: string) => ({ reason, state: 'effective', kind: 'ruling', ...days });
  return [
    {
      id: 'outcomes',
      question: 'What do rulings come to?',
      answer: all === 0 ? nothing : `${total('full_refund').toLocaleString('en')} full, ${total('partial_refund').toLocaleString('en')} partial, ${total('no_refund').toLocaleString('en')} none`,
      basis: all === 0 ? 'no ruling in this period' : `of ${countWords(all, 'ruling')}`,
      before: null,
      also: [],
      note: 'By the reason of the case. A bar leads to its decisions; they are listed by when they were staged.',
      columns: ['Reason', 'Rulings', 'Full refund', 'Partial refund', 'No refund'],
      rows: outcomes.map((one, place) => ({ cells: [names[place] ?? '', one.n.toLocaleString('en'), rateCell(one.outcomes.full_refund), rateCell(one.outcomes.partial_refund), rateCell(one.outcomes.no_refund)], query: query(one.reason) })),
      chart: all === 0 ? null : { kind: 'bars', scale: 'count', isStacked: true, isLying: true, categories: names, series: [{ name: 'Full', values: counted('full_refund') }, { name: 'Partial', values: counted('partial_refund') }, { name: 'None', values: counted('no_refund') }] },
    },
    {
      id: 'share',
      question: 'How much of what could be refunded is?',
      answer: shared[0]?.share.mean === undefined || shared[0].share.mean === null ? nothing : shareAnswer(shared),
      basis: all === 0 ? 'no ruling in this period' : 'lowest and highest mean of a reason with 30 rulings or more',
      before: null,
      also: [],
      note: 'The mean share of the cap that was refunded, of rulings that still stand, with its range by Student’s t.',
      columns: ['Reason', 'Mean share of the cap'],
      rows: shared.map(({ reason, share }) => ({ cells: [reasonWords[reason], meanCell(share)], query: query(reason) })),
      chart: intervalsOf('share', shared.map(({ reason, share }) => ({ name: reasonWords[reason], value: share.mean, ...share.interval }))),
    },
  ];
}

function shareAnswer(shared: Figures['outcomes']): string {
  const means = shared.flatMap(({ share }) => (share.n >= 30 && share.mean !== null ? [share.mean] : [])).sort((a, b) => a - b);
  const [low, high] = [means[0], means.at(-1)];
  if (low === undefined || high === undefined) return 'Too few to say';
  return low === high ? percent(low) : `${percent(low)} to ${percent(high)}`;
}

/** Who appeals, and how often rulings go another way than the desk suggested. */
export function afterPanels({ appeals, against }: Figures): Panel[] {
  return [
    {
      id: 'appeals',
      question: 'How often is a ruling appealed?',
      answer: rateAnswer(appeals.rate.now),
      basis: rateBasis(appeals.rate.now),
      before: rateBefore(appeals.rate),
      also: appeals.stillOpen > 0 ? [`${countWords(appeals.stillOpen, 'ruling')} can still be appealed: the share may grow`] : [],
      note: `Of rulings that took effect in the period, those that the ${adversaryWords.buyer.toLowerCase()} or the ${adversaryWords.seller.toLowerCase()} has appealed so far. Range by Wilson (1927).`,
      columns: ['Period', 'Appealed'],
      rows: [{ cells: ['This period', rateCell(appeals.rate.now)] }, { cells: ['Before', rateCell(appeals.rate.before)] }],
      chart: intervalsOf('share', rateRows('Appealed', appeals.rate)),
    },
    {
      id: 'against',
      question: 'How often do rulings go against the suggestion?',
      answer: rateAnswer(against.now),
      basis: rateBasis(against.now),
      before: rateBefore(against),
      also: [],
      note: 'Of rulings for which the desk suggested an outcome, those with another outcome. To differ is no mistake: it is worth a look when many do.',
      columns: ['Period', 'Against'],
      rows: [{ cells: ['This period', rateCell(against.now)] }, { cells: ['Before', rateCell(against.before)] }],
      chart: intervalsOf('share', rateRows('Against', against)),
    },
  ];
}

import type { Agreement, Coefficient, ManyAgreement, Spread } from '../../contract/figureParts.ts';
import type { Figures } from '../../contract/figures.ts';
import { formatMoney } from '../ui/money.ts';
import { coefficientCell, coefficientRange, coefficientWords, countWords, meanCell, nothing, points, rangeWords, rateAnswer, rateBasis, rateBefore, rateCell } from './figureWords.ts';
import type { IntervalRow, Panel } from './panel.ts';
import { intervalsOf, rateRows } from './workPanels.ts';

const row = (name: string, { value, interval }: Coefficient): IntervalRow => ({ name, value, ...interval });

/** The panels on how sound rulings are: overturned, agreed with, alike. */
export function qualityPanels(figures: Figures, days: { from: string; to: string }): Panel[] {
  const { overturns, agreement, amounts, spread } = figures;
  return [
    {
      id: 'overturns',
      question: 'How often is a ruling overturned?',
      answer: rateAnswer(overturns.reviews.now),
      basis: `by reviews: ${rateBasis(overturns.reviews.now)}`,
      before: rateBefore(overturns.reviews),
      also: [`By appeals: ${rateAnswer(overturns.appeals.now)}, ${rateBasis(overturns.appeals.now)}. ${rateBefore(overturns.appeals)}`],
      note: 'Reviews by when they became final, appeals by when they were decided, kept apart: what is reviewed or appealed is not chosen alike. Changed in part counts as overturned. Ranges by Wilson (1927).',
      columns: ['By', 'Overturned', 'Before'],
      rows: [
        { cells: ['Review', rateCell(overturns.reviews.now), rateCell(overturns.reviews.before)] },
        { cells: ['Appeal', rateCell(overturns.appeals.now), rateCell(overturns.appeals.before)] },
      ],
      chart: intervalsOf('share', [...rateRows('Reviews', overturns.reviews), ...rateRows('Appeals', overturns.appeals)]),
    },
    agreementPanel(agreement.reviews),
    calibrationPanel(agreement.calibration),
    amountsPanel(amounts),
    spreadPanel(spread, days),
  ];
}

function agreementPanel({ now, before }: { now: Agreement; before: Agreement }): Panel {
  return {
    id: 'agreement',
    question: 'Do reviewers come to the same outcome?',
    answer: rateAnswer(now.raw),
    basis: rateBasis(now.raw),
    before: before.raw.rate === null ? 'Before: none' : `Before: ${rateAnswer(before.raw)}${before.raw.n < 30 ? '' : ` of ${before.raw.n}`}, ${rangeWords(before.raw.interval)}`,
    also: now.raw.n === 0 ? [] : [`Beyond chance: kappa ${coefficientWords(now.kappa)} (${coefficientRange(now.kappa.interval)}), AC1 ${coefficientWords(now.ac1)} (${coefficientRange(now.ac1.interval)})`],
    note: 'The reviewer’s own view, noted before they saw the ruling, against the ruling. Cohen’s kappa (1960; error by Fleiss, Cohen and Everitt 1969) falls when nearly all cases have one outcome; AC1 (Gwet 2008) does not.',
    columns: ['Measure', 'This period', 'Before'],
    rows: [
      { cells: ['Same outcome', rateCell(now.raw), rateCell(before.raw)] },
      { cells: ['Kappa', coefficientCell(now.kappa), coefficientCell(before.kappa)] },
      { cells: ['AC1', coefficientCell(now.ac1), coefficientCell(before.ac1)] },
    ],
    chart: now.raw.n === 0 ? null : intervalsOf('coefficient', [{ name: 'Same outcome', value: now.raw.rate, ...now.raw.interval }, row('Kappa', now.kappa), row('AC1', now.ac1)]),
  };
}

function calibrationPanel({ now, before }: { now: ManyAgreement; before: ManyAgreement }): Panel {
  return {
    id: 'calibration',
    question: 'Do people rate the same case alike?',
    answer: now.ac1.value === null ? nothing : `AC1 ${coefficientWords(now.ac1)}`,
    basis: now.n === 0 ? 'no round ended in this period' : `${countWords(now.n, 'case')}, ${countWords(now.ratings, 'rating')}; 95 % sure: ${coefficientRange(now.ac1.interval)}`,
    before: before.ac1.value === null ? 'Before: none' : `Before: AC1 ${coefficientWords(before.ac1)} of ${countWords(before.n, 'case')} (${coefficientRange(before.ac1.interval)})`,
    also: now.n === 0 ? [] : [`Pairs that agree: ${coefficientWords(now.raw)} (${coefficientRange(now.raw.interval)}); kappa ${coefficientWords(now.kappa)} (${coefficientRange(now.kappa.interval)})`],
    note: 'Rounds of calibration that ended in the period: Gwet’s AC1 (2008) and Fleiss’ kappa (1971) of any number of people, 1 for always alike and 0 for as alike as by chance. The filter by mediator does not touch them.',
    columns: ['Measure', 'This period', 'Before'],
    rows: [
      { cells: ['Pairs that agree', coefficientCell(now.raw), coefficientCell(before.raw)] },
      { cells: ['Kappa', coefficientCell(now.kappa), coefficientCell(before.kappa)] },
      { cells: ['AC1', coefficientCell(now.ac1), coefficientCell(before.ac1)] },
    ],
    chart: now.n === 0 ? null : intervalsOf('coefficient', [row('Pairs', now.raw), row('Kappa', now.kappa), row('AC1', now.ac1)]),
  };
}

function amountsPanel({ now, before }: Figures['amounts']): Panel {
  const earlier = (currency: string) => before.find((one) => one.currency === currency);
  const said = now.map(({ currency, meanMinor }) => formatMoney({ currency, minor: meanMinor }, 'en'));
  return {
    id: 'amounts',
    question: 'How far apart are the amounts?',
    answer: said.length === 0 ? nothing : said.slice(0, 2).join(', '),
    basis: said.length === 0 ? 'no review in this period' : `mean difference to the reviewer’s own amount, of ${now.slice(0, 2).map(({ n }) => n).join(' and ')}`,
    before: null,
    also: [],
    note: 'The mean absolute difference, currency by currency: sums in different currencies are not added. No refund counts as nothing. As a share of the cap with its range by Student’s t.',
    columns: ['Currency', 'Pairs', 'Mean difference', 'Share of the cap', 'Before'],
    rows: now.map(({ currency, n, meanMinor, ofCap }) => {
      const last = earlier(currency);
      return { cells: [currency, n.toLocaleString('en'), formatMoney({ currency, minor: meanMinor }, 'en'), meanCell(ofCap), last ? `${formatMoney({ currency, minor: last.meanMinor }, 'en')} (of ${last.n})` : nothing] };
    }),
    chart: intervalsOf('share', now.map(({ currency, ofCap }) => ({ name: currency, value: ofCap.mean, ...ofCap.interval }))),
  };
}

function spreadPanel({ now, before }: { now: Spread; before: Spread }, days: { from: string; to: string }): Panel {
  return {
    id: 'spread',
    question: 'How far apart are mediators on like cases?',
    answer: now.between === null ? nothing : `± ${points(now.between)}`,
    basis: now.between === null ? 'no like cases of two people' : `of the cap; ${countWords(now.mediators, 'person', 'people')}, ${countWords(now.cases, 'ruling')} on ${countWords(now.kinds, 'kind')} of case`,
    before: before.between === null ? 'Before: none' : `Before: ± ${points(before.between)} of ${countWords(before.cases, 'ruling')}`,
    also: now.within === null ? [] : [`One person’s own rulings on like cases: ± ${points(now.within)}`],
    note: 'Like cases have the same reason and a value within a factor of three. The standard deviation between people of the share of the cap they refund, by analysis of variance within each kind of case. Each person is set against all others on the same kinds.',
    columns: ['Mediator', 'Rulings', 'Against the others'],
    rows: now.people.map(({ personId, name, deviation }) => ({
      cells: [name, deviation.n.toLocaleString('en'), deviation.mean === null ? nothing : `${deviation.mean > 0 ? '+' : ''}${points(deviation.mean)} (${rangeWords(deviation.interval)})`],
      query: { person: personId, state: 'effective', kind: 'ruling', ...days },
    })),
    chart: intervalsOf('difference', now.people.map(({ name, deviation }) => ({ name, value: deviation.mean, ...deviation.interval }))),
  };
}

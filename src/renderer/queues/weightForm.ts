import type { Weights } from '../../contract/weights.ts';
import { signed } from '../ui/points.ts';

/** One number of the weights, by its place in them. */
export type WeightKey = 'overdue.base' | 'overdue.perDay' | 'overdue.most' | 'dueSoon.most' | 'dueSoon.hours' | 'value.perPower' | 'value.most' | 'age.perDay' | 'age.most' | 'harm' | 'appeal' | 'answerOpen';

/** The weights as their editor holds them: text in every field. */
export type WeightForm = Record<WeightKey, string>;

/** A reason to be served first: what stands around its numbers, a string of words or the number of a key with its name. */
export type WeightRow = { name: string; words: readonly (string | { key: WeightKey; label: string })[]; example: (weights: Weights) => string };

const number = (key: WeightKey, label: string) => ({ key, label });

/** Every reason in plain words, the heaviest of a new desk first. */
export const weightRows: readonly WeightRow[] = [
  {
    name: 'Overdue',
    words: ['A deadline has passed:', number('overdue.base', 'points at once'), 'points at once,', number('overdue.perDay', 'points for each day since'), 'more for each day since, and of those', number('overdue.most', 'points for days at most'), 'at most.'],
    example: ({ overdue }) => examples([1, 7, 60].map((days) => [`overdue by ${days} d`, overdue.base + Math.min(overdue.most, days * overdue.perDay)])),
  },
  {
    name: 'Due soon',
    words: ['A deadline is near:', number('dueSoon.most', 'points at the end'), 'points at its end, a third of that when', number('dueSoon.hours', 'hours before'), 'hours are left, nothing before.'],
    example: ({ dueSoon }) => examples([0.04, 0.5, 1].map((share) => [`due in ${hoursWords(share * dueSoon.hours)}`, Math.round(dueSoon.most - ((2 * dueSoon.most) / 3) * share)])),
  },
  {
    name: 'Harm',
    words: ['Somebody may come to harm, as a person marked it:', number('harm', 'points for harm'), 'points.'],
    example: ({ harm }) => examples([['marked as harmful', harm]]),
  },
  {
    name: 'Appeal',
    words: ['An appeal or a correction waits:', number('appeal', 'points for an appeal'), 'points.'],
    example: ({ appeal }) => examples([['appealed', appeal]]),
  },
  {
    name: 'Value',
    words: ['The amount in dispute:', number('value.perPower', 'points for each power of ten'), 'points for each power of ten above USD 10,', number('value.most', 'points for value at most'), 'at most.'],
    example: ({ value }) => examples([50, 1_000, 20_000].map((usd) => [`USD ${usd.toLocaleString('en-US')}`, Math.min(value.most, Math.round(value.perPower * Math.log10(usd / 10)))])),
  },
  {
    name: 'Age',
    words: ['Time since it came in:', number('age.perDay', 'points for each day'), 'points for each day,', number('age.most', 'points for age at most'), 'at most.'],
    example: ({ age }) => examples([1, 7, 30].map((days) => [`${days} d`, Math.min(age.most, days * age.perDay)])),
  },
  {
    name: 'Answer open',
    words: ['A party may still answer, so that nothing can be ruled:', number('answerOpen', 'points taken away'), 'points less.'],
    example: ({ answerOpen }) => examples([['seller has 2 d to answer', -answerOpen]]),
  },
];

const examples = (pairs: [words: string, points: number][]) => pairs.map(([words, points]) => `${words} ${signed(points)}`.replaceAll(' ', '\u00a0')).join(' · ');
const hoursWords = (hours: number) => (hours >= 48 ? `${Math.round(hours / 24)} d` : hours >= 1 ? `${Math.round(hours)} h` : `${Math.max(1, Math.round(hours * 60))} min`);

/** The form these weights open with. */
export function weightForm(weights: Weights): WeightForm {
  const { overdue, dueSoon, value, age, harm, appeal, answerOpen } = weights;
  return {
    'overdue.base': String(overdue.base), 'overdue.perDay': String(overdue.perDay), 'overdue.most': String(overdue.most), 'dueSoon.most': String(dueSoon.most), 'dueSoon.hours': String(dueSoon.hours),
    'value.perPower': String(value.perPower), 'value.most': String(value.most), 'age.perDay': String(age.perDay), 'age.most': String(age.most), harm: String(harm), appeal: String(appeal), answerOpen: String(answerOpen),
  };
}

/** The weights that are typed, or what cannot be read, by key. Pure. */
export function readWeights(form: WeightForm): { weights: Weights; problems: null } | { weights: null; problems: Partial<Record<WeightKey, string>> } {
  const problems: Partial<Record<WeightKey, string>> = {};
  const of = (key: WeightKey): number => {
    const isHours = key === 'dueSoon.hours';
    const [least, most] = isHours ? [1, 720] : [0, 1_000];
    const text = form[key].trim();
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) problems[key] = `A whole number from ${least} to ${most.toLocaleString('en-US')}.`;
    return value;
  };
  const weights: Weights = {
    overdue: { base: of('overdue.base'), perDay: of('overdue.perDay'), most: of('overdue.most') },
    dueSoon: { most: of('dueSoon.most'), hours: of('dueSoon.hours') },
    value: { perPower: of('value.perPower'), most: of('value.most') },
    age: { perDay: of('age.perDay'), most: of('age.most') },
    harm: of('harm'), appeal: of('appeal'), answerOpen: of('answerOpen'),
  };
  return Object.keys(problems).length > 0 ? { weights: null, problems } : { weights, problems: null };
}

/** The keys whose numbers are others than in force. */
export function changedKeys(form: WeightForm, inForce: Weights): WeightKey[] {
  const before = weightForm(inForce);
  return (Object.keys(before) as WeightKey[]).filter((key) => form[key].trim() !== before[key]);
}

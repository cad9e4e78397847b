import type { SamplePlan, SampleRule, Take } from '../../contract/samplePlan.ts';
import { fromDecimal, toDecimal } from '../../contract/money.ts';
import type { Outcome, Reason } from '../../contract/vocabulary.ts';

/** A rule as its row in the editor holds it: text in every field, so that half of a number can stand there. */
export type RuleForm = {
  id: number;
  by: SampleRule['by'];
  take: TakeForm;
  personId: string | null;
  reason: Reason | null;
  outcome: Outcome | null;
  currency: string;
  from: string;
  below: string;
  weeks: string;
  isPartlyToo: boolean;
  of: 'all' | 'mediator' | 'clause' | 'appeal';
};

export type TakeForm = { unit: 'count' | 'percent'; number: string };

/** A plan as the editor holds it; days as the date fields write them, `last` being part of the period. */
export type PlanForm = { name: string; first: string; last: string; seed: string; rules: RuleForm[]; rest: TakeForm; golden: string; isReviewedLeftOut: boolean };

export const ruleWords: Record<SampleRule['by'], string> = {
  mediator: 'Each mediator',
  reason: 'Each reason',
  outcome: 'Each outcome',
  value: 'Value',
  newMediator: 'New mediators',
  newClause: 'New clauses',
  againstSuggestion: 'Against the suggestion',
  overturnedBefore: 'Overturned before',
};

let rules = 0;

/** A rule to begin with. */
export function newRule(by: SampleRule['by']): RuleForm {
  rules += 1;
  return { id: rules, by, take: { unit: 'count', number: '3' }, personId: null, reason: null, outcome: null, currency: 'USD', from: '', below: '', weeks: '6', isPartlyToo: false, of: 'all' };
}

const dayMs = 86_400_000;

/** The plan an editor opens with: the last four weeks, three of each mediator, twenty by chance. */
export function newPlan(now: number, seed: string): PlanForm {
  return { name: '', first: dayOf(now - 28 * dayMs), last: dayOf(now), seed, rules: [newRule('mediator')], rest: { unit: 'count', number: '20' }, golden: '0', isReviewedLeftOut: true };
}

/** A seed nobody chose: twelve digits in three groups. */
export function newSeed(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** A moment's day here, as a date field writes it. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${String(date.getFullYear()).padStart(4, '0')}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

function dayStart(text: string, later = 0): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + later).getTime() : null;
}

/** What the editor asks the core, or what has to be mended first, by field. Pure. */
export function readPlan(form: PlanForm): { setup: { plan: SamplePlan; fromAt: number; untilAt: number; seed: string }; problems: null } | { setup: null; problems: Record<string, string> } {
  const problems: Record<string, string> = {};
  const [fromAt, untilAt] = [dayStart(form.first), dayStart(form.last, 1)];
  if (fromAt === null || untilAt === null) problems['period'] = 'Name the first and the last day.';
  else if (untilAt <= fromAt) problems['period'] = 'The period ends before it begins.';
  if (form.seed.trim() === '') problems['seed'] = 'A seed is any text; without one nobody can draw it again.';
  const parsed = form.rules.map((rule) => {
    const result = readRule(rule);
    if (typeof result === 'string') problems[`rule-${rule.id}`] = result;
    return result;
  });
  const rest = form.rest.number.trim() === '' || form.rest.number.trim() === '0' ? null : readTake(form.rest);
  if (rest === undefined) problems['rest'] = takeProblem(form.rest);
  const golden = Number(form.golden.trim() === '' ? '0' : form.golden);
  if (!Number.isInteger(golden) || golden < 0 || golden > 100) problems['golden'] = 'A whole number up to 100.';
  if (Object.keys(problems).length > 0 || fromAt === null || untilAt === null) return { setup: null, problems };
  const plan: SamplePlan = { schema: 'sample-plan/1', rules: parsed.filter((one) => typeof one !== 'string'), rest: rest ?? null, golden, isReviewedLeftOut: form.isReviewedLeftOut };
  return { setup: { plan, fromAt, untilAt, seed: form.seed.trim() }, problems: null };
}

function readTake({ unit, number }: TakeForm): Take | undefined {
  const value = Number(number);
  if (number.trim() === '' || !Number.isInteger(value) || value < 1 || value > (unit === 'count' ? 500 : 100)) return undefined;
  return unit === 'count' ? { count: value } : { percent: value };
}

const takeProblem = ({ unit }: TakeForm) => (unit === 'count' ? 'A whole number from 1 to 500.' : 'Whole percents from 1 to 100.');

function readRule(form: RuleForm): SampleRule | string {
  const take = readTake(form.take);
  if (!take) return takeProblem(form.take);
  const weeks = Number(form.weeks);
  const areWeeks = Number.isInteger(weeks) && weeks >= 1 && weeks <= 52;
  switch (form.by) {
    case 'mediator':
      return { by: 'mediator', personIds: form.personId === null ? [] : [form.personId], take };
    case 'reason':
      return { by: 'reason', reasons: form.reason === null ? [] : [form.reason], take };
    case 'outcome':
      return { by: 'outcome', outcomes: form.outcome === null ? [] : [form.outcome], take };
    case 'newMediator':
    case 'newClause':
      return areWeeks ? { by: form.by, weeks, take } : 'From 1 to 52 weeks.';
    case 'againstSuggestion':
      return { by: 'againstSuggestion', isPartlyToo: form.isPartlyToo, take };
    case 'overturnedBefore':
      return { by: 'overturnedBefore', of: form.of === 'all' ? ['mediator', 'clause', 'appeal'] : [form.of], take };
    case 'value':
      return readValue(form, take);
  }
}

function readValue({ currency, from, below }: RuleForm, take: Take): SampleRule | string {
  const code = currency.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) return 'Name the currency by its three letters.';
  const ends = [from, below].map((text) => (text.trim() === '' ? null : fromDecimal(text.trim(), code)));
  const [fromMinor = null, belowMinor = null] = ends;
  if ((from.trim() !== '' && fromMinor === null) || (below.trim() !== '' && belowMinor === null)) return `An amount of ${code}, such as ${toDecimal('5000', code)}.`;
  if (fromMinor !== null && belowMinor !== null && BigInt(belowMinor) <= BigInt(fromMinor)) return 'The band ends before it begins.';
  return { by: 'value', currency: code, fromMinor, belowMinor, take };
}

/** A rule of a drawn plan in a few words. */
export function sayRule(rule: SampleRule): string {
  const take = 'count' in rule.take ? String(rule.take.count) : `${rule.take.percent} %`;
  switch (rule.by) {
    case 'mediator':
      return `${take} of ${rule.personIds.length === 0 ? 'each mediator' : rule.personIds.length === 1 ? 'one mediator' : `each of ${rule.personIds.length} mediators`}`;
    case 'reason':
      return `${take} of ${rule.reasons.length === 0 ? 'each reason' : rule.reasons.join(', ').replaceAll('_', ' ')}`;
    case 'outcome':
      return `${take} of ${rule.outcomes.length === 0 ? 'each outcome' : rule.outcomes.join(', ').replaceAll('_', ' ')}`;
    case 'value': {
      const [from, below] = [rule.fromMinor, rule.belowMinor].map((minor) => (minor === null ? null : toDecimal(minor, rule.currency)));
      return `${take} of ${rule.currency} ${from ?? '0'} to ${below === null || below === undefined ? 'any' : `below ${below}`}`;
    }
    case 'newMediator':
      return `${take} of mediators in their first ${rule.weeks} weeks`;
    case 'newClause':
      return `${take} on clauses new for ${rule.weeks} weeks`;
    case 'againstSuggestion':
      return `${take} against the suggestion${rule.isPartlyToo ? ', also in part' : ''}`;
    case 'overturnedBefore':
      return `${take} with trouble before (${rule.of.join(', ')})`;
  }
}

import type { InputOf } from '../../contract/methods.ts';
import type { Queue, QueueRule } from '../../contract/queues.ts';
import type { Reason } from '../../contract/vocabulary.ts';
import { dollars } from './ruleWords.ts';

/** A queue as its editor holds it: numbers as text, so that half of one can stand there. */
export type QueueForm = {
  name: string;
  reasons: Reason[];
  markets: string[];
  languages: string[];
  sources: string[];
  from: string;
  below: string;
  skill: string;
  isActive: boolean;
  /** Capacity by person; empty text: no limit. */
  people: Record<string, string>;
};

/** What is wrong with a form, by field; `person-<id>` for a capacity. */
export type QueueProblems = Record<string, string>;

/** The form a queue opens with; null for a new one. */
export function queueForm(queue: Queue | null): QueueForm {
  if (!queue) return { name: '', reasons: [], markets: [], languages: [], sources: [], from: '', below: '', skill: '', isActive: true, people: {} };
  const { name, rule, skill, isActive, people } = queue;
  return {
    name, skill: skill ?? '', isActive, reasons: [...rule.reasons], markets: [...rule.markets], languages: [...rule.languages], sources: [...rule.sources],
    from: rule.valueFrom === null ? '' : dollars(rule.valueFrom).replaceAll(',', ''), below: rule.valueBelow === null ? '' : dollars(rule.valueBelow).replaceAll(',', ''),
    people: Object.fromEntries(people.map(({ personId, capacity }) => [personId, capacity === null ? '' : String(capacity)])),
  };
}

/** The rule a form stands for; null while a value cannot be read. */
export function readRule(form: QueueForm): { rule: QueueRule; problems: QueueProblems } | { rule: null; problems: QueueProblems } {
  const problems: QueueProblems = {};
  const [valueFrom, valueBelow] = [readDollars(form.from), readDollars(form.below)];
  if (valueFrom === undefined) problems['from'] = 'Dollars such as 500 or 49.90.';
  if (valueBelow === undefined) problems['below'] = 'Dollars such as 500 or 49.90.';
  if (typeof valueFrom === 'number' && typeof valueBelow === 'number' && valueBelow <= valueFrom) problems['below'] = 'It ends before it begins: no case would fit.';
  if (valueBelow === 0) problems['below'] = 'No case is below nothing.';
  if (valueFrom === undefined || valueBelow === undefined || Object.keys(problems).length > 0) return { rule: null, problems };
  const { reasons, markets, languages, sources } = form;
  return { rule: { reasons, markets, languages, sources, valueFrom, valueBelow }, problems };
}

/** What the editor asks the core to keep, or what has to be mended first. Pure. */
export function readQueue(form: QueueForm, queueId: string | null): { input: Omit<InputOf<'queues.save'>, 'requestId'>; problems: null } | { input: null; problems: QueueProblems } {
  const { rule, problems } = readRule(form);
  const name = form.name.trim();
  if (name === '') problems['name'] = 'Give it a name.';
  const people = Object.entries(form.people).map(([personId, text]) => {
    const capacity = text.trim() === '' ? null : Number(text);
    if (capacity !== null && (!Number.isInteger(capacity) || capacity < 1 || capacity > 100)) problems[`person-${personId}`] = 'A whole number from 1 to 100, or nothing.';
    return { personId, capacity };
  });
  if (!rule || Object.keys(problems).length > 0) return { input: null, problems };
  return { input: { queueId, name, rule, skill: form.skill.trim() || null, isActive: form.isActive, people }, problems: null };
}

/** US cents of what somebody typed; null for nothing, undefined for what is no amount. */
function readDollars(text: string): number | null | undefined {
  const bare = text.trim().replaceAll(/[\s,]/g, '').replace(/^(USD|\$)/i, '');
  if (bare === '') return null;
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(bare)) return undefined;
  return Math.round(Number(bare) * 100);
}

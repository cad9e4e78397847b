import type { DecisionStep, PolicyProblem, Tariff } from '../../contract/policy.ts';
import { reasons, type Reason } from '../../contract/vocabulary.ts';
import type { FrontMatter } from './frontMatter.ts';
import type { ReadClause } from './readClauses.ts';

type LineOf = (path: readonly PropertyKey[]) => number | null;

/** What does not hold together between the parts of a book whose parts are well formed. */
export function bookProblems(head: FrontMatter, clauses: readonly ReadClause[], lineOf: LineOf): PolicyProblem[] {
  return [
    ...twice(clauses.map(({ code, line }) => ({ code, line })), 'clause'),
    ...twice(head.tariff.map(({ code }, index) => ({ code, line: lineOf(['tariff', index]) })), 'tariff'),
    ...twice(head.steps.map(({ code }, index) => ({ code, line: lineOf(['steps', index]) })), 'step'),
    ...uncovered(head, clauses, lineOf),
    ...head.tariff.flatMap((line, index) => tariffProblems(line, clauses).map(([key, words]) => ({ line: lineOf(['tariff', index, key]), words: `tariff ${line.code}: ${words}` }))),
    ...head.steps.flatMap((step, index) => stepProblems(step, head, clauses).map(([path, words]) => ({ line: lineOf(['steps', index, ...path]), words: `step ${step.code}: ${words}` }))),
    ...unreachable(head.steps, lineOf),
  ];
}

function twice(named: { code: string; line: number | null }[], what: string): PolicyProblem[] {
  return named.filter(({ code }, index) => named.findIndex((one) => one.code === code) < index).map(({ code, line }) => ({ line, words: `there are two of ${what} ${code}` }));
}

/** Every reason needs a clause to cite, a line of the tariff, and a step to walk. */
function uncovered(head: FrontMatter, clauses: readonly ReadClause[], lineOf: LineOf): PolicyProblem[] {
  const without = (rows: readonly { reasons: Reason[] }[]) => reasons.filter((reason) => !rows.some((row) => row.reasons.includes(reason)));
  return [
    ...without(clauses).map((reason) => ({ line: null, words: `no clause is for the reason ${reason}` })),
    ...without(head.tariff).map((reason) => ({ line: lineOf(['tariff']), words: `no line of the tariff is for the reason ${reason}` })),
    ...without(head.steps).map((reason) => ({ line: lineOf(['steps']), words: `no step is for the reason ${reason}` })),
  ];
}

function tariffProblems(line: Tariff, clauses: readonly ReadClause[]): [string, string][] {
  const clause = clauses.find(({ code }) => code === line.clause);
  if (!clause) return [['clause', `there is no clause ${line.clause}`]];
  const strange = beyond(line.reasons, clause.reasons);
  return strange ? [['reasons', `clause ${clause.code} is not for the reason ${strange}`]] : [];
}

function stepProblems({ reasons: asked, suggests }: DecisionStep, head: FrontMatter, clauses: readonly ReadClause[]): [string[], string][] {
  const problems: [string[], string][] = [];
  const add = (key: string, words: string) => problems.push([['suggests', key], words]);
  const clause = clauses.find(({ code }) => code === suggests.clauseCode);
  if (!clause) add('clause', `there is no clause ${suggests.clauseCode}`);
  const strange = clause && beyond(asked, clause.reasons);
  if (clause && strange) add('clause', `clause ${clause.code} is not for the reason ${strange}`);
  if (suggests.outcome === 'no_refund') {
    if (suggests.tariffCode !== null) add('tariff', 'no refund has no line of the tariff');
    if (suggests.bearer !== null) add('bearer', 'nobody bears a refund of nothing');
    if (suggests.withReturn) add('return', 'a return without a refund leaves the buyer with neither');
    return problems;
  }
  if (suggests.bearer === null) add('bearer', 'say who bears the refund');
  if (suggests.tariffCode === null) add('tariff', 'name the line of the tariff the refund follows');
  const tariff = head.tariff.find(({ code }) => code === suggests.tariffCode);
  if (suggests.tariffCode !== null && !tariff) add('tariff', `there is no line ${suggests.tariffCode} in the tariff`);
  if (!tariff) return problems;
  const outside = beyond(asked, tariff.reasons);
  if (outside) add('tariff', `tariff ${tariff.code} is not for the reason ${outside}`);
  if (suggests.outcome === 'full_refund' && tariff.upToPercent !== 100) add('tariff', `a full refund needs 100 %, tariff ${tariff.code} ends at ${tariff.upToPercent} %`);
  if (suggests.outcome === 'partial_refund' && tariff.fromPercent === 100) add('tariff', `a partial refund is less than the 100 % of tariff ${tariff.code}`);
  if (tariff.withReturn !== null && tariff.withReturn !== suggests.withReturn) add('return', `tariff ${tariff.code} is ${tariff.withReturn ? 'for a return' : 'without a return'}`);
  return problems;
}

function beyond(some: readonly Reason[], all: readonly Reason[]): Reason | undefined {
  return some.find((reason) => !all.includes(reason));
}

/** A step without a condition fits always, so no later one for its reasons is ever asked. */
function unreachable(steps: readonly DecisionStep[], lineOf: LineOf): PolicyProblem[] {
  const ended = new Map<Reason, string>();
  return steps.flatMap((step, index) => {
    const before = step.reasons.map((reason) => ended.get(reason));
    if (Object.keys(step.when).length === 0) for (const reason of step.reasons) if (!ended.has(reason)) ended.set(reason, step.code);
    return before.every((code) => code !== undefined) ? [{ line: lineOf(['steps', index]), words: `step ${step.code} is never reached: step ${before[0]} before it fits always` }] : [];
  });
}

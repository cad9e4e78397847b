import type { CaseFile } from '../../contract/caseFile.ts';
import type { CaseRow } from '../../contract/cases.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Person } from '../../contract/people.ts';
import type { Queue, queueMethods, QueueRule } from '../../contract/queues.ts';
import { usualWeights, type Weights } from '../../contract/weights.ts';

type Handled = keyof typeof queueMethods | 'cases.setHarm';
type Handlers = { [Name in Handled]: (input: ParsedInputOf<Name>) => OutputOf<Name> };
type Parts = {
  rows(): CaseRow[];
  people(): Person[];
  caseOf(caseId: string): CaseFile;
  change(caseId: string, patch: Partial<CaseFile>): CaseFile;
  free(caseId: string): null;
  me(): Person;
  newId(word: string): string;
  fail(code: 'CONFLICT' | 'NOT_FOUND', message: string): never;
  tell(): void;
};
type Kept = Pick<Queue, 'name' | 'rule' | 'skill' | 'isActive' | 'people'> & { queueId: string };

const anything: QueueRule = { reasons: [], markets: [], languages: [], sources: [], valueFrom: null, valueBelow: null };
const general = 'General queue';

/** Queues and weights of the fake: two queues to begin with, and the cases of the sample docket in them. */
export function fakeQueues({ rows, people, caseOf, change, free, me, newId, fail, tell }: Parts, isEmpty: boolean): Handlers {
  let weights: { weights: Weights; at: number | null; personName: string | null } = { weights: usualWeights, at: null, personName: null };
  const seats = () => people().filter(({ role }) => role === 'mediator' || role === 'lead');
  const seat = (person: Person, capacity: number | null) => ({ personId: person.personId, personName: person.name, role: person.role, capacity, holds: 0, lacks: null });
  let kept: Kept[] = isEmpty
    ? []
    : [
        { queueId: 'queue-watches', name: 'Watches and jewellery', rule: { ...anything, reasons: ['counterfeit'] }, skill: 'watches', isActive: true, people: [] },
        { queueId: 'queue-large', name: 'High value', rule: { ...anything, valueFrom: 50_000 }, skill: null, isActive: true, people: seats().slice(0, 1).map((person) => seat(person, 2)) },
      ];
  const takes = (rule: QueueRule, row: CaseRow) => rule.reasons.length === 0 || rule.reasons.includes(row.reason);
  const queueOf = (row: CaseRow) => kept.find((one) => one.isActive && takes(one.rule, row) && one.rule.valueFrom === null) ?? null;
  const waiting = () => rows().filter(({ state }) => state === 'queued' || state === 'in_review');
  const standing = (queue: Kept | null, place: number): Queue => {
    const own = waiting().filter((row) => (queueOf(row)?.queueId ?? null) === (queue?.queueId ?? null));
    const free = own.filter(({ state }) => state === 'queued');
    const about = queue ?? { queueId: null, name: general, rule: anything, skill: null, isActive: true, people: [] };
    return {
      ...about, place, waiting: free.length, inReview: own.length - free.length, overdue: free.filter(({ dueAt }) => dueAt !== null && dueAt < Date.now()).length, isMoreOverdue: false,
      oldestAt: free.length === 0 ? null : Math.min(...free.map(({ receivedAt }) => receivedAt)), unserved: null,
    };
  };
  const weighed = (row: CaseRow) => {
    const because = caseOf(row.caseId).servedBecause;
    return { because, points: because.reduce((sum, { points }) => sum + points, 0) };
  };
  const about = (row: CaseRow) => ({ caseId: row.caseId, reference: row.reference, title: row.title, queueId: queueOf(row)?.queueId ?? null, queueName: queueOf(row)?.name ?? general });
  return {
    'queues.weights': () => ({ ...weights, placing: null }),
    'queues.setWeights': ({ weights: wanted, setAt }) => {
      if (setAt !== weights.at) fail('CONFLICT', 'Somebody else set the weights meanwhile. Nothing was changed.');
      weights = { weights: wanted, at: Date.now(), personName: me().name };
      queueMicrotask(tell);
      return { ...weights, placing: null };
    },
    'queues.previewWeights': ({ limit }) => ({
      rows: waiting().filter(({ state }) => state === 'queued').slice(0, limit).map((row, index) => ({ ...about(row), ...weighed(row), pointsNow: weighed(row).points, place: index + 1, placeNow: index + 1 })),
    }),
    'queues.list': () => ({ queues: [...kept.map((one, place) => standing(one, place)), standing(null, kept.length)], placing: null }),
    'queues.save': ({ queueId, people: wanted, requestId: _requestId, ...given }) => {
      if (kept.some((one) => one.queueId !== queueId && one.name.toLowerCase() === given.name.trim().toLowerCase())) fail('CONFLICT', `There is a queue named "${given.name}" already. Nothing was changed.`);
      const chosen = wanted.flatMap(({ personId, capacity }) => seats().filter((one) => one.personId === personId).map((one) => seat(one, capacity)));
      const one: Kept = { queueId: queueId ?? newId('queue'), ...given, name: given.name.trim(), people: chosen };
      kept = kept.some((before) => before.queueId === one.queueId) ? kept.map((before) => (before.queueId === one.queueId ? one : before)) : [...kept, one];
      queueMicrotask(tell);
      return standing(one, kept.indexOf(one));
    },
    'queues.remove': ({ queueId }) => {
      if (!kept.some((one) => one.queueId === queueId)) fail('NOT_FOUND', 'There is no such queue.');
      kept = kept.filter((one) => one.queueId !== queueId);
      queueMicrotask(tell);
      return null;
    },
    'queues.order': ({ queueIds }) => {
      if (queueIds.length !== kept.length) fail('CONFLICT', 'The queues are others by now. Nothing was changed.');
      kept = queueIds.flatMap((queueId) => kept.filter((one) => one.queueId === queueId));
      queueMicrotask(tell);
      return null;
    },
    'queues.previewRule': ({ rule }) => {
      const taken = waiting().filter((row) => row.state === 'queued' && takes(rule, row));
      return { count: taken.length, isMore: false, examples: taken.slice(0, 5).map((row) => ({ caseId: row.caseId, reference: row.reference, title: row.title, reason: row.reason, amount: row.amount, source: row.source, market: 'PL', language: 'pl', points: weighed(row).points })) };
    },
    'queues.troubles': ({ list, limit }) => ({
      rows: waiting().slice(0, Math.min(limit, 3)).map((row) => ({
        ...about(row), state: row.state, receivedAt: row.receivedAt, points: weighed(row).points, takings: 5, skips: 2, lapses: list === 'stuck' ? 3 : 0,
        why: list === 'stuck' ? [{ code: 'lapsed', words: 'Leases on it ran out 3 times.' }] : [{ code: 'taken', words: 'Taken 5 times without a ruling.' }],
      })),
      nextCursor: null,
      stuckDays: 14,
    }),
    'queues.gaps': () => ({ queues: [], people: [] }),
    'queues.leases': () => ({
      rows: rows().flatMap((row) => (row.lease ? [{ ...about(row), ...row.lease, version: row.version, takenAt: row.lease.endsAt - 600_000 }] : [])),
      isMore: false,
    }),
    'queues.endLease': ({ caseId }) => {
      free(caseId);
      return { version: caseOf(caseId).version };
    },
    'cases.setHarm': ({ caseId, words }) => ({ version: change(caseId, { harm: words }).version }),
  };
}

import type { CaseFile } from '../../contract/caseFile.ts';
import type { CaseRow } from '../../contract/cases.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Person } from '../../contract/people.ts';
import type { Placing, Queue, queueMethods, QueueRule } from '../../contract/queues.ts';
import { usualWeights, type Weights } from '../../contract/weights.ts';
import { started, dayMs } from './fakeParts.ts';
import { placeOf, sumOf, takes, weigh } from './fakeWeighing.ts';

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
type Kept = Pick<Queue, 'name' | 'rule' | 'skill' | 'isActive'> & { queueId: string; people: { personId: string; capacity: number | null }[] };

const anything: QueueRule = { reasons: [], markets: [], languages: [], sources: [], valueFrom: null, valueBelow: null };
const general = 'General queue';
/** How long the fake takes to put all cases where they belong, in ms. */
const placingMs = 4_000;
/** Nobody at the desk of the fake has it. */
const rareSkill = 'banknotes';

/** Queues and weights of the fake: three queues to begin with, one of which nobody can be served from. */
export function fakeQueues({ rows, people, caseOf, change, free, me, newId, fail, tell }: Parts, isEmpty: boolean): Handlers {
  let weights: { weights: Weights; at: number | null; personName: string | null } = { weights: usualWeights, at: null, personName: null };
  let placed: { why: Placing['why']; startedAt: number } | null = null;
  const seats = () => people().filter(({ role }) => role === 'mediator' || role === 'lead');
  let kept: Kept[] = isEmpty
    ? []
    : [
        { queueId: 'queue-watches', name: 'Watches and jewellery', rule: { ...anything, reasons: ['counterfeit'] }, skill: 'watches', isActive: true, people: [] },
        { queueId: 'queue-notes', name: 'Banknotes and coins', rule: { ...anything, reasons: ['other'] }, skill: rareSkill, isActive: true, people: [] },
        { queueId: 'queue-large', name: 'High value', rule: { ...anything, valueFrom: 50_000 }, skill: null, isActive: true, people: seats().slice(0, 2).map(({ personId }, index) => ({ personId, capacity: index === 0 ? 2 : null })) },
      ];
  const queueOf = (row: CaseRow) => kept.find((one) => one.isActive && takes(one.rule, row)) ?? null;
  const waiting = () => rows().filter(({ state }) => state === 'queued' || state === 'in_review');
  const inQueue = (queueId: string | null) => waiting().filter((row) => (queueOf(row)?.queueId ?? null) === queueId);
  const isHeld = (row: CaseRow) => row.lease !== null && row.lease.endsAt > Date.now();
  const unservedOf = (queue: Kept) => (queue.skill === rareSkill && queue.people.length === 0 ? `Nobody has the skill ${rareSkill}.` : null);

  function standing(queue: Kept | null, place: number): Queue {
    const own = inQueue(queue?.queueId ?? null);
    const rest = own.filter((row) => !isHeld(row));
    const seated = (queue?.people ?? []).flatMap(({ personId, capacity }) => seats().filter((one) => one.personId === personId).map(({ name, role }) => ({
      personId, personName: name, role, capacity, holds: own.filter(({ lease }) => lease?.personId === personId).length, lacks: null,
    })));
    return {
      queueId: queue?.queueId ?? null, name: queue?.name ?? general, rule: queue?.rule ?? anything, skill: queue?.skill ?? null, isActive: queue?.isActive ?? true, people: seated, place,
      waiting: rest.length, inReview: own.length - rest.length, overdue: rest.filter(({ dueAt }) => dueAt !== null && dueAt < Date.now()).length, isMoreOverdue: false,
      oldestAt: rest.length === 0 ? null : Math.min(...rest.map(({ receivedAt }) => receivedAt)), unserved: queue ? unservedOf(queue) : null,
    };
  }

  function placing(): Placing | null {
    if (!placed) return null;
    const total = waiting().length;
    const done = Math.floor((total * (Date.now() - placed.startedAt)) / placingMs);
    if (done >= total) placed = null;
    return placed && { ...placed, done, total };
  }

  function place(why: Placing['why']): void {
    placed = { why, startedAt: Date.now() };
    queueMicrotask(tell);
  }

  /** Waiting cases with their points, the heaviest first. */
  const weighed = (by: Weights) => waiting().filter((row) => !isHeld(row)).map((row) => ({ row, because: weigh(row, by, Date.now()) })).sort((a, b) => sumOf(b.because) - sumOf(a.because) || a.row.reference.localeCompare(b.row.reference));
  const about = (row: CaseRow) => ({ caseId: row.caseId, reference: row.reference, title: row.title, queueId: queueOf(row)?.queueId ?? null, queueName: queueOf(row)?.name ?? general });

  return {
    'queues.weights': () => ({ ...weights, placing: placing() }),
    'queues.setWeights': ({ weights: wanted, setAt }) => {
      if (setAt !== weights.at) fail('CONFLICT', 'Somebody else set the weights meanwhile. Nothing was changed.');
      weights = { weights: wanted, at: Date.now(), personName: me().name };
      place('weights');
      return { ...weights, placing: placing() };
    },
    'queues.previewWeights': ({ weights: wanted, limit }) => {
      const now = weighed(weights.weights);
      return {
        rows: weighed(wanted).slice(0, limit).map(({ row, because }, index) => {
          const at = now.findIndex((one) => one.row.caseId === row.caseId);
          return { ...about(row), because, points: sumOf(because), pointsNow: sumOf(now[at]?.because ?? []), place: index + 1, placeNow: at === -1 || at >= 200 ? null : at + 1 };
        }),
      };
    },
    'queues.list': () => ({ queues: [...kept.map((one, at) => standing(one, at)), standing(null, kept.length)], placing: placing() }),
    'queues.save': ({ queueId, requestId: _requestId, ...given }) => {
      if (kept.some((one) => one.queueId !== queueId && one.name.toLowerCase() === given.name.trim().toLowerCase())) fail('CONFLICT', `There is a queue named "${given.name.trim()}" already. Nothing was changed.`);
      const one: Kept = { queueId: queueId ?? newId('queue'), ...given, name: given.name.trim() };
      kept = kept.some((before) => before.queueId === one.queueId) ? kept.map((before) => (before.queueId === one.queueId ? one : before)) : [...kept, one];
      place('queues');
      return standing(one, kept.indexOf(one));
    },
    'queues.remove': ({ queueId }) => {
      if (!kept.some((one) => one.queueId === queueId)) fail('NOT_FOUND', 'There is no such queue.');
      kept = kept.filter((one) => one.queueId !== queueId);
      place('queues');
      return null;
    },
    'queues.order': ({ queueIds }) => {
      if (queueIds.length !== kept.length || queueIds.some((id) => !kept.some((one) => one.queueId === id))) fail('CONFLICT', 'The queues are others by now. Nothing was changed.');
      kept = queueIds.flatMap((queueId) => kept.filter((one) => one.queueId === queueId));
      place('queues');
      return null;
    },
    'queues.previewRule': ({ rule }) => {
      const taken = weighed(weights.weights).filter(({ row }) => takes(rule, row));
      return { count: taken.length, isMore: false, examples: taken.slice(0, 5).map(({ row, because }) => ({ ...about(row), ...placeOf(row), reason: row.reason, amount: row.amount, source: row.source, points: sumOf(because) })) };
    },
    'queues.troubles': ({ list, limit }) => ({
      rows: (isEmpty ? [] : waiting().filter((_, index) => index % 40 === (list === 'stuck' ? 4 : 9))).slice(0, limit).map((row, index) => ({
        ...about(row), state: row.state, receivedAt: list === 'stuck' ? started - (21 - index) * dayMs : row.receivedAt, points: sumOf(weigh(row, weights.weights, Date.now())), takings: list === 'stuck' ? 1 : 5, skips: list === 'stuck' ? 0 : 2, lapses: index % 2 === 0 ? 3 : 0,
        why: list === 'bouncing'
          ? [{ code: 'taken' as const, words: 'Taken 5 times without a ruling.' }, { code: 'skipped' as const, words: 'Skipped twice.' }]
          : index % 2 === 0 ? [{ code: 'lapsed' as const, words: 'Leases on it ran out 3 times.' }] : [{ code: 'waits' as const, words: `Has waited for ${21 - index} days though nobody has to answer.` }],
      })),
      nextCursor: null,
      stuckDays: 14,
    }),
    'queues.gaps': () => {
      const all = kept.map((one, at) => standing(one, at));
      return {
        queues: all.flatMap(({ queueId, name, waiting: count, unserved }) => (queueId !== null && unserved !== null && count > 0 ? [{ queueId, name, waiting: count, words: unserved }] : [])),
        people: all.flatMap(({ queueId, name, people: seated }) => seated.flatMap(({ personId, personName, holds, capacity }) => (queueId !== null && capacity !== null && holds >= capacity ? [{ personId, personName, queueId, queueName: name, holds, capacity }] : []))),
      };
    },
    'queues.leases': () => ({
      rows: rows().flatMap((row) => (row.lease && isHeld(row) ? [{ ...about(row), ...row.lease, version: row.version, takenAt: row.lease.endsAt - 600_000 }] : [])).sort((a, b) => a.endsAt - b.endsAt),
      isMore: false,
    }),
    'queues.endLease': ({ caseId }) => {
      free(caseId);
      return { version: caseOf(caseId).version };
    },
    'cases.setHarm': ({ caseId, words }) => ({ version: change(caseId, { harm: words }).version }),
  };
}

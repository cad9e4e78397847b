import type { CalendarDay, Deadline, DeadlineMove, deadlineMethods, Reckoning } from '../../contract/deadlines.ts';
import type { MethodName, OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { FakeCases } from './fakeBoard.ts';
import { dayMs } from './fakeParts.ts';

type Handlers = { [Name in keyof typeof deadlineMethods & MethodName]: (input: ParsedInputOf<Name>) => OutputOf<Name> };

/** A deadline with the parts that matter; the rest as one that nobody moved. */
export function deadline(part: Pick<Deadline, 'deadlineId' | 'party' | 'action' | 'dueAt'> & Partial<Deadline>): Deadline {
  return { isMandatory: true, from: 'source', startedAt: null, statedDueAt: part.dueAt, state: part.dueAt > Date.now() ? 'open' : 'passed', metBy: null, reckoning: null, moves: [], notices: [], ...part };
}

/** The end of a time of so many working days. The fake knows no holidays: Monday to Friday in UTC. */
export function reckon(from: number, days: number): Reckoning {
  const steps: CalendarDay[] = [];
  let at = from;
  for (let counted = 0, isStart = true; isStart || counted < days; isStart = false, at += dayMs) {
    const name = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(at);
    const off = isStart ? 'start' : name.startsWith('S') ? 'weekend' : null;
    if (off === null) counted += 1;
    steps.push({ date: new Date(at).toISOString().slice(0, 10), counted: off === null ? counted : null, off, name });
  }
  const last = steps.at(-1)?.date ?? '';
  return { from, days, country: null, zone: 'UTC', notes: ['Country not stated: Monday to Friday are worked, no holidays are known.', 'Time zone not stated: the day ends as in UTC.'], steps, dueAt: Date.parse(`${last}T23:59:59.999Z`) };
}

/** Times that are extended, paused and go on, in memory. */
export function fakeDeadlines({ caseOf, change, me, newId }: FakeCases): Handlers {
  const find = (caseId: string, deadlineId: string): Deadline => {
    const found = caseOf(caseId).deadlines.find((one) => one.deadlineId === deadlineId);
    if (!found) throw new Error('There is no such deadline.');
    return found;
  };
  const plan = ({ dueAt, moves }: Deadline, act: 'extend' | 'pause' | 'resume', days: number): Reckoning => {
    if (act === 'extend') return reckon(Math.max(dueAt, Date.now()), days);
    return act === 'pause' ? reckon(dueAt, days) : reckon(Math.max(moves.at(-1)?.dueBefore ?? dueAt, Date.now()), 0);
  };
  const move = (caseId: string, deadlineId: string, kind: 'extended' | 'paused' | 'resumed', days: number, reason: string) => {
    const moved = find(caseId, deadlineId);
    const reckoning = plan(moved, kind === 'extended' ? 'extend' : kind === 'paused' ? 'pause' : 'resume', days);
    const untilAt = kind === 'paused' ? reckon(Date.now(), days).dueAt : null;
    const step: DeadlineMove = { moveId: newId('move'), kind, personName: me().name, at: Date.now(), reason, days, untilAt, dueBefore: moved.dueAt, dueAt: reckoning.dueAt, reckoning };
    const next: Deadline = { ...moved, dueAt: reckoning.dueAt, reckoning, state: kind === 'paused' ? 'paused' : 'open', moves: [...moved.moves, step] };
    const deadlines = caseOf(caseId).deadlines.map((one) => (one.deadlineId === deadlineId ? next : one));
    return { version: change(caseId, { deadlines }).version, dueAt: next.dueAt };
  };
  return {
    'deadlines.preview': ({ caseId, deadlineId, act, days }) => plan(find(caseId, deadlineId), act, days),
    'deadlines.answerTime': () => reckon(Date.now(), 3),
    'deadlines.extend': ({ caseId, deadlineId, days, reason }) => move(caseId, deadlineId, 'extended', days, reason),
    'deadlines.pause': ({ caseId, deadlineId, days, reason }) => move(caseId, deadlineId, 'paused', days, reason),
    'deadlines.resume': ({ caseId, deadlineId, reason }) => move(caseId, deadlineId, 'resumed', 0, reason),
  };
}

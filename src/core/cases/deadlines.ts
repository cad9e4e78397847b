import type { CaseFile } from '../../contract/caseFile.ts';
import type { Deadline, DeadlineMove, MetBy } from '../../contract/deadlines.ts';
import type { Question } from '../../contract/questions.ts';
import type { Actor, Adversary } from '../../contract/vocabulary.ts';
import { movedDueAt, pauseOf } from './deadlineMoves.ts';
import { noticesOfQuestion, noticesOfSource, type NoticeRecords } from './notices.ts';

/** What the deadlines of a case are drawn from. */
export type DeadlineSources = NoticeRecords &
  Pick<CaseFile, 'state' | 'openedAt' | 'escalatedAt' | 'receivedAt' | 'claims' | 'messages' | 'remedies' | 'exhibits'> & {
    stated: { deadlineId: string; party: Actor; action: string; dueAt: number; isMandatory: boolean; from: 'source' | 'rule' }[];
    questions: readonly Question[];
    moves: ReadonlyMap<string, DeadlineMove[]>;
    rulings: readonly { state: string; effectiveAt: number }[];
  };

/** Every time a party has for an action: those the source stated, with what the desk did to them, and those of the desk's own questions. Soonest first. Pure. */
export function toDeadlines(sources: DeadlineSources, now: number): Deadline[] {
  return [...sources.stated.map((one) => ofSource(one, sources, now)), ...askedTogether(sources.questions).map((all) => ofQuestion(all, sources, now))].sort((a, b) => a.dueAt - b.dueAt);
}

function ofSource(stated: DeadlineSources['stated'][number], sources: DeadlineSources, now: number): Deadline {
  const { deadlineId, party, action, isMandatory, from } = stated;
  const moves = sources.moves.get(deadlineId) ?? [];
  const dueAt = movedDueAt(stated.dueAt, moves);
  const isSide = party === 'buyer' || party === 'seller';
  const startedAt = isSide ? sources.openedAt : (sources.escalatedAt ?? sources.receivedAt);
  const metBy = isSide ? firstSaid(party, sources, sources.openedAt) : metByRuling(party, sources);
  return {
    deadlineId, party, action, dueAt, isMandatory, from, startedAt, metBy, moves,
    statedDueAt: stated.dueAt,
    state: metBy ? 'met' : stateAt(moves, dueAt, now),
    reckoning: dueAt === moves.at(-1)?.dueAt ? (moves.at(-1)?.reckoning ?? null) : null,
    notices: isSide ? noticesOfSource(party, sources, dueAt) : [],
  };
}

/** Questions by the action and side they went to: those have one time, under the id of the first. */
function askedTogether(questions: readonly Question[]): Question[][] {
  return [...Map.groupBy(questions, (one) => `${one.askId}:${one.to}`).values()];
}

function ofQuestion(all: Question[], sources: DeadlineSources, now: number): Deadline {
  const [first] = all as [Question, ...Question[]];
  // One that still waits stands for all; then one that lapsed, was answered, or was taken back.
  const asked = { ...((['waiting', 'lapsed', 'answered', 'withdrawn'] as const).map((state) => all.find((one) => one.state === state)).find((one) => one) ?? first), questionId: first.questionId, text: all.map((one) => one.text).join(' / ') };
  const moves = sources.moves.get(asked.questionId) ?? [];
  const said = asked.state === 'answered' ? firstSaid(asked.to, sources, asked.askedAt) : null;
  const states = { answered: 'met', lapsed: 'passed', withdrawn: 'withdrawn', waiting: stateAt(moves, asked.dueAt, now) } as const;
  return {
    deadlineId: asked.questionId,
    party: asked.to,
    action: 'answer what the desk asked',
    dueAt: asked.dueAt,
    isMandatory: true,
    from: 'desk',
    startedAt: asked.askedAt,
    statedDueAt: moves[0]?.dueAt ?? asked.dueAt,
    state: states[asked.state],
    metBy: asked.state === 'answered' ? { ...(said ?? { kind: 'unknown', refId: null }), at: asked.endedAt } : null,
    reckoning: moves.at(-1)?.reckoning ?? null,
    moves,
    notices: noticesOfQuestion(asked, sources),
  };
}

function stateAt(moves: readonly DeadlineMove[], dueAt: number, now: number): 'open' | 'paused' | 'passed' {
  if (pauseOf(moves, now)) return 'paused';
  return dueAt > now ? 'open' : 'passed';
}

/** The first thing a side said since a moment; what has no time counts, and comes last. */
function firstSaid(side: Adversary, { claims, messages, remedies, exhibits }: DeadlineSources, since: number | null): MetBy | null {
  const all: MetBy[] = [
    ...claims.flatMap((claim) => claim.answers.filter((answer) => answer.by === side).map((answer) => ({ kind: 'claim' as const, at: answer.at, refId: claim.claimId }))),
    ...messages.filter((message) => message.from === side).map((message) => ({ kind: 'message' as const, at: message.sentAt, refId: message.messageId })),
    ...remedies.filter((remedy) => remedy.by === side).map((remedy) => ({ kind: 'remedy' as const, at: remedy.at, refId: remedy.remedyId })),
    ...exhibits.filter((exhibit) => exhibit.side === side).map((exhibit) => ({ kind: 'exhibit' as const, at: exhibit.handedInAt, refId: exhibit.evidenceId })),
  ];
  // An answer on a claim answers the dispute whenever it was given; the rest only when it came since.
  const counted = all.filter((one) => one.at === null || since === null || one.at >= since || one.kind === 'claim');
  return counted.sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity))[0] ?? null;
}

function metByRuling(party: Actor, { state, rulings }: DeadlineSources): MetBy | null {
  const isDecided = (party === 'mediator' || party === 'platform') && (state === 'ruled' || state === 'closed');
  return isDecided ? { kind: 'ruling', at: rulings.find((one) => one.state === 'effective')?.effectiveAt ?? null, refId: null } : null;
}

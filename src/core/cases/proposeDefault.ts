import type { CaseFile } from '../../contract/caseFile.ts';
import type { Deadline, DefaultProposal, Notice } from '../../contract/deadlines.ts';
import { adversaries, type Adversary } from '../../contract/vocabulary.ts';
import { madeOnce } from '../madeOnce.ts';
import { proofOf } from './notices.ts';
import { hasAnswered } from './turn.ts';

/** The clause a default ruling rests on. */
const silenceClause = '6.2';

type Served = Pick<CaseFile, 'openedAt' | 'state' | 'claims' | 'messages' | 'remedies' | 'exhibits' | 'deadlines'>;

/**
 * What follows from the silence of a side. A default ruling is possible when a time of that side has passed, nothing came in it, and there is
 * notice of it (`proofOf`); while any time of it runs or stands still, nothing follows. A seller who never said a word and was never served
 * cannot be ruled against at all: the proposal says so. Decides nothing. Pure; `now` is ms UTC.
 */
export function proposeDefault(file: Served, now: number): DefaultProposal[] {
  if (file.state === 'staged' || file.state === 'held' || file.state === 'ruled' || file.state === 'closed') return [];
  return adversaries.flatMap((side) => proposalFor(side, file, now) ?? []);
}

function proposalFor(side: Adversary, file: Served, now: number): DefaultProposal | null {
  const isHeard = hasAnswered(side, file);
  const own = file.deadlines.filter((one) => one.party === side && one.isMandatory && one.state !== 'withdrawn');
  if (own.some((one) => one.state === 'paused' || (one.state === 'open' && one.dueAt > now))) return null;
  // Who has spoken before can still leave a question unanswered; whatever it said since, late or to something else, is heard.
  const isSilent = (one: Deadline) => (one.from === 'desk' ? !hasAnswered(side, { ...file, claims: [], openedAt: one.startedAt }) : !isHeard);
  const passed = own.filter((one) => one.state === 'passed' && isSilent(one)).sort((a, b) => b.dueAt - a.dueAt);
  const proved = passed.map((deadline) => ({ deadline, proof: proofOf(deadline) })).find((one) => one.proof !== null);
  const claimIds = claimsLeft(side, file);
  if (proved?.proof) return possible(side, proved.deadline, proved.proof, claimIds);
  const [last] = passed;
  if (!last && (isHeard || side === 'buyer')) return null;
  return { party: side, deadlineId: last?.deadlineId ?? null, isPossible: false, words: whyNot(side, last), absence: '', clauseCode: silenceClause, claimIds };
}

function possible(side: Adversary, { deadlineId, dueAt, reckoning, from }: Deadline, proof: Notice, claimIds: string[]): DefaultProposal {
  const ended = sayDay(dueAt, reckoning?.zone);
  const told = sayDay(proof.at, reckoning?.zone);
  return {
    party: side,
    deadlineId,
    isPossible: true,
    words: `The ${side} was served on ${told} by ${from === 'desk' ? 'this desk' : 'the source'} and let the time pass, which ended on ${ended}: a default ruling is possible.`,
    absence: `The ${side} was told on ${told} of the time to answer and sent nothing before it ended on ${ended}.`,
    clauseCode: silenceClause,
    claimIds,
  };
}

function whyNot(side: Adversary, passed: Deadline | undefined): string {
  const isLate = passed !== undefined && passed.notices.length > 0;
  const why = isLate
    ? `was told on ${sayDay(passed.notices[0]?.at ?? passed.dueAt)} only, too short before its time ended on ${sayDay(passed.dueAt, passed.reckoning?.zone)}`
    : passed
      ? `has not answered, and nothing shows that it was told of its time, which ended on ${sayDay(passed.dueAt, passed.reckoning?.zone)}`
      : 'has not answered, and nothing shows that it was told of this dispute';
  return `The ${side} ${why}. Ask it: when the time of that question is over, a ruling is possible.`;
}

/** The claims the side has said nothing on; all of them when it spoke on each. */
function claimsLeft(side: Adversary, { claims }: Served): string[] {
  const silent = claims.filter((claim) => !claim.answers.some((answer) => answer.by === side));
  return (silent.length > 0 ? silent : claims).map((claim) => claim.claimId);
}

const dayIn = madeOnce((timeZone: string) => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone }));

function sayDay(at: number, zone = 'UTC'): string {
  return dayIn(zone).format(at);
}

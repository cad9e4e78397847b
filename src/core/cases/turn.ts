import type { Claim, Exhibit, Message, Remedy, Turn } from '../../contract/caseFile.ts';
import type { Deadline } from '../../contract/deadlines.ts';
import type { Question } from '../../contract/questions.ts';
import type { Offer } from '../../contract/offers.ts';
import { adversaries, type Adversary, type CaseState } from '../../contract/vocabulary.ts';

/** What matters of a deadline for whose turn it is. */
export type Window = Pick<Deadline, 'deadlineId' | 'party' | 'action' | 'dueAt' | 'isMandatory' | 'from'>;

/** What shows whether a side has spoken. */
export type Spoken = {
  openedAt: number | null;
  claims: Pick<Claim, 'answers'>[];
  messages: Pick<Message, 'from' | 'sentAt'>[];
  remedies: Pick<Remedy, 'by' | 'at'>[];
  exhibits: Pick<Exhibit, 'side' | 'handedInAt'>[];
};

/** Whether a side has answered in any form: on a claim, by message, offer or evidence. What it said before the dispute was opened answers nothing. */
export function hasAnswered(side: Adversary, { openedAt, claims, messages, remedies, exhibits }: Spoken): boolean {
  const isSince = (at: number | null): boolean => at === null || openedAt === null || at >= openedAt;
  return (
    claims.some((claim) => claim.answers.some((answer) => answer.by === side)) ||
    messages.some((message) => message.from === side && isSince(message.sentAt)) ||
    remedies.some((remedy) => remedy.by === side && isSince(remedy.at)) ||
    exhibits.some((exhibit) => exhibit.side === side && isSince(exhibit.handedInAt))
  );
}

/** Times of a party that still run and that it has not answered in: no ruling may be staged before they end. Those of questions are `openQuestions`. */
export function openAnswerWindows<One extends Window>(deadlines: readonly One[], spoken: Spoken, now: number): One[] {
  return deadlines.filter(
    (one) => one.from !== 'desk' && one.isMandatory && one.dueAt > now && (one.party === 'buyer' || one.party === 'seller') && !hasAnswered(one.party, spoken),
  );
}

/** Until when a side that has said nothing may still answer (ms UTC); null when no such time runs. */
export function answerUntilOf(deadlines: readonly Window[], spoken: Spoken, now: number): number | null {
  const ends = openAnswerWindows(deadlines, spoken, now).map((window) => window.dueAt);
  return ends.length > 0 ? Math.max(...ends) : null;
}

/** Questions whose answer is waited for: no ruling may be staged before they are answered, taken back, or their time is over. */
export function openQuestions(questions: readonly Question[], now: number): Question[] {
  return questions.filter((one) => one.state === 'waiting' && one.dueAt > now);
}

/** Offers that wait for replies: no ruling may be staged beside one. */
export function openOffers(offers: readonly Offer[], now: number): Offer[] {
  return offers.filter((one) => one.state === 'open' && one.dueAt > now);
}

/** The side that has not replied yet; the buyer while neither has. */
function silentOn(offered: Offer): Adversary {
  return adversaries.find((side) => !offered.replies.some((one) => one.from === side)) ?? 'buyer';
}

/** Whose turn it is, what for, until when. */
export function turnOf(state: CaseState, deadlines: readonly Window[], spoken: Spoken, questions: readonly Question[], now: number, offers: readonly Offer[] = []): Turn {
  if (state === 'closed') return { party: 'mediator', action: 'nothing: the dispute is closed', dueAt: null, isOverdue: false };
  if (state === 'ruled') return { party: 'mediator', action: 'nothing: the case is ruled', dueAt: null, isOverdue: false };
  if (state === 'held') return { party: 'mediator', action: 'approve the ruling: a second person', dueAt: null, isOverdue: false };
  const [asked] = openQuestions(questions, now).sort((a, b) => a.dueAt - b.dueAt);
  if (asked) return { party: asked.to, action: 'answer what the desk asked', dueAt: asked.dueAt, isOverdue: false };
  const offered = openOffers(offers, now)[0];
  if (offered) return { party: silentOn(offered), action: 'reply to the offer of the desk', dueAt: offered.dueAt, isOverdue: false };
  const [window] = openAnswerWindows(deadlines, spoken, now).sort((a, b) => a.dueAt - b.dueAt);
  if (window) return { party: window.party, action: window.action, dueAt: window.dueAt, isOverdue: false };
  const own = deadlines.filter((one) => one.party === 'mediator' || one.party === 'platform').toSorted((a, b) => a.dueAt - b.dueAt)[0];
  const action = state === 'staged' ? 'let it take effect, or take it back' : state === 'received' ? 'check the faulty bundle' : (own?.action ?? 'decide');
  return { party: 'mediator', action, dueAt: own?.dueAt ?? null, isOverdue: own !== undefined && own.dueAt <= now };
}

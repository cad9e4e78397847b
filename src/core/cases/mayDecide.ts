import type { Actor } from '../../contract/vocabulary.ts';

/** What is known about a person and a case they would decide, or a ruling on it they would approve. */
export type DecisionFacts = {
  /** They made a ruling on this case that took effect. */
  hasRuled: boolean;
  /** They approved, as a second person, a ruling on this case that took effect. */
  hasApproved: boolean;
  /** They made the ruling that they would approve; false when they would decide themselves. */
  isOwnRuling: boolean;
  /** They stepped back from this case. */
  hasRecused: boolean;
  /** They are to judge a ruling on this case without seeing it, in a review or a calibration round. */
  isToJudgeBlind: boolean;
  /** They judged the ruling that is corrected: in its review, in the dispute about that, or by opening the correction. */
  hasJudged: boolean;
  /** Their running conflicts with parties of the case. */
  conflicts: readonly { role: Actor; partyName: string; words: string }[];
};

/** Why a person must not decide. */
export type Barred = { code: 'RULED_BEFORE' | 'OWN_RULING' | 'RECUSED' | 'TO_JUDGE' | 'JUDGED' | 'CONFLICT'; words: string };

/**
 * Rule 4 of a fair process, the one place for it: who ruled, or approved what was ruled, does not hear the appeal, nobody approves their own ruling, who stepped back stays
 * back, and nobody decides about a party they have a conflict with. Null when nothing stands against it. Pure.
 */
export function mayDecide(facts: DecisionFacts): Barred | null {
  if (facts.hasRuled) return { code: 'RULED_BEFORE', words: 'You ruled on this case; an appeal goes to another person.' };
  if (facts.hasApproved) return { code: 'RULED_BEFORE', words: 'You approved the ruling on this case; an appeal goes to another person.' };
  if (facts.isOwnRuling) return { code: 'OWN_RULING', words: 'This is your own ruling; another person approves it.' };
  if (facts.hasRecused) return { code: 'RECUSED', words: 'You stepped back from this case; it goes to others.' };
  if (facts.isToJudgeBlind) return { code: 'TO_JUDGE', words: 'You are to judge a ruling on this case without seeing it, in a review or a calibration round; finish that first.' };
  if (facts.hasJudged) return { code: 'JUDGED', words: 'You judged the ruling that is corrected here; another person decides anew.' };
  const [conflict] = facts.conflicts;
  if (conflict) return { code: 'CONFLICT', words: `You have a conflict of interest with the ${conflict.role}, ${conflict.partyName}: ${conflict.words}` };
  return null;
}

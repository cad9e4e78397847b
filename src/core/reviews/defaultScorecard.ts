import type { ScorecardContent } from '../../contract/scorecards.ts';

/** Version 1 of the scorecard, which every desk begins with. */
export const defaultScorecard: ScorecardContent = {
  schema: 'scorecard/1',
  questions: [
    { code: 'facts', question: 'Are the facts right?', hint: 'What was ordered, sent, received, paid and returned, as the file shows it.', points: 4 },
    { code: 'evidence', question: 'Was the evidence of both sides weighed?', hint: 'Every admitted exhibit that bears on a claim, and what is missing.', points: 4 },
    { code: 'clause', question: 'Is it the right clause of the policy?', hint: 'The one for this reason and these goods, read as it stands.', points: 3 },
    { code: 'amount', question: 'Is the amount right?', hint: 'Within the tariff and the cap, worked out line by line, borne by the right side.', points: 3 },
    { code: 'reasons', question: 'Can both sides follow the reasons?', hint: 'Plain words, tied to exhibits, without blame.', points: 2 },
    { code: 'process', question: 'Was the process fair?', hint: 'Both sides were heard, had the time they are due, and know how to appeal.', points: 4 },
  ],
  rootCauses: [
    { code: 'evidence_missed', words: 'Evidence missed' },
    { code: 'evidence_misread', words: 'Evidence misread' },
    { code: 'wrong_clause', words: 'Wrong clause' },
    { code: 'wrong_amount', words: 'Wrong amount' },
    { code: 'process_step', words: 'A step of the process left out' },
    { code: 'reasons_unclear', words: 'Reasons unclear' },
    { code: 'suggestion', words: 'Misled by the system or its suggestion' },
    { code: 'policy_unclear', words: 'The policy is unclear' },
    { code: 'other', words: 'Something else' },
  ],
};

import { describe, expect, it } from 'vitest';
import { mayDecide, type DecisionFacts } from './mayDecide.ts';

const nothing: DecisionFacts = { hasRuled: false, hasApproved: false, isOwnRuling: false, hasRecused: false, isToJudgeBlind: false, hasJudged: false, conflicts: [] };
const conflict = { role: 'seller', partyName: 'Lin Store', words: 'My sister works there.' } as const;

describe('mayDecide', () => {
  it.each<[string, Partial<DecisionFacts>, string | null]>([
    ['lets somebody decide there is nothing to say against', {}, null],
    ['keeps who ruled from the appeal', { hasRuled: true }, 'RULED_BEFORE'],
    ['keeps who approved the ruling from the appeal', { hasApproved: true }, 'RULED_BEFORE'],
    ['keeps an author from approving', { isOwnRuling: true }, 'OWN_RULING'],
    ['would serve a case to who is to judge its ruling without seeing it', { isToJudgeBlind: true }, 'TO_JUDGE'],
    ['would have a correction decided by who overturned the ruling', { hasJudged: true }, 'JUDGED'],
    ['keeps who stepped back away for good', { hasRecused: true }, 'RECUSED'],
    ['keeps somebody from a party they have a conflict with', { conflicts: [conflict] }, 'CONFLICT'],
    ['says that they ruled before anything else', { hasRuled: true, hasRecused: true, conflicts: [conflict] }, 'RULED_BEFORE'],
    ['keeps an author with a conflict away too', { isOwnRuling: true, conflicts: [conflict] }, 'OWN_RULING'],
  ])('%s', (_name, facts, code) => {
    expect(mayDecide({ ...nothing, ...facts })?.code ?? null).toBe(code);
  });

  it('names the party and the reason of a conflict, so that nobody has to guess which', () => {
    expect(mayDecide({ ...nothing, conflicts: [conflict] })?.words).toBe('You have a conflict of interest with the seller, Lin Store: My sister works there.');
  });
});

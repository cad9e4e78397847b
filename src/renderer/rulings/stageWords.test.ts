import { describe, expect, it } from 'vitest';
import type { RulingCheck } from '../../contract/rulings.ts';
import { stageWords } from './stageWords.ts';

const check = { amount: { minor: '2665', currency: 'USD' } } as RulingCheck;

describe('the stage button', () => {
  it('would not say that nothing can be taken back when there is no undo window', () => {
    expect(stageWords({ outcome: 'partial_refund' }, check)).toBe('Stage refund of USD 26.65');
    expect(stageWords({ outcome: 'partial_refund', withReturn: true }, check, true)).toBe('Refund USD 26.65 after return, at once, no undo');
    expect(stageWords({ outcome: 'no_refund' }, check, true)).toBe('Rule: no refund, at once, no undo');
    expect(stageWords({}, null, true)).toBe('Rule, at once, no undo');
  });
});

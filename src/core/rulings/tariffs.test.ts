import { describe, expect, it } from 'vitest';
import type { Tariff } from '../../contract/policy.ts';
import type { RulingDraft } from '../../contract/rulings.ts';
import { caseFileOf, roomOf, rulingOf, usd } from '../../testing/caseFile.ts';
import { testNow } from '../../testing/tempDesk.ts';
import { checkRuling } from './rules.ts';

const scratches: Tariff = { code: 'T-9', clause: '3.3', reasons: ['wrong_item'], goods: null, words: 'Scratches', fromPercent: 10, upToPercent: 30, withReturn: false };

function check(percent: string, change: Partial<RulingDraft> = {}, room = roomOf()) {
  const draft: RulingDraft = { ...rulingOf(), outcome: 'partial_refund', basis: { by: 'percent', percent }, tariffCode: 'T-9', ...change };
  const { sheet, problems } = checkRuling(caseFileOf({ refundRoom: room, tariff: [scratches] }), draft, testNow);
  return { standing: sheet?.tariff?.standing, problems: problems.map(({ code, field }) => `${code} ${field}`), message: problems[0]?.message };
}

describe('a tariff', () => {
  it('has its very ends within it, although they are rounded to a cent', () => {
    expect(['9.99', '10', '30', '30.02'].map((percent) => check(percent).standing)).toEqual(['below', 'within', 'within', 'above']);
    expect(check('30', {}, roomOf({ cap: usd(6665) }))).toMatchObject({ standing: 'within', problems: [] });
  });

  it('does not forbid to go above it, but asks for words in the reasons that name it and go on', () => {
    expect(check('40').problems).toEqual(['TARIFF reasons']);
    expect(check('40').message).toBe('40 % is above tariff T-9, which goes up to 30 %. Name T-9 in the reasons and say there why.');
    expect(check('40', { reasons: 'Above tariff T-9 (up to 30 %) because ' }).problems).toEqual(['TARIFF reasons']);
    expect(check('40', { reasons: 'Above tariff T-9 (up to 30 %) because the strap cannot be had any more.' }).problems).toEqual([]);
    expect(check('5').problems).toEqual([]);
  });

  it('is held against the lines a refund is on when it is stated by line, not against the whole order', () => {
    const basis = { by: 'line' as const, lines: [{ lineId: 'shipping', percent: '30' }] };
    expect(check('0', { basis }).standing).toBe('within');
    expect(check('0', { basis: { by: 'line', lines: [{ lineId: 'shipping', minor: '300' }] } }).standing).toBe('above');
  });

  it('must be one of the policy, for the reason ruled on, and for goods that are kept when they are', () => {
    expect(check('20', { tariffCode: 'T-77' }).problems).toEqual(['TARIFF amount']);
    expect(check('20', { reason: 'defective' }).problems).toContain('TARIFF amount');
    expect(check('20', { withReturn: true }).problems).toEqual(['TARIFF amount']);
  });
});

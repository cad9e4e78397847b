import { describe, expect, it } from 'vitest';
import { TogetherPattern } from '../../contract/together.ts';
import { completePattern, emptyForm, formFaults, grounds, patternOf } from './pattern.ts';

describe('patternOf', () => {
  const form = { ...emptyForm(), outcome: 'partial_refund' as const, reason: 'defective' as const, percent: '12,5', clause: '3.4', reasons: 'x', findings: { defective: { result: 'established' as const, ground: grounds[0]!.ground }, other: { result: 'established' as const, ground: grounds[1]!.ground } } };

  it('would send a finding on a claim that no case has, or a percent with a comma', () => {
    const pattern = completePattern(patternOf(form, ['defective']));
    expect(pattern).toMatchObject({ percent: '12.5', bearers: [{ bearer: 'seller', percent: 100 }], findings: [{ reason: 'defective' }] });
    expect(TogetherPattern.safeParse(pattern).success).toBe(true);
  });

  it('would keep amount, bearers and return of a refund when none is given', () => {
    expect(patternOf({ ...form, outcome: 'no_refund', withReturn: true }, [])).toMatchObject({ percent: null, bearers: [], withReturn: false });
  });

  it('would take half a pattern for a whole one', () => {
    expect(completePattern(patternOf({ ...form, outcome: null }, []))).toBeNull();
  });

  it('would send what is no percentage', () => {
    expect(formFaults({ ...form, percent: '30 %' }).percent).not.toBeNull();
    expect(formFaults({ ...form, bearers: { ...form.bearers, carrier: '1.5' } }).bearers).not.toBeNull();
    expect(formFaults(form)).toEqual({ percent: null, bearers: null });
  });
});

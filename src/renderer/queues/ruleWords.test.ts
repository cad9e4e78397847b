import { describe, expect, it } from 'vitest';
import { anyCase, dollars, ruleWords } from './ruleWords.ts';

describe('a rule in words', () => {
  it('says every part that narrows it, so that no lead saves a rule narrower than it reads', () => {
    expect(ruleWords({ ...anyCase, reasons: ['wrong_item', 'counterfeit'], markets: ['DE', 'AT'], valueFrom: 50_000 })).toBe('Wrong item or counterfeit · DE, AT · USD 500 and more');
    expect(ruleWords({ ...anyCase, languages: ['de', 'fr'], sources: ['aliexpress'], valueFrom: 5_000, valueBelow: 50_000 })).toBe('Buyer writes German or French · from aliexpress · USD 50 to below 500');
  });
  it('says "every case" for a rule without parts instead of nothing', () => {
    expect(ruleWords(anyCase)).toBe('Every case');
  });
  it('keeps a value of zero apart from none', () => {
    expect(ruleWords({ ...anyCase, valueBelow: 1_250 })).toBe('Below USD 12.50');
    expect(ruleWords({ ...anyCase, valueFrom: 0 })).toBe('USD 0 and more');
  });
  it('groups thousands and drops cents nobody typed', () => {
    expect(dollars(123_456_700)).toBe('1,234,567');
    expect(dollars(10)).toBe('0.10');
  });
});

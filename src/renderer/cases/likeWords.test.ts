import { describe, expect, it } from 'vitest';
import { aboutWords } from './likeWords.ts';

describe('aboutWords', () => {
  it('would hide that other kinds of goods were let in, or show a value that is not known', () => {
    expect(aboutWords({ reasons: ['defective', 'missing_parts'], goods: 'clothing', isWidened: false, fromCents: 2_222, toCents: 19_998 })).toBe(
      'Ruled on defective or missing parts, clothing and shoes, worth about USD 22.22 to USD 199.98.',
    );
    const wide = aboutWords({ reasons: ['other'], goods: null, isWidened: true, fromCents: 0, toCents: null });
    expect(wide).toContain('Other kinds of goods are counted too');
    expect(wide).not.toContain('worth');
  });
});

import { describe, expect, it } from 'vitest';
import { aClaim, anExhibit } from '../evidence/testCase.testing.ts';
import { silentSince } from './silentSide.ts';

const file = { openedAt: 10, escalatedAt: 20, receivedAt: 30 };
const row = (part: object) => ({ claim: aClaim(), buyer: [], seller: [], neutral: [], ...part });

describe('silentSince', () => {
  it('would call a seller silent who answered in words only', () => {
    const answered = row({ claim: aClaim({ answers: [{ by: 'seller', stance: 'denies', words: null, at: null }] }) });
    expect(silentSince('seller', answered, file)).toBeNull();
    expect(silentSince('seller', row({ seller: [anExhibit()] }), file)).toBeNull();
  });

  it('would take the platform for the seller, or count from the wrong moment', () => {
    const platform = row({ claim: aClaim({ answers: [{ by: 'platform', stance: 'denies', words: null, at: null }] }) });
    expect(silentSince('seller', platform, file)).toBe(10);
    expect(silentSince('seller', row({}), { ...file, openedAt: null, escalatedAt: null })).toBe(30);
  });

  it('would accuse anyone of silence in the row of untied exhibits', () => {
    expect(silentSince('seller', row({ claim: null }), file)).toBeNull();
  });
});

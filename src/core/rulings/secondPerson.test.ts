import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAboveLimit, isSamePerson, whyNotSecond } from './secondPerson.ts';

const usd = (minor: string) => ({ minor, currency: 'USD' });
const author = { personId: 'dana', name: 'Dana Ruiz' };
const lead = { personId: 'iris', name: 'Iris', role: 'lead' as const };

describe('isAboveLimit', () => {
  it('would lose a unit above 2^53, or hold the very amount of the limit', () => {
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 18n - 2n), (limit) => !isAboveLimit(usd(String(limit)), usd(String(limit))) && isAboveLimit(usd(String(limit + 1n)), usd(String(limit)))));
  });
});

describe('whyNotSecond', () => {
  it('would take the same person in another role, or with another spelling of the name, for a second one', () => {
    expect(whyNotSecond({ ...lead, name: ' dana  RUIZ' }, author, null, usd('1'))).toMatch(/You wrote/);
    expect(isSamePerson({ personId: 'a', name: 'Jose\u0301' }, { personId: 'b', name: 'José' })).toBe(true);
  });
  it('would let a mediator without a limit, or anybody with too low a one, approve', () => {
    expect(whyNotSecond({ ...lead, role: 'mediator' }, author, null, usd('1'))).toMatch(/Nobody gave you/);
    expect(whyNotSecond(lead, author, usd('99'), usd('100'))).toMatch(/does not cover/);
    expect(whyNotSecond(lead, author, usd('100'), usd('100'))).toBeNull();
    expect(whyNotSecond(lead, author, null, usd('100'))).toBeNull();
  });
});

import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';

describe('canonical JSON', () => {
  it('would give another hash than RFC 8785 for some document', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(canonical(value)).toBe(canonicalize(value));
    }));
    fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string({ unit: 'binary' }), fc.constant(undefined), fc.array(fc.constantFrom(undefined, null, 1, ''))) ), (value) => {
      expect(canonical(value)).toBe(canonicalize(value));
    }));
  });

  it('would write a row with bytes, or with sums beyond 2^53, otherwise than the log has always hashed it', () => {
    const row = { minor: 9_007_199_254_740_993n, salt: new Uint8Array([7, 0, 255]), at: undefined };
    const asBefore = JSON.parse(JSON.stringify(row, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))) as unknown;
    expect(canonical(row)).toBe(canonicalize(asBefore));
  });

  it('would hide half a surrogate pair, or a number that is none, in a hash', () => {
    for (const broken of ['\ud800', { '\udc00': 1 }, Number.NaN, [Number.POSITIVE_INFINITY]]) expect(() => canonical(broken)).toThrow('canonical form');
  });
});

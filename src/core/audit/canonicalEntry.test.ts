import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalEntry } from './canonicalEntry.ts';

const text = fc.string({ unit: 'grapheme' });
const whole = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
const entry = fc.record({
  seq: whole,
  at: whole,
  personId: text,
  sessionId: text,
  action: text,
  subject: text,
  caseId: fc.option(text),
  subjectVersion: fc.option(whole),
  payloadSha256: text,
  rows: fc.array(fc.record({ table: fc.constantFrom('ruling' as const, 'refund' as const), id: text, sha256: text }), { maxLength: 3 }),
});

it('would hash another text than the canonical JSON of the entry, which a verifier in another language makes', () => {
  fc.assert(fc.property(entry, (one) => {
    expect(canonicalEntry(one)).toBe(canonicalize(one));
  }), { numRuns: 500 });
});

it('would write control characters, line separators or the delete character otherwise than RFC 8785', () => {
  const odd = `\u0001\b\t\n\f\r"\\\u007f\u2028\u2029\u{1F4E6}é`;
  const one = { seq: 1, at: 0, personId: odd, sessionId: odd, action: odd, subject: odd, caseId: odd, subjectVersion: -0 + 0, payloadSha256: odd, rows: [{ table: 'ruling' as const, id: odd, sha256: odd }] };
  expect(canonicalEntry(one)).toBe(canonicalize(one));
});

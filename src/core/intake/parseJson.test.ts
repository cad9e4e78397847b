import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './parseJson.ts';

const parse = (text: string) => parseJson(new TextEncoder().encode(text));
const valueOf = (text: string) => {
  const parsed = parse(text);
  return parsed.ok ? parsed.value : parsed;
};

describe('parseJson', () => {
  it('reads what JSON.stringify writes, so that no valid document is refused or changed', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        const expected: unknown = JSON.parse(text, (_, leaf: unknown) =>
          typeof leaf === 'number' && Number.isInteger(leaf) && !Number.isSafeInteger(leaf) ? 'big' : leaf,
        );
        const read = JSON.parse(JSON.stringify(valueOf(text)), (_, leaf: unknown) => leaf) as unknown;
        if (!JSON.stringify(expected).includes('big')) expect(read).toEqual(expected);
      }),
    );
  });

  it('keeps every digit of an id above 2^53 and of a long decimal', () => {
    expect(valueOf('[8194715110000002, 9007199254740993, 1000000000000000000000, 0.12345678901234567890, 143.99, 855.0, -0, 1e400]')).toEqual([
      8194715110000002,
      '9007199254740993',
      '1000000000000000000000',
      '0.12345678901234567890',
      143.99,
      855,
      0,
      '1e400',
    ]);
  });

  it('names line, column and cause of a trailing comma', () => {
    expect(parse('[\n  {"a": 1},\n]\n')).toMatchObject({
      ok: false,
      code: 'CASE_JSON_BROKEN',
      line: 3,
      column: 1,
      message: expect.stringContaining('trailing comma'),
    });
    expect(parse('{"a": 1, }')).toMatchObject({ line: 1, column: 10, message: expect.stringContaining('trailing comma') });
  });

  it.each([
    ['', 1, 1, 'empty'],
    ['{"a" 1}', 1, 6, 'colon'],
    ['{"a": 1 "b": 2}', 1, 9, 'comma'],
    ["{'a': 1}", 1, 2, 'double quotes'],
    ['{"a":\r\n tru}', 2, 2, 'value after the colon'],
    ['[1] x', 1, 5, 'end of the file'],
    ['["a\nb"]', 1, 4, 'escaped'],
    ['["abc', 1, 2, 'closing quote'],
    ['[01]', 1, 2, 'leading zeros'],
    ['["\\x"]', 1, 3, 'backslash'],
    ['{"id": 1, "id": 2}', 1, 11, 'twice'],
    ['[1', 1, 3, 'end of the file'],
  ])('says where %j breaks and what was expected', (text, line, column, words) => {
    expect(parse(text)).toMatchObject({ ok: false, line, column, message: expect.stringContaining(words) });
  });

  it('refuses ten thousand nested lists instead of running out of stack', () => {
    expect(parse('['.repeat(10_000))).toMatchObject({ code: 'CASE_JSON_BROKEN', column: 257 });
    expect(parse('{"a":'.repeat(10_000)).ok).toBe(false);
    expect(parse(`${'['.repeat(256)}${']'.repeat(256)}`).ok).toBe(true);
  });

  it('does not let a __proto__ key reach the prototype', () => {
    const value = valueOf('{"__proto__": {"isAdmin": true}, "constructor": 1}') as { isAdmin?: boolean };
    expect(value.isAdmin).toBeUndefined();
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
  });

  it('reads byte order marks and says when bytes are no text', () => {
    expect(parseJson(Uint8Array.of(0xef, 0xbb, 0xbf, 0x5b, 0x5d))).toMatchObject({ ok: true, value: [] });
    expect(parseJson(Uint8Array.of(0xff, 0xfe, 0x5b, 0, 0x5d, 0))).toMatchObject({ ok: true, value: [] });
    expect(parseJson(Uint8Array.of(0xfe, 0xff, 0, 0x5b, 0, 0x5d))).toMatchObject({ ok: true, value: [] });
    expect(parseJson(Uint8Array.of(0x5b, 0x0a, 0x22, 0xc3, 0x28, 0x22, 0x5d))).toMatchObject({ code: 'CASE_NOT_TEXT', line: 2, column: 2 });
  });

  it('is not stalled by a number of very many zeros (ReDoS)', () => {
    const literal = `1.${'0'.repeat(1_000_000)}1`;
    expect(parseJson(Buffer.from(literal))).toMatchObject({ ok: true, value: literal });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NeutralCase } from '../../../contract/neutralCase.ts';
import { parseJson, type JsonValue } from '../parseJson.ts';
import { file, fixture, fixtureNames } from './fixtures/payloads.ts';
import { readPayloads } from './index.ts';
import { readMoment } from './moments.ts';

const payloads = fixtureNames.map((name) => {
  const parsed = parseJson(fixture(name).bytes);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
});

function leaves(value: JsonValue): number {
  if (typeof value === 'object' && value !== null) return Object.values(value).reduce<number>((sum, entry) => sum + leaves(entry), 0);
  return value === null || (typeof value === 'string' && value.trim() === '') ? 0 : 1;
}

/** A value with some of its leaves and branches replaced by the hostile ones, in a repeatable way. */
function spoil(value: JsonValue, bad: readonly JsonValue[], every: number, count = { leaf: 0 }): JsonValue {
  count.leaf += 1;
  if (bad.length > 0 && count.leaf > 1 && count.leaf % every === 0) return bad[count.leaf % bad.length] ?? null;
  if (Array.isArray(value)) return value.map((entry) => spoil(entry, bad, every, count));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, spoil(entry, bad, every, count)]));
  return value;
}

function expectAllThere(files: { path: string; bytes: Uint8Array }[]): void {
  const { cases, failed } = readPayloads(files);
  const told = new Set([...cases.flatMap(({ paths }) => paths), ...failed.map(({ path }) => path)]);
  expect(files.map(({ path }) => path).filter((path) => !told.has(path))).toEqual([]);
  for (const one of cases) expect(NeutralCase.safeParse(one.case).success).toBe(true);
}

describe('the account of a reading', () => {
  it('counts every leaf with a value as mapped or lists it, in each source', () => {
    for (const [index, payload] of payloads.entries()) {
      const { cases } = readPayloads([fixture(fixtureNames[index] ?? '')]);
      for (const one of cases) expect([fixtureNames[index], one.mapped + one.unmapped.length]).toEqual([fixtureNames[index], leaves(payload)]);
    }
  });

  it('lists a field nobody has heard of, wherever it stands', () => {
    for (const [index, payload] of payloads.entries()) {
      const grown =
        typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? { ...payload, 'new "field"': { deep: [0, false] } } : null;
      if (grown === null) continue;
      const [one] = readPayloads([file(fixtureNames[index] ?? '', grown)]).cases;
      if (one)
        expect(one.unmapped.map(({ path }) => path)).toEqual(
          expect.arrayContaining(['$["new \\"field\\""].deep[0]', '$["new \\"field\\""].deep[1]']),
        );
    }
  });

  it('loses no file and never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 4 }), (values) =>
        expectAllThere(values.map((value, index) => file(`d/${index}.json`, value))),
      ),
    );
  });

  it('loses no file and never throws when real payloads hold the wrong things in the wrong places', () => {
    const bad = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<JsonValue[]>(
        '\u0000',
        '\ud800',
        '9'.repeat(300),
        -1,
        1e300,
        '2024-99-99',
        '__proto__',
        'constructor',
        'usd',
        '12345678901234567',
        '',
      ),
    );
    fc.assert(
      fc.property(fc.array(bad, { minLength: 1, maxLength: 5 }), fc.integer({ min: 2, max: 40 }), (values, every) => {
        const spoiled = payloads.map((payload, index) => file(`d/${fixtureNames[index]}`, spoil(payload, values as JsonValue[], every)));
        expectAllThere(spoiled);
        for (const one of spoiled) expectAllThere([one]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('does not break at an object that cannot become text where an id belongs', () => {
    const claim = { id: { toString: null }, resource_id: 1, type: 'mediations', stage: 'dispute', status: 'opened', players: [{ role: 'complainant', user_id: { toString: null } }] };
    expectAllThere([file('d/claim.json', claim), file('d/messages.json', [{ sender_role: 'complainant', receiver_role: 'mediator', message: 'x' }])]);
  });

  it('loses no file that is not even text', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => expectAllThere([{ path: 'x', bytes }])));
  });
});

describe('readMoment', () => {
  it.each([
    ['20151118045546000-0800', '2015-11-18T12:55:46.000Z', false],
    ['2024-10-28 04:23:19', '2024-10-28T11:23:19.000Z', true],
    ['2024-10-28T04:23:19.000-04:00', '2024-10-28T08:23:19.000Z', false],
    ['2024-10-28T04:23:19Z', '2024-10-28T04:23:19.000Z', false],
    [1505544177, '2017-09-16T06:42:57.000Z', false],
    [1768548848952, '2026-01-16T07:34:08.952Z', false],
    ['20151118045546', '2015-11-18T12:55:46.000Z', true],
  ])('reads %j', (value, iso, isZoneAssumed) => {
    expect(readMoment(value, 'America/Los_Angeles')).toEqual({ iso, isZoneAssumed });
  });

  it.each(['yesterday', '2024-13-45', '12', '', true, null, 99_999_999_999_999])('refuses %j instead of inventing a time', (value) => {
    expect(readMoment(value)).toBeNull();
  });
});

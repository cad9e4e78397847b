import { computed, effectScope, shallowRef } from 'vue';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { setBackend } from '../backend/backend.ts';
import { createFakeBackend } from '../backend/fake.ts';
import { plainQuery, type CaseQuery } from './caseQuery.ts';
import { useFacets } from './useFacets.ts';
import { useListEntries } from './useListEntries.ts';

const dana = { personId: 'p-dana', name: 'Dana Okafor', role: 'mediator' } as const;
const scopes: ReturnType<typeof effectScope>[] = [];
afterEach(() => scopes.splice(0).forEach((scope) => scope.stop()));

function setUp(given: Partial<CaseQuery>) {
  const fake = createFakeBackend({ person: dana });
  const asked = vi.spyOn(fake, 'call');
  setBackend(fake);
  const query = shallowRef<CaseQuery>({ ...plainQuery('all'), ...given });
  const scope = effectScope();
  scopes.push(scope);
  const list = scope.run(() => useListEntries(query, useFacets(query).facets, () => null))!;
  const lists = () => asked.mock.calls.filter(([method]) => method === 'cases.list').map(([, input]) => input as { group?: { value: string } });
  return { fake, query, list, lists, heads: computed(() => list.entries.value.flatMap((line) => (line.is === 'group' ? [line] : []))) };
}

describe('a list in groups', () => {
  it('has a heading with a count for each value, and fetches the cases of the first alone', async () => {
    const { list, heads, lists } = setUp({ group: 'reason' });
    await vi.waitFor(() => expect(list.entries.value[1]?.is).toBe('row'));
    expect(heads.value.filter(({ isOpen }) => isOpen)).toHaveLength(1);
    expect(new Set(lists().map(({ group }) => group?.value))).toEqual(new Set([heads.value[0]?.value]));
    const rows = list.entries.value.flatMap((line) => (line.is === 'row' ? [line.row] : []));
    expect(rows).toHaveLength(heads.value[0]!.cases);
    expect(rows.every(({ reason }) => reason === heads.value[0]?.value)).toBe(true);
  });
  it('fetches the cases of another group when it is opened, and lets go of them when it is closed', async () => {
    const { list, heads } = setUp({ group: 'market' });
    await vi.waitFor(() => expect(list.entries.value[1]?.is).toBe('row'));
    const before = list.entries.value.length;
    const second = heads.value[1]!;
    list.toggle(second.value);
    await vi.waitFor(() => expect(list.entries.value.filter((line) => line.is === 'row')).toHaveLength(heads.value[0]!.cases + second.cases));
    list.toggle(second.value);
    expect(list.entries.value).toHaveLength(before);
  });
  it('has no heading for what the query rules out, though the facet still counts it', async () => {
    const { list, heads } = setUp({ group: 'reason', q: 'reason:defective,other' });
    await vi.waitFor(() => expect(list.entries.value[1]?.is).toBe('row'));
    expect(heads.value.map(({ value }) => value).toSorted()).toEqual(['defective', 'other']);
  });
});

describe('a list without groups', () => {
  it('a change of one case on screen fetches its page again and no other', async () => {
    const { fake, list, lists } = setUp({ scope: 'queue' });
    await vi.waitFor(() => expect(list.entries.value.length).toBeGreaterThan(20));
    const fetched = lists().length;
    const line = list.entries.value.find((one) => one.is === 'row' && one.row.lease === null);
    await fake.call('cases.claim', { requestId: crypto.randomUUID(), caseId: line!.id });
    await vi.waitFor(() => expect(list.entries.value.some((one) => one.is === 'row' && one.id === line!.id && one.row.lease?.isMine === true)).toBe(true));
    expect(lists().length - fetched).toBe(1);
  });
});

import { effectScope, nextTick, shallowRef } from 'vue';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { setBackend } from '../backend/backend.ts';
import { createFakeBackend } from '../backend/fake.ts';
import { useCaseList, type ListAsked } from './useCaseList.ts';

const dana = { personId: 'p-dana', name: 'Dana Okafor', role: 'mediator' } as const;
const usual: ListAsked = { scope: 'queue', sort: 'priority', query: '' };
const scopes: ReturnType<typeof effectScope>[] = [];
afterEach(() => scopes.splice(0).forEach((scope) => scope.stop()));

function setUp(query = shallowRef<ListAsked | null>(usual)) {
  const fake = createFakeBackend({ person: dana });
  setBackend(fake);
  const scope = effectScope();
  scopes.push(scope);
  return { fake, query, list: scope.run(() => useCaseList(query))! };
}

describe('the list of cases', () => {
  it('keeps its first rows first when something changes: a refetched first page is not taken from the end', async () => {
    const { fake, list } = setUp();
    await vi.waitFor(() => expect(list.isLoading.value).toBe(false));
    const before = list.rows.value[0]?.caseId;
    await fake.call('cases.claim', { requestId: crypto.randomUUID(), caseId: before! });
    await vi.waitFor(() => expect(list.rows.value[0]?.lease?.isMine).toBe(true));
    expect(list.rows.value[0]?.caseId).toBe(before);
  });
  it('fetches on when the end of what is there comes near, up to the last case and no further', async () => {
    const { list } = setUp();
    await vi.waitFor(() => expect(list.isLoading.value).toBe(false));
    expect(list.rows.value.length).toBeLessThan(list.total.value.total);
    for (let at = 0; list.hasMore.value; at += 20) {
      list.look(at, at + 20);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(new Set(list.rows.value.map((row) => row?.caseId)).size).toBe(list.total.value.total);
  });
  it('does not show the answer to an older filter after the newer one', async () => {
    const { list, query } = setUp();
    await nextTick();
    query.value = { ...usual, query: 'reason:counterfeit' };
    query.value = { ...usual, query: 'reason:defective' };
    await vi.waitFor(() => expect(list.rows.value.length).toBeGreaterThan(0));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(list.rows.value.every((row) => row?.reason === 'defective')).toBe(true);
    expect(list.total.value.totalInScope).toBeGreaterThan(list.total.value.total);
  });
  it('would keep an answer that was read before a change as if it were fresh, because it came after word of the change', async () => {
    const { fake, list } = setUp();
    await vi.waitFor(() => expect(list.isLoading.value).toBe(false));
    const caseId = list.rows.value[0]!.caseId;
    const held: (() => void)[] = [];
    const call = fake.call.bind(fake);
    fake.call = async (method, input) => {
      const answer = await call(method, input);
      if (method === 'cases.list' && held.length === 0) await new Promise<void>((resolve) => held.push(resolve));
      return answer;
    };
    await call('cases.claim', { requestId: crypto.randomUUID(), caseId });
    await vi.waitFor(() => expect(held).toHaveLength(1));
    await call('cases.handBack', { requestId: crypto.randomUUID(), caseId, note: null });
    // Word of it has been taken up by now.
    await new Promise((resolve) => setTimeout(resolve, 400));
    held[0]?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(list.rows.value.find((row) => row?.caseId === caseId)).toMatchObject({ lease: null });
  });
  it('says what went wrong and comes back by itself when the desk does', async () => {
    const { fake, list } = setUp();
    await vi.waitFor(() => expect(list.isLoading.value).toBe(false));
    fake.setOnline(false);
    list.reload();
    await vi.waitFor(() => expect(list.fault.value?.code).toBe('OFFLINE'));
    fake.setOnline(true);
    await vi.waitFor(() => expect(list.fault.value).toBeNull());
    expect(list.rows.value.length).toBeGreaterThan(0);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef } from 'vue';
import type { SearchFound } from '../../contract/search.ts';
import { DeskError, setBackend, type Backend } from '../backend/backend.ts';
import { useSearch } from './useSearch.ts';

const found = (reference: string, part: Partial<SearchFound> = {}): SearchFound => ({
  hits: [{ caseId: reference, reference, state: 'queued', reason: 'other', title: null, buyerName: null, sellerName: null, amount: null, place: 'head', speaker: null, spot: { in: 'head', part: 'title' }, exhibit: null, snippet: [], more: 0, isNear: false }],
  total: 1, isTotalExact: true, nextBefore: null, faults: [], didYouMean: [], isCatchingUp: false, pending: 0, isReplaced: false, tookMs: 1, ...part,
});

/** A core that answers when it is told to: asked queries, and what settles each. */
function slowCore() {
  const asked: { query: string; answer: (value: SearchFound) => Promise<void>; fail: () => Promise<void> }[] = [];
  const settle = async (work: () => void): Promise<void> => {
    work();
    await vi.advanceTimersByTimeAsync(0);
  };
  setBackend({
    call: (_name: string, { query }: { query: string }) => new Promise((resolve, reject) => asked.push({ query, answer: (value) => settle(() => resolve(value)), fail: () => settle(() => reject(new DeskError({ code: 'INTERNAL', message: 'No.' }))) })),
    on: () => () => undefined, onConnection: () => () => undefined,
  } as unknown as Backend);
  return asked;
}

describe('searching while somebody types', () => {
  const scope = { run: effectScope() };
  const start = (text: string, pauseMs = 0) => {
    const query = shallowRef(text);
    return { query, search: scope.run.run(() => useSearch(query, { limit: 50, pauseMs: () => pauseMs }))! };
  };
  beforeEach(() => {
    vi.useFakeTimers();
    scope.run = effectScope();
  });
  afterEach(() => {
    scope.run.stop();
    vi.useRealTimers();
  });
  const references = (search: { found: { value: SearchFound | null } }) => search.found.value?.hits.map((one) => one.reference);

  it('an answer to older words never overwrites that to newer ones', async () => {
    const asked = slowCore();
    const { query, search } = start('va');
    query.value = 'vase';
    await nextTick();
    await asked[1]!.answer(found('new'));
    await asked[0]!.answer(found('old'));
    expect(references(search)).toEqual(['new']);
  });
  it('what was found stays until the next answer, so that the list does not blink', async () => {
    const asked = slowCore();
    const { query, search } = start('va');
    await asked[0]!.answer(found('old'));
    query.value = 'vase';
    await nextTick();
    expect([references(search), search.isSearching.value]).toEqual([['old'], true]);
  });
  it('asks once for words typed in one go', async () => {
    const asked = slowCore();
    const { query } = start('', 120);
    for (const text of ['v', 'va', 'vas', 'vase']) {
      query.value = text;
      await nextTick();
      await vi.advanceTimersByTimeAsync(60);
    }
    await vi.advanceTimersByTimeAsync(120);
    expect(asked.map((one) => one.query)).toEqual(['vase']);
  });
  it('asks again when another search of the person took its place, and shows no empty list for it', async () => {
    const asked = slowCore();
    const { search } = start('vase');
    await asked[0]!.answer(found('x', { hits: [], total: 0, isReplaced: true }));
    expect([search.found.value, search.isSearching.value]).toEqual([null, true]);
    await vi.advanceTimersByTimeAsync(200);
    await asked[1]!.answer(found('vase'));
    expect(references(search)).toEqual(['vase']);
  });
  it('looks again while cases are not searchable yet', async () => {
    const asked = slowCore();
    const { search } = start('vase');
    await asked[0]!.answer(found('a', { isCatchingUp: true, pending: 3 }));
    await vi.advanceTimersByTimeAsync(2_100);
    await asked[1]!.answer(found('b'));
    expect([asked.length, references(search)]).toEqual([2, ['b']]);
  });
  it('a fault keeps what was found, and trying again asks the same', async () => {
    const asked = slowCore();
    const { query, search } = start('va');
    await asked[0]!.answer(found('old'));
    query.value = 'vase';
    await nextTick();
    await asked[1]!.fail();
    expect([references(search), search.fault.value?.message]).toEqual([['old'], 'No.']);
    search.retry();
    expect([asked[2]!.query, search.fault.value]).toEqual(['vase', null]);
  });
  it('an empty field asks nothing and shows nothing', async () => {
    const asked = slowCore();
    const { query, search } = start('vase');
    await asked[0]!.answer(found('a'));
    query.value = ' ';
    await nextTick();
    expect([asked.length, search.found.value]).toEqual([1, null]);
  });
});

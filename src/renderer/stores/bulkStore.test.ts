import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setBackend } from '../backend/backend.ts';
import { createFakeBackend } from '../backend/fake.ts';
import { useNotices } from '../ui/notices.ts';
import { useBulkStore } from './bulkStore.ts';
import { useSessionStore } from './sessionStore.ts';

const tagThem = { action: 'tag' as const, tags: ['safety'] };

async function asMediator() {
  const fake = createFakeBackend({ person: { personId: 'p-dana', name: 'Dana Okafor', role: 'mediator' }, rows: 6 });
  setBackend(fake);
  setActivePinia(createPinia());
  await useSessionStore().load();
  const { rows } = await fake.call('cases.list', { scope: 'queue', limit: 3 });
  return { fake, bulk: useBulkStore(), of: { caseIds: rows.map(({ caseId }) => caseId) } };
}

describe('what is done to many cases from this window', () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
    for (const { id } of useNotices().notices.value) useNotices().dismiss(id);
  });
  afterEach(() => void vi.useRealTimers());

  it('would end without a word once its dialog is closed', async () => {
    const { bulk, of } = await asMediator();
    await bulk.start(tagThem, of);
    expect([bulk.isOpen, bulk.running.size]).toEqual([true, 1]);
    bulk.show(null);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(bulk.running.size).toBe(0);
    expect(useNotices().notices.value).toMatchObject([{ title: 'Tag safety', text: '3 done', action: { label: 'See the results' } }]);
  });

  it('would say again what is being looked at, or leave two dialogs open', async () => {
    const { bulk, of } = await asMediator();
    bulk.setUp('tag');
    await bulk.start(tagThem, of);
    expect([bulk.doing, bulk.shownId]).toEqual([null, [...bulk.running.keys()][0]]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect([bulk.running.size, useNotices().notices.value]).toEqual([0, []]);
  });

  it('would begin twice what was sent again after a lost answer', async () => {
    const { fake, bulk, of } = await asMediator();
    const ids: string[] = [];
    const call = fake.call.bind(fake);
    setBackend({ ...fake, call: ((method, input) => {
      if (method !== 'bulk.start') return call(method, input);
      ids.push((input as { requestId: string }).requestId);
      return ids.length === 1 ? Promise.reject(new Error('lost')) : call(method, input);
    }) as typeof fake.call });
    setActivePinia(createPinia());
    const fresh = useBulkStore();
    await expect(fresh.start(tagThem, of)).rejects.toThrow('lost');
    await fresh.start(tagThem, of);
    expect(new Set(ids).size).toBe(1);
    expect(bulk.running.size).toBe(0);
  });
});

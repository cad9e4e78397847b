import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeBackend } from '../backend/fake.ts';
import { setBackend } from '../backend/backend.ts';
import { useAheadStore } from './aheadStore.ts';
import { useCaseStore } from './caseStore.ts';

const dana = { personId: 'p-dana', name: 'Dana Okafor', role: 'mediator' as const };

describe('what is fetched ahead', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    // The pictures of the fake are drawn by a browser; here only the files count.
    globalThis.Image = class {
      src = '';
      decode = () => Promise.resolve();
    } as unknown as typeof Image;
  });

  it('is on screen at once when the case is opened, and gives way to the file as it is', async () => {
    const backend = createFakeBackend({ person: dana });
    setBackend(backend);
    const ahead = useAheadStore();
    const cases = useCaseStore();
    await ahead.look();
    const [next] = (await backend.call('cases.upNext', {})).caseIds;
    if (!next) throw new Error('The fake has no case that waits.');
    await backend.call('cases.claim', { requestId: crypto.randomUUID(), caseId: next });
    const opening = cases.open(next);
    expect(cases.file?.caseId).toBe(next);
    expect([cases.isAhead, cases.file?.lease]).toEqual([true, null]);
    await opening;
    expect([cases.isAhead, cases.file?.lease?.isMine]).toEqual([false, true]);
  });

  it('would be fetched again for each of many changes that come at once', async () => {
    const backend = createFakeBackend({ person: dana });
    setBackend(backend);
    const ahead = useAheadStore();
    await ahead.look();
    const [next] = (await backend.call('cases.upNext', {})).caseIds;
    if (!next) throw new Error('The fake has no case that waits.');
    const called = vi.spyOn(backend, 'call');
    for (const text of ['one', 'two', 'three']) await backend.call('cases.addNote', { requestId: crypto.randomUUID(), caseId: next, text });
    await vi.waitFor(() => expect(called).toHaveBeenCalledWith('cases.get', { caseId: next }), 2_000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(called.mock.calls.filter(([method]) => method === 'cases.get')).toHaveLength(1);
    expect(ahead.take(next)?.notes.map(({ text }) => text)).toEqual(expect.arrayContaining(['one', 'two', 'three']));
  });

  it('is forgotten when somebody else signs in, whose file would say other things', async () => {
    const backend = createFakeBackend({ person: dana });
    setBackend(backend);
    const ahead = useAheadStore();
    await ahead.look();
    const { caseIds } = await backend.call('cases.upNext', {});
    ahead.forget();
    expect(caseIds.map((id) => ahead.take(id))).toEqual(caseIds.map(() => null));
  });
});

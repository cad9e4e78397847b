import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftKeeper } from './draftKeeper.ts';
import type { RulingCheck, RulingDraft } from '../../contract/rulings.ts';

const none = { draft: null, version: 0 };
const emptyCheck: RulingCheck = { amount: null, working: [], shares: [], cap: null, problems: [], hints: [], suggestion: null, met: 0, asked: 7 };

function setUp() {
  const saved: { caseId: string; draft: RulingDraft }[] = [];
  const calls = {
    save: vi.fn(async (caseId: string, draft: RulingDraft, version: number) => {
      saved.push({ caseId, draft });
      return { savedAt: 1_000 + saved.length, version: version + 1 };
    }),
    check: vi.fn(async (_caseId: string, draft: RulingDraft): Promise<RulingCheck> => ({ ...emptyCheck, met: draft.reasons?.length ?? 0 })),
  };
  return { saved, calls, keeper: createDraftKeeper(calls) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('saving', () => {
  it('saves once within 500 ms of the last key, not once a key', async () => {
    const { keeper, saved } = setUp();
    keeper.open('a', none);
    for (const reasons of ['T', 'Th', 'The']) {
      keeper.set({ reasons });
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(saved).toEqual([]);
    await vi.advanceTimersByTimeAsync(400);
    expect(saved).toEqual([{ caseId: 'a', draft: { reasons: 'The' } }]);
    expect(keeper.saveState.value).toBe('clean');
    expect(keeper.savedAt.value).toBe(1_001);
  });
  it('flushes at once on close and waits for the save under way, so that an older draft never lands last', async () => {
    const { keeper, calls, saved } = setUp();
    let release = () => {};
    calls.save.mockImplementationOnce(async (caseId, draft) => {
      await new Promise<void>((resolve) => (release = resolve));
      saved.push({ caseId, draft });
      return { savedAt: 1, version: 1 };
    });
    keeper.open('a', none);
    keeper.set({ reasons: 'one' });
    void keeper.flush();
    await vi.advanceTimersByTimeAsync(0);
    keeper.set({ reasons: 'two' });
    const done = keeper.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(calls.save).toHaveBeenCalledTimes(1);
    release();
    await done;
    expect(saved.map((row) => row.draft.reasons)).toEqual(['one', 'two']);
    expect(keeper.saveState.value).toBe('clean');
  });
  it('saves the draft of the case left to that case, not to the next one', async () => {
    const { keeper, saved } = setUp();
    keeper.open('a', none);
    keeper.set({ reasons: 'of a' });
    keeper.open('b', { draft: { reasons: 'of b' }, version: 1 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saved).toEqual([{ caseId: 'a', draft: { reasons: 'of a' } }]);
    expect(keeper.draft.value).toEqual({ reasons: 'of b' });
    expect(keeper.saveState.value).toBe('clean');
  });
  it('keeps a draft the desk did not take and saves it when the case is opened again', async () => {
    const { keeper, calls, saved } = setUp();
    calls.save.mockRejectedValueOnce(new Error('offline'));
    keeper.open('a', none);
    keeper.set({ reasons: 'precious' });
    await vi.advanceTimersByTimeAsync(400);
    expect(keeper.saveState.value).toBe('failed');
    calls.save.mockRejectedValueOnce(new Error('offline'));
    keeper.open('b', none);
    await vi.advanceTimersByTimeAsync(400);
    keeper.open('a', { draft: { reasons: 'older' }, version: 1 });
    expect(keeper.draft.value).toEqual({ reasons: 'precious' });
    await vi.advanceTimersByTimeAsync(400);
    expect(saved).toEqual([{ caseId: 'a', draft: { reasons: 'precious' } }]);
  });
  it('saves while somebody types on without a pause, so that at most a second of typing can be lost', async () => {
    const { keeper, saved } = setUp();
    keeper.open('a', none);
    for (let typed = 1; typed <= 30; typed += 1) {
      keeper.set({ reasons: 'x'.repeat(typed) });
      await vi.advanceTimersByTimeAsync(100);
      const lost = typed - (saved.at(-1)?.draft.reasons?.length ?? 0);
      expect(lost * 100).toBeLessThanOrEqual(1_000);
    }
  });
  it('goes on from the version the desk gave, so that its own saves never look like those of another window', async () => {
    const { keeper, calls } = setUp();
    keeper.open('a', { draft: null, version: 4 });
    for (const reasons of ['one', 'two']) {
      keeper.set({ reasons });
      await keeper.flush();
    }
    expect(calls.save.mock.calls.map(([, , version]) => version)).toEqual([4, 5]);
  });
  it('drops parts that were taken away instead of sending undefined', async () => {
    const { keeper, saved } = setUp();
    keeper.open('a', { draft: { outcome: 'full_refund', basis: { by: 'full' } }, version: 1 });
    keeper.set({ basis: undefined, outcome: 'no_refund' });
    await keeper.flush();
    expect(Object.keys(saved[0]?.draft ?? {})).toEqual(['outcome']);
  });
});

describe('checking', () => {
  it('never shows the working of an older draft when answers come out of order', async () => {
    const { keeper, calls } = setUp();
    let late = (_check: RulingCheck) => {};
    keeper.open('a', none);
    await vi.advanceTimersByTimeAsync(100);
    calls.check.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
    keeper.set({ reasons: 'x' });
    await vi.advanceTimersByTimeAsync(100);
    keeper.set({ reasons: 'xyz' });
    await vi.advanceTimersByTimeAsync(100);
    late({ ...emptyCheck, met: 99 });
    await vi.advanceTimersByTimeAsync(0);
    expect(keeper.check.value?.met).toBe(3);
  });
  it('works out the draft as it stands before a quick Enter', async () => {
    const { keeper } = setUp();
    keeper.open('a', none);
    keeper.set({ reasons: 'abcd' });
    expect((await keeper.ensureChecked())?.met).toBe(4);
  });
  it('does not take the answer about an older draft for the check of a quickly typed newer one', async () => {
    const { keeper, calls } = setUp();
    let answer = () => {};
    calls.check.mockImplementationOnce(async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return { ...emptyCheck, met: 0 };
    });
    keeper.open('a', { draft: { reasons: 'x' }, version: 1 });
    await vi.advanceTimersByTimeAsync(100);
    keeper.set({ reasons: 'typed' });
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect((await keeper.ensureChecked())?.met).toBe(5);
  });
});

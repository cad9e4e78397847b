import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, shallowRef } from 'vue';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { Deadline } from '../../contract/deadlines.ts';
import { useDueRefresh } from './useDueRefresh.ts';

const day = 86_400_000;
const fileDue = (...dueAt: number[]) => ({ deadlines: dueAt.map((at) => ({ dueAt: at, moves: [] }) as unknown as Deadline) }) as unknown as CaseFile;

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

describe('a case that stays open while a time of it ends', () => {
  it('would show that the time still runs, fetch over and over, or fetch after it was left', async () => {
    const file = shallowRef<CaseFile | null>(fileDue(1_000, 40 * day));
    const refresh = vi.fn(() => Promise.resolve());
    const scope = effectScope();
    scope.run(() => useDueRefresh(() => file.value, refresh));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(refresh).toHaveBeenCalledTimes(1);
    // Beyond the longest timer there is.
    file.value = fileDue(1_000, 40 * day);
    await vi.advanceTimersByTimeAsync(39 * day);
    expect(refresh).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2 * day);
    expect(refresh).toHaveBeenCalledTimes(2);
    file.value = fileDue(50 * day);
    scope.stop();
    await vi.advanceTimersByTimeAsync(20 * day);
    expect(refresh).toHaveBeenCalledTimes(2);
  });
});

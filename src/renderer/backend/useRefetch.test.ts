import { effectScope } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setBackend } from './backend.ts';
import { createFakeBackend } from './fake.ts';
import { useRefetch } from './useRefetch.ts';

const dana = { personId: 'p-dana', name: 'Dana Okafor', role: 'mediator' } as const;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp() {
  const fake = createFakeBackend({ person: dana, delayMs: 0 });
  setBackend(fake);
  const load = vi.fn();
  const scope = effectScope();
  scope.run(() => useRefetch(load, ({ type }) => type === 'queue.changed'));
  const change = async (): Promise<void> => {
    const claimed = fake.call('cases.next', { requestId: crypto.randomUUID() });
    await vi.advanceTimersByTimeAsync(1);
    await claimed;
  };
  return { fake, load, scope, change };
}

describe('fetching again', () => {
  it('would fetch once for each of a thousand changes, and not at all for the last of them', async () => {
    const { load, change } = setUp();
    for (let one = 0; one < 5; one += 1) await change();
    await vi.advanceTimersByTimeAsync(300);
    expect(load).toHaveBeenCalledTimes(1);
    await change();
    await vi.advanceTimersByTimeAsync(300);
    expect(load).toHaveBeenCalledTimes(2);
  });
  it('would fetch a second time at the start, or miss what happened while the desk was away', async () => {
    const { fake, load } = setUp();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(load).not.toHaveBeenCalled();
    fake.setOnline(false);
    fake.setOnline(true);
    await vi.advanceTimersByTimeAsync(300);
    expect(load).toHaveBeenCalledTimes(1);
  });
  it('would go on for a screen that was left', async () => {
    const { fake, load, scope, change } = setUp();
    await change();
    scope.stop();
    fake.setOnline(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(load).not.toHaveBeenCalled();
  });
});

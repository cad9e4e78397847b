import { expect, it } from 'vitest';
import { createNewestOnly } from './newestOnly.ts';

const never = (signal: AbortSignal) => new Promise<string>((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true }));

it('would keep a session waiting for a search that it has replaced, or let that run on for ever', async () => {
  const newest = createNewestOnly<string>();
  const signals: AbortSignal[] = [];
  const first = newest('a', (signal) => never((signals.push(signal), signal)));
  const second = newest('a', () => Promise.resolve('found'));
  expect(await first).toBeNull();
  expect(await second).toBe('found');
  expect(signals[0]?.aborted).toBe(true);
});

it('would stop the search of another session', async () => {
  const newest = createNewestOnly<string>();
  let finish: (value: string) => void = () => undefined;
  const first = newest('a', () => new Promise((resolve) => (finish = resolve)));
  expect(await newest('b', () => Promise.resolve('other'))).toBe('other');
  finish('mine');
  expect(await first).toBe('mine');
});

it('would hide that a search failed', async () => {
  await expect(createNewestOnly<string>()('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef } from 'vue';
import { liveWords, say, useSaying } from './live.ts';

beforeEach(() => {
  vi.useFakeTimers();
  // What another test had said and nobody heard yet.
  say('Now.');
  vi.advanceTimersByTime(100);
});
afterEach(() => void vi.useRealTimers());

it('the same words twice are two changes, so that a second failure is heard', () => {
  const heard: string[] = [];
  say('Not staged.');
  vi.advanceTimersByTime(100);
  heard.push(liveWords.value);
  say('Not staged.');
  heard.push(liveWords.value);
  vi.advanceTimersByTime(100);
  heard.push(liveWords.value);
  expect(heard).toEqual(['Not staged.', '', 'Not staged.']);
});

it('words of one moment are said together, none instead of the others', () => {
  say('Ruling staged.');
  say('C-2 open.');
  say('Ruling staged.');
  vi.advanceTimersByTime(100);
  expect(liveWords.value).toBe('C-2 open. Ruling staged.');
});

it('counts are said when typing rests, not with every letter', async () => {
  const count = shallowRef<string | null>(null);
  const scope = effectScope();
  scope.run(() => useSaying(() => count.value, 500));
  say('before');
  vi.advanceTimersByTime(100);
  for (const words of ['40 found', '12 found', '3 found']) {
    count.value = words;
    await nextTick();
    vi.advanceTimersByTime(200);
  }
  expect(liveWords.value).toBe('before');
  vi.advanceTimersByTime(500);
  expect(liveWords.value).toBe('3 found');
  count.value = null;
  scope.stop();
});

it('no part has a live region of its own: two that change at once talk over each other', () => {
  const files = import.meta.glob<string>('../**/*.vue', { query: '?raw', import: 'default', eager: true });
  const own = Object.entries(files).filter(([path, source]) => !path.endsWith('/UiLive.vue') && /role="(status|log)"|aria-live="(?!off)/.test(source)).map(([path]) => path);
  expect(own).toEqual([]);
});

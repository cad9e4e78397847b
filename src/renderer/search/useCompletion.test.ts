import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef } from 'vue';
import type { Completion } from '../../contract/search.ts';
import { setBackend, type Backend } from '../backend/backend.ts';
import { recentQueries } from './recentQueries.ts';
import { useCompletion } from './useCompletion.ts';

const value = (text: string, cases: number | null = null): Completion => ({ from: 0, to: 0, text, kind: 'value', words: '', cases });

describe('suggestions while a query is typed', () => {
  let scope = effectScope();
  let asked: { text: string; answer: (completions: Completion[]) => Promise<void> }[] = [];
  beforeEach(() => {
    vi.useFakeTimers();
    scope = effectScope();
    asked = [];
    setBackend({
      call: (_name: string, { text }: { text: string }) => new Promise((resolve) => asked.push({ text, answer: async (completions) => { resolve(completions); await vi.advanceTimersByTimeAsync(0); } })),
    } as unknown as Backend);
  });
  afterEach(() => {
    scope.stop();
    recentQueries.value = [];
    vi.useRealTimers();
  });
  function start() {
    const text = shallowRef('');
    const caret = shallowRef<number | null>(0);
    const completion = scope.run(() => useCompletion(text, caret))!;
    const type = async (typed: string): Promise<void> => {
      text.value = typed;
      caret.value = typed.length;
      completion.open('typed');
      await nextTick();
    };
    return { ...completion, type, labels: () => completion.all.value.map((one) => one.label) };
  }

  it('lists what is known here before the core has said anything', async () => {
    const list = start();
    await list.type('state:ru');
    expect(list.labels()).toEqual(['ruled']);
    expect(asked).toEqual([]);
  });
  it('adds what the core knows, and shows nothing of one field under another', async () => {
    const list = start();
    await list.type('tag:');
    await vi.advanceTimersByTimeAsync(150);
    await asked[0]!.answer([value('tag:safety', 3)]);
    expect(list.labels()).toEqual(['safety']);
    await list.type('queue:');
    expect(list.labels()).toEqual([]);
  });
  it('drops an answer that comes after more was typed', async () => {
    const list = start();
    await list.type('tag:');
    await vi.advanceTimersByTimeAsync(150);
    await list.type('tag:s');
    await asked[0]!.answer([value('tag:toys')]);
    expect(list.labels()).toEqual([]);
  });
  it('Escape shuts it until something is typed again', async () => {
    const list = start();
    await list.type('re');
    list.shut();
    expect(list.isOpen.value).toBe(false);
    await list.type('rea');
    expect(list.labels()).toEqual(['reason:']);
  });
  it('nothing is chosen until an arrow chooses it, so that Enter sends what was typed; past the end lies the field again', async () => {
    const list = start();
    await list.type('re');
    expect(list.active.value).toBe(-1);
    list.move(1);
    list.move(1);
    expect(list.active.value).toBe(1);
    list.move(1);
    expect(list.active.value).toBe(-1);
    list.move(-1);
    expect(list.active.value).toBe(1);
  });
  it('an empty field that is asked shows the last queries before the filters', async () => {
    recentQueries.value = ['due<2d'];
    const list = start();
    list.open('asked');
    expect(list.groups.value.map((group) => [group.title, group.options[0]!.label])).toEqual([['Recent', 'due<2d'], ['Filters', 'reason:']]);
  });
});

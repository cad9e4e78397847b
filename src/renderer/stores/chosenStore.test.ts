import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { useChosenStore } from './chosenStore.ts';

describe('cases chosen in the queue', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('would choose the wrong stretch when a range is drawn upwards, or from a case that left the list', () => {
    const chosen = useChosenStore();
    const list = ['a', 'b', 'c', 'd'];
    chosen.toggle('c');
    chosen.choosePast('a', list);
    expect(chosen.ids).toEqual(['c', 'a', 'b']);
    chosen.clear();
    chosen.toggle('gone');
    chosen.choosePast('b', list);
    expect(chosen.ids).toEqual(['gone', 'b']);
  });

  it('would ask the core for more than it takes', () => {
    const chosen = useChosenStore();
    chosen.add(Array.from({ length: 130 }, (_, index) => `case-${index}`));
    expect(chosen.ids).toHaveLength(100);
    chosen.toggle('case-0');
    expect(chosen.ids).toHaveLength(99);
  });
});

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

  it('would ask the core for more than it takes, or to rule on more than anybody reads through', () => {
    const chosen = useChosenStore();
    chosen.add(Array.from({ length: 5_030 }, (_, index) => `case-${index}`));
    expect([chosen.ids.length, chosen.canRuleTogether]).toEqual([5_000, false]);
    chosen.toggle('case-0');
    expect(chosen.ids).toHaveLength(4_999);
    chosen.clear();
    chosen.add(['a']);
    expect(chosen.canRuleTogether).toBe(true);
  });

  it('would go on with all that a filter finds after one of them was let go', () => {
    const chosen = useChosenStore();
    chosen.add(['a', 'b']);
    chosen.chooseFound({ scope: 'queue', query: 'is:overdue', total: 1_204, isExact: true });
    expect([chosen.count, chosen.of, chosen.has.has('z'), chosen.canRuleTogether]).toEqual([1_204, { scope: 'queue', query: 'is:overdue' }, true, false]);
    chosen.toggle('b');
    expect([chosen.count, chosen.of, chosen.has.has('z')]).toEqual([1, { caseIds: ['a'] }, false]);
    chosen.clear();
    expect(chosen.of).toBeNull();
  });
});

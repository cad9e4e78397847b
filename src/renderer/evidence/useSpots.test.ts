import { describe, expect, it } from 'vitest';
import { nextTick, ref, shallowRef } from 'vue';
import type { Spot } from '../../contract/spots.ts';
import { anExhibit } from './testCase.testing.ts';
import { markingKind, useSpots } from './useSpots.ts';

const photo = anExhibit({ evidenceId: 'e1' });

/** Places over a core in memory, which can be made to refuse. */
function aDesk() {
  const file = shallowRef({ caseId: 'c1', exhibits: [photo], spots: [] as Spot[] });
  const currentId = ref<string | null>(null);
  const canEdit = ref(true);
  const refuses = ref(false);
  const away = new Map<string, Spot>();
  const [cited, said]: [string[], string[]] = [[], []];
  let count = 0;
  const set = (spots: Spot[]): boolean => {
    if (!refuses.value) file.value = { ...file.value, spots };
    return !refuses.value;
  };
  const spots = useSpots({
    file: () => file.value,
    currentId: () => currentId.value,
    choose: (id) => (currentId.value = id),
    go: (id) => (currentId.value = id),
    canEdit: () => canEdit.value,
    add: async (evidenceId, name, place) => {
      const spot: Spot = { spotId: `s${(count += 1)}`, label: `B-1.${count}`, evidenceId, name, place, personName: 'Dana', at: 1 };
      return set([...file.value.spots, spot]) ? spot : null;
    },
    rename: async (id, name) => set(file.value.spots.map((spot) => (spot.spotId === id ? { ...spot, name } : spot))),
    remove: async (id) => {
      away.set(id, file.value.spots.find((spot) => spot.spotId === id)!);
      if (currentId.value === id) currentId.value = null;
      return set(file.value.spots.filter((spot) => spot.spotId !== id));
    },
    restore: async (id) => set([...file.value.spots, away.get(id)!]),
    cite: (spot) => void cited.push(spot.spotId),
    say: (words) => void said.push(words),
  });
  async function mark(name: string, isToCite = false): Promise<void> {
    spots.begin(photo);
    spots.setPlace({ type: 'point', page: 1, x: 0.5, y: 0.5 });
    spots.name();
    await spots.keep(name, isToCite);
  }
  const names = (): string[] => file.value.spots.map((spot) => spot.name);
  return { spots, file, currentId, canEdit, refuses, cited, said, mark, names };
}

describe('useSpots', () => {
  it('would leave a new place unchosen, so that C cites the whole exhibit', async () => {
    const { spots, currentId, cited, mark } = aDesk();
    await mark('  Crack  ', true);
    expect([currentId.value, cited, spots.current.value?.name, spots.marking.value]).toEqual(['s1', ['s1'], 'Crack', null]);
  });

  it('would zoom to a place just because it was drawn or clicked', async () => {
    const { spots, mark } = aDesk();
    await mark('Crack');
    await nextTick();
    expect(spots.arrival.value).toBeNull();
    spots.choose(null);
    await nextTick();
    spots.go('s1');
    await nextTick();
    expect(spots.arrival.value).toEqual({ spotId: 's1', times: 1 });
    spots.go('s1');
    expect(spots.arrival.value).toEqual({ spotId: 's1', times: 2 });
  });

  it('would lose the drawn place and its name when the core refuses it', async () => {
    const { spots, refuses, mark, names } = aDesk();
    refuses.value = true;
    await mark('Crack');
    expect([spots.marking.value?.isNaming, names(), spots.canUndo.value]).toEqual([true, [], false]);
    refuses.value = false;
    await spots.keep('Crack', false);
    expect(names()).toEqual(['Crack']);
  });

  it('would undo and redo something else than the last change', async () => {
    const { spots, mark, names, said } = aDesk();
    await mark('Crack');
    await spots.rename(spots.all.value[0]!, 'Tear');
    await spots.remove(spots.all.value[0]!);
    expect(names()).toEqual([]);
    await spots.undo();
    expect(names()).toEqual(['Tear']);
    await spots.undo();
    expect(names()).toEqual(['Crack']);
    await spots.undo();
    expect([names(), spots.canUndo.value]).toEqual([[], false]);
    await spots.redo();
    await spots.redo();
    expect(names()).toEqual(['Tear']);
    expect(said.at(-1)).toBe('Done again: B-1.1 is called “Tear”');
  });

  it('would let somebody change places, or undo, after the lease is gone', async () => {
    const { spots, canEdit, mark, names } = aDesk();
    await mark('Crack');
    spots.begin(photo);
    canEdit.value = false;
    await nextTick();
    expect([spots.marking.value, spots.canUndo.value]).toEqual([null, false]);
    await spots.undo();
    spots.begin(photo);
    expect([names(), spots.marking.value]).toEqual([['Crack'], null]);
  });

  it('would undo in one case what was done in another', async () => {
    const { spots, file, mark } = aDesk();
    await mark('Crack');
    file.value = { ...file.value, caseId: 'c2', spots: [] };
    await nextTick();
    expect(spots.canUndo.value).toBe(false);
  });

  it('would offer to draw on what shows no picture', () => {
    expect(markingKind(photo)).toBe('drawn');
    expect(markingKind(anExhibit({ show: 'audio' }))).toBe('span');
    expect(markingKind(anExhibit({ show: 'text', kind: 'chat', text: 'Buyer: one' }))).toBe('lines');
    expect(markingKind(anExhibit({ state: 'missing' }))).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noHistory, recorded, redoStep, undoStep, type SpotAct, type SpotChange, type SpotHistory } from './spotHistory.ts';

/** The places as a core would keep them: name and whether each is there. */
type World = Record<string, { name: string; isThere: boolean }>;

function play(world: World, act: SpotAct): World {
  const { name, isThere } = world[act.spotId]!;
  if (act.act === 'rename') expect(isThere, 'a place that is not there cannot be renamed').toBe(true);
  else expect(isThere).toBe(act.act === 'remove');
  return { ...world, [act.spotId]: act.act === 'rename' ? { name: act.name, isThere } : { name, isThere: act.act === 'restore' } };
}

const wishes = fc.array(fc.tuple(fc.constantFrom('add', 'remove', 'rename', 'undo', 'redo'), fc.nat(5)), { maxLength: 60 });

describe('undoing changes of places', () => {
  it('would take back something else than the last change, or fail on a place that is not there', () => {
    fc.assert(fc.property(wishes, (steps) => {
      let [world, history, next]: [World, SpotHistory, number] = [{}, noHistory, 0];
      const states: World[] = [];
      const change = (made: SpotChange, after: World): void => {
        states.splice(history.done.length, Infinity, world);
        history = recorded(history, made);
        world = after;
      };
      for (const [wish, which] of steps) {
        const there = Object.keys(world).filter((id) => world[id]!.isThere);
        const spotId = there[which % Math.max(1, there.length)];
        if (wish === 'add') {
          const id = `s${(next += 1)}`;
          change({ spotId: id, label: id, did: 'added' }, { ...world, [id]: { name: 'first', isThere: true } });
        } else if (wish === 'remove' && spotId) change({ spotId, label: spotId, did: 'removed' }, { ...world, [spotId]: { ...world[spotId]!, isThere: false } });
        else if (wish === 'rename' && spotId) {
          const [before, after] = [world[spotId]!.name, `name ${next}${which}`];
          change({ spotId, label: spotId, did: 'renamed', before, after }, { ...world, [spotId]: { name: after, isThere: true } });
        } else if (wish === 'undo' || wish === 'redo') {
          const step = wish === 'undo' ? undoStep(history) : redoStep(history);
          if (step) [world, history] = [play(world, step.act), step.after];
        }
      }
      const end = world;
      const seen = (of: World): World => Object.fromEntries(Object.entries(of).filter(([, { isThere }]) => isThere));
      while (history.done.length > 0) {
        const expected = states[history.done.length - 1]!;
        const step = undoStep(history)!;
        [world, history] = [play(world, step.act), step.after];
        expect(seen(world)).toEqual(seen(expected));
      }
      expect(seen(world)).toEqual({});
      const undone = history.undone.length;
      for (let step = redoStep(history); step; step = redoStep(history)) [world, history] = [play(world, step.act), step.after];
      expect(history.done).toHaveLength(undone);
      if (steps.every(([wish]) => wish !== 'undo')) expect(seen(world)).toEqual(seen(end));
    }));
  });

  it('would offer to redo after a new change, and so bring back what was given up', () => {
    const first = recorded(noHistory, { spotId: 'a', label: 'B-1.1', did: 'added' });
    const undone = undoStep(first)!.after;
    expect(redoStep(undone)).not.toBeNull();
    expect(redoStep(recorded(undone, { spotId: 'b', label: 'B-1.2', did: 'added' }))).toBeNull();
  });

  it('would say the wrong thing was undone', () => {
    const added = recorded(noHistory, { spotId: 'a', label: 'B-1.1', did: 'added' });
    expect(undoStep(added)!.words).toBe('Undone: B-1.1 is taken away');
    expect(redoStep(undoStep(added)!.after)!.words).toBe('Done again: B-1.1 is there again');
    const renamed = recorded(added, { spotId: 'a', label: 'B-1.1', did: 'renamed', before: 'crack', after: 'tear' });
    expect(undoStep(renamed)!.words).toBe('Undone: B-1.1 is called “crack”');
  });

  it('would stand in the way of older changes when one cannot be undone', () => {
    const both = recorded(recorded(noHistory, { spotId: 'a', label: 'A', did: 'added' }), { spotId: 'b', label: 'B', did: 'added' });
    expect(undoStep(undoStep(both)!.without)!.act).toEqual({ act: 'remove', spotId: 'a' });
  });
});

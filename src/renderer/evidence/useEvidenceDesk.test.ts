import { describe, expect, it } from 'vitest';
import { nextTick, ref } from 'vue';
import type { CaseFile, Exhibit } from '../../contract/caseFile.ts';
import { aClaim, anExhibit } from './testCase.testing.ts';
import { useEvidenceDesk } from './useEvidenceDesk.ts';

function aDesk(exhibits: Exhibit[]) {
  const currentId = ref<string | null>(null);
  const opened: string[] = [];
  const file = { claims: [aClaim({ claimId: 'c1' }), aClaim({ claimId: 'c2' })], exhibits } as unknown as CaseFile;
  const desk = useEvidenceDesk({
    file: () => file,
    currentId: () => currentId.value,
    open: (id) => { currentId.value = id; opened.push(id); },
    markOpened: (id) => void opened.push(id),
    leave: () => (currentId.value = null),
  });
  return { desk, currentId, opened };
}

const four = [
  anExhibit({ evidenceId: 'b1', side: 'buyer', claimIds: ['c1'] }),
  anExhibit({ evidenceId: 's1', side: 'seller', claimIds: ['c1'] }),
  anExhibit({ evidenceId: 'b2', side: 'buyer', claimIds: ['c2'] }),
  anExhibit({ evidenceId: 's2', side: 'seller', claimIds: ['c2'], kind: 'video', show: 'video' }),
  anExhibit({ evidenceId: 'p1', side: 'platform', claimIds: ['c2'], kind: 'chat', show: 'text', text: 'hello' }),
];

describe('useEvidenceDesk', () => {
  it('would mark only one of a pair as opened, so that the fair-process check never passes', () => {
    const { desk, opened } = aDesk(four);
    desk.step(1);
    expect(opened).toEqual(['b1', 's1']);
    expect(desk.shown.value.map((exhibit) => exhibit.evidenceId)).toEqual(['b1', 's1']);
  });

  it('would stop at the last pair, or skip one when stepping from a single exhibit', () => {
    const { desk } = aDesk(four);
    desk.step(-1);
    expect(desk.pairIndex.value).toBe(2);
    desk.step(1);
    expect(desk.pairIndex.value).toBe(0);
    desk.openSingle('b1', 'c1');
    desk.step(1);
    expect(desk.pairIndex.value).toBe(1);
  });

  it('would keep showing the old pair when another panel opens an exhibit', async () => {
    const { desk, currentId } = aDesk(four);
    desk.step(1);
    currentId.value = 's2';
    await nextTick();
    expect(desk.shown.value.map((exhibit) => exhibit.evidenceId)).toEqual(['s2']);
  });

  it('would move the other one of a pair that is not locked, or leave it behind in a locked one', () => {
    const { desk } = aDesk(four);
    desk.step(1);
    desk.move('b1', { type: 'pan', dx: 0.2, dy: 0 });
    expect(desk.viewOf('s1').x).toBe(0);
    desk.isLocked.value = true;
    desk.move('b1', { type: 'pan', dx: 0.1, dy: 0 });
    expect(desk.viewOf('b1').x).toBeCloseTo(0.3);
    expect(desk.viewOf('s1').x).toBeCloseTo(0.1);
  });

  it('would offer to lock a photo with a chat, or not with a film', () => {
    const { desk } = aDesk(four);
    desk.openPair(1);
    expect(desk.canLock.value).toBe(true);
    desk.openSingle('b1', null);
    desk.compareWith('p1');
    expect(desk.canLock.value).toBe(false);
  });

  it('would compare with a seller left of a buyer, leave the second one unopened, or refuse two of the same side', () => {
    const { desk, opened } = aDesk(four);
    desk.openSingle('s1', 'c1');
    desk.compareWith('b2');
    expect(desk.shown.value.map((exhibit) => exhibit.evidenceId)).toEqual(['b2', 's1']);
    expect(opened).toEqual(['s1', 'b2']);
    desk.openSingle('b1', 'c1');
    desk.compareWith('b2');
    expect(desk.shown.value.map((exhibit) => exhibit.evidenceId)).toEqual(['b1', 'b2']);
    desk.compareWith('b1');
    expect(desk.shown.value.map((exhibit) => exhibit.evidenceId)).toEqual(['b1']);
  });

  it('would lose a pair a person chose by showing one of it alone, or keep it when another exhibit is opened', async () => {
    const { desk, currentId } = aDesk(four);
    desk.openSingle('b1', 'c1');
    desk.compareWith('b2');
    desk.toggleSingle('b2');
    await nextTick();
    expect(desk.shown.value.map((exhibit) => exhibit.evidenceId)).toEqual(['b2']);
    desk.toggleSingle('b2');
    expect(desk.shown.value.map((exhibit) => exhibit.evidenceId)).toEqual(['b1', 'b2']);
    desk.step(1);
    expect(desk.pairIndex.value).not.toBeNull();
    desk.compareWith('b2');
    currentId.value = 's2';
    await nextTick();
    expect(desk.shown.value.map((exhibit) => exhibit.evidenceId)).toEqual(['s2']);
  });

  it('would forget an alignment by zooming, turning or fitting, and could not forget it when asked to', () => {
    const { desk } = aDesk(four);
    desk.step(1);
    desk.move('s1', { type: 'pan', dx: 0.2, dy: 0.1 });
    desk.turn('s1', 7);
    desk.isLocked.value = true;
    desk.turnCurrent(90);
    desk.zoomCurrent(3);
    desk.restCurrent();
    expect(desk.isAligned.value).toBe(true);
    expect(desk.viewOf('s1')).toMatchObject({ turn: 97 });
    desk.forgetAlignment();
    expect(desk.isAligned.value).toBe(false);
    expect(desk.viewOf('s1')).toEqual(desk.viewOf('b1'));
  });

  it('would reveal what comes next with what was revealed, or end a blur by a step', async () => {
    const { desk } = aDesk(four);
    desk.veils.choose({ photo: 'blurred' });
    desk.step(1);
    await nextTick();
    const b1 = desk.shown.value[0]!;
    expect(desk.veils.veilOf(b1)).toBe('blurred');
    desk.veils.toggle();
    expect(desk.veils.veilOf(b1)).toBe('plain');
    desk.step(1);
    await nextTick();
    expect(desk.veils.veilOf(desk.shown.value[0]!)).toBe('blurred');
    desk.veils.choose({ photo: 'plain' });
    desk.veils.toggle();
    desk.step(1);
    await nextTick();
    expect(desk.veils.veilOf(desk.shown.value[0]!)).toBe('blurred');
  });

  it('would take the divider away instead of laying the pair over each other first', () => {
    const { desk } = aDesk(four);
    desk.step(1);
    desk.toggleSwipe();
    expect([desk.isLaidOver.value, desk.laying.value.mode]).toEqual([true, 'swipe']);
    desk.toggleSwipe();
    expect([desk.isLaidOver.value, desk.laying.value.mode]).toEqual([true, 'opacity']);
    desk.flip();
    desk.flip();
    expect(desk.laying.value.opacity).toBe(1);
  });

  it('would cite for the wrong claim after stepping', () => {
    const { desk } = aDesk(four);
    desk.openSingle('b1', 'c1');
    desk.step(1);
    expect(desk.claimId.value).toBe('c2');
  });

  it('would lay two exhibits side by side that are no pair and leave one unopened, or keep them there after a step', () => {
    const { desk, opened } = aDesk(four);
    desk.openBeside('b1', 's2');
    expect(opened).toEqual(['b1', 's2']);
    expect(desk.shown.value.map((exhibit) => exhibit.evidenceId)).toEqual(['b1', 's2']);
    expect(desk.pairIndex.value).toBeNull();
    desk.step(1);
    expect(desk.shown.value.map((exhibit) => exhibit.evidenceId)).not.toEqual(['b1', 's2']);
    desk.openBeside('b1', 'b2');
    desk.openSingle('b2', null);
    expect(desk.shown.value.map((exhibit) => exhibit.evidenceId)).toEqual(['b2']);
  });
});

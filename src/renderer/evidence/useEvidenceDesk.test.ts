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
    expect(desk.pairIndex.value).toBe(1);
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

  it('would offer to lock or overlay a photo with a video', () => {
    const { desk } = aDesk(four);
    desk.openPair(1);
    expect([desk.canLock.value, desk.canOverlay.value]).toEqual([false, false]);
    desk.openPair(0);
    expect([desk.canLock.value, desk.canOverlay.value]).toEqual([true, true]);
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

import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { DeskEvent } from '../../contract/events.ts';
import { DeskError, setBackend, type Backend } from '../backend/backend.ts';
import { useCaseStore } from './caseStore.ts';

const aFile = (caseId: string, version: number, part: object = {}) =>
  ({ caseId, version, lease: null, exhibits: [{ evidenceId: 'e1', openedAt: null }], ...part }) as unknown as CaseFile;

/** A backend whose `cases.get` is answered by hand, in any order. */
function aBackend() {
  const asked: { caseId: string; answer: (file: CaseFile) => void }[] = [];
  const calls: string[] = [];
  let tell: (event: DeskEvent) => void = () => undefined;
  let connect: (isOnline: boolean) => void = () => undefined;
  const other: Record<string, () => unknown> = {};
  setBackend({
    call: (method: string, input: { caseId: string }) => {
      calls.push(method);
      if (method !== 'cases.get') return Promise.resolve().then(() => other[method]?.());
      return new Promise((resolve) => asked.push({ caseId: input.caseId, answer: resolve as (file: CaseFile) => void }));
    },
    on: (listener: typeof tell) => ((tell = listener), () => undefined),
    onConnection: (listener: typeof connect) => ((connect = listener), listener(true), () => undefined),
  } as unknown as Backend);
  return { asked, calls, other, tell: (event: DeskEvent) => tell(event), connect: (isOnline: boolean) => connect(isOnline) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('useCaseStore', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('would show the case before when its slow answer comes after the next one was opened', async () => {
    const desk = aBackend();
    const store = useCaseStore();
    void store.open('slow');
    void store.open('fast');
    desk.asked[1]!.answer(aFile('fast', 1));
    await settled();
    desk.asked[0]!.answer(aFile('slow', 9));
    await settled();
    expect(store.file?.caseId).toBe('fast');
  });

  it('would miss a newer version, or fetch again for one it has', async () => {
    const desk = aBackend();
    const store = useCaseStore();
    void store.open('c');
    desk.asked[0]!.answer(aFile('c', 5));
    await settled();
    desk.tell({ type: 'case.changed', caseId: 'c', version: 5 });
    desk.tell({ type: 'case.changed', caseId: 'other', version: 9 });
    expect(desk.asked).toHaveLength(1);
    desk.tell({ type: 'case.changed', caseId: 'c', version: 6 });
    expect(desk.asked).toHaveLength(2);
  });

  it('would take no key that works on a case in review between the claim and the file that comes after it', async () => {
    const desk = aBackend();
    const store = useCaseStore();
    void store.open('c');
    desk.asked[0]!.answer(aFile('c', 5, { state: 'queued' }));
    await settled();
    desk.other['cases.claim'] = () => ({ isMine: true });
    void store.claim();
    await settled();
    expect(desk.asked).toHaveLength(2);
    expect(store.file).toMatchObject({ state: 'in_review', lease: { isMine: true } });
  });

  it('would go on showing exhibits as they were after the desk looked into their files, which leaves the version as it was', async () => {
    const desk = aBackend();
    const store = useCaseStore();
    void store.open('c');
    desk.asked[0]!.answer(aFile('c', 5));
    await settled();
    desk.tell({ type: 'exhibits.changed', caseId: 'other' });
    expect(desk.asked).toHaveLength(1);
    desk.tell({ type: 'exhibits.changed', caseId: 'c' });
    expect(desk.asked).toHaveLength(2);
  });

  it('would fetch once for each of many files looked into, or miss the last of them', async () => {
    const desk = aBackend();
    const store = useCaseStore();
    void store.open('c');
    desk.asked[0]!.answer(aFile('c', 5));
    await settled();
    for (let file = 0; file < 10; file += 1) desk.tell({ type: 'exhibits.changed', caseId: 'c' });
    expect(desk.asked).toHaveLength(2);
    desk.asked[1]!.answer(aFile('c', 5));
    await settled();
    expect(desk.asked).toHaveLength(3);
    desk.asked[2]!.answer(aFile('c', 5));
    await settled();
    expect(desk.asked).toHaveLength(3);
  });

  it('would stay with the old file after the connection came back', async () => {
    const desk = aBackend();
    const store = useCaseStore();
    void store.open('c');
    desk.asked[0]!.answer(aFile('c', 5));
    await settled();
    desk.connect(false);
    desk.connect(true);
    expect(desk.asked).toHaveLength(2);
  });

  it('would go on counting down a lease that someone else took', async () => {
    const desk = aBackend();
    const store = useCaseStore();
    void store.open('c');
    desk.asked[0]!.answer(aFile('c', 5, { lease: { personId: 'p', personName: 'Dana', isMine: true, endsAt: 9e12 } }));
    await settled();
    desk.other['cases.extend'] = () => {
      throw new DeskError({ code: 'LEASE_LOST', message: 'The lease ended.' });
    };
    const extending = store.extendLease();
    await settled();
    desk.asked[1]!.answer(aFile('c', 6, { lease: { personId: 'q', personName: 'Noor', isMine: false, endsAt: 9e12 } }));
    await expect(extending).rejects.toThrow('The lease ended.');
    expect([store.file?.lease?.personName, store.wasMine]).toEqual(['Noor', true]);
  });

  it('would report an exhibit as opened twice, or forget that it was', async () => {
    const desk = aBackend();
    const store = useCaseStore();
    void store.open('c');
    desk.asked[0]!.answer(aFile('c', 5));
    await settled();
    desk.other['cases.openExhibit'] = () => ({ openedAt: 77 });
    await store.openExhibit('e1');
    await store.openExhibit('e1');
    expect(desk.calls.filter((method) => method === 'cases.openExhibit')).toHaveLength(1);
    expect(store.currentExhibit?.openedAt).toBe(77);
  });

  it('would show an exhibit as not opened because a file read before it was opened arrives after', async () => {
    const desk = aBackend();
    const store = useCaseStore();
    void store.open('c');
    desk.asked[0]!.answer(aFile('c', 5));
    await settled();
    void store.refresh();
    desk.other['cases.openExhibit'] = () => ({ openedAt: 77 });
    await store.openExhibit('e1');
    desk.asked[1]!.answer(aFile('c', 5));
    await settled();
    desk.asked[2]?.answer(aFile('c', 5, { exhibits: [{ evidenceId: 'e1', openedAt: 77 }] }));
    await settled();
    expect(store.currentExhibit?.openedAt).toBe(77);
  });
});

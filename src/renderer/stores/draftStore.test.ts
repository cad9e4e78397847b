import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InputOf } from '../../contract/methods.ts';
import { DeskError, setBackend } from '../backend/backend.ts';
import { createFakeBackend } from '../backend/fake.ts';
import { useCaseStore } from './caseStore.ts';
import { useDraftStore } from './draftStore.ts';
import { useStagedStore } from './stagedStore.ts';

async function setUp() {
  const backend = createFakeBackend({ person: { personId: 'p-dana', name: 'Dana Okafor', role: 'mediator' }, rows: 0 });
  const calls: { method: string; input: unknown }[] = [];
  const call = backend.call;
  backend.call = (method, input) => {
    calls.push({ method, input });
    return call(method, input);
  };
  setBackend(backend);
  setActivePinia(createPinia());
  const cases = useCaseStore();
  const draft = useDraftStore();
  await cases.open('case-watch');
  await cases.claim();
  for (const exhibit of cases.file?.exhibits ?? []) await cases.openExhibit(exhibit.evidenceId);
  await vi.advanceTimersByTimeAsync(500);
  return { backend, calls, cases, draft };
}

/** Findings and reasons in place, as they are before the last three keys. */
function find({ cases, draft }: Pick<Awaited<ReturnType<typeof setUp>>, 'cases' | 'draft'>): void {
  for (const claim of cases.file?.claims ?? []) {
    draft.cite({ evidenceId: cases.file?.exhibits[0]?.evidenceId ?? '' }, claim.claimId);
    draft.setFinding(claim.claimId, { result: 'established' });
  }
  draft.set({ reasons: 'The photos show another colour.' });
}

beforeEach(() => {
  // The fake answers through timers, so time has to go on by itself; the rest is skipped ahead.
  vi.useFakeTimers({ shouldAdvanceTime: true });
  // The store listens for the page being hidden; nothing else of a browser is needed.
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', new EventTarget());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('staging', () => {
  it('leaves the ruled case on screen as it is while the next one is on its way, and shows its ruling when none comes', async () => {
    const desk = await setUp();
    find(desk);
    desk.draft.chooseOutcome('full_refund');
    desk.draft.chooseReason('wrong_item');
    const before = desk.cases.file;
    expect(await desk.draft.stage(true)).not.toBeNull();
    await vi.advanceTimersByTimeAsync(500);
    expect(desk.cases.file).toBe(before);
    expect(await desk.draft.stage(true)).toBeNull();
    expect(desk.calls.filter(({ method }) => method === 'rulings.stage')).toHaveLength(1);
    await desk.cases.refresh();
    expect(desk.cases.file?.state).toBe('staged');
    expect(desk.draft.canRule).toBe(false);
  });
  it('stages exactly what was chosen, even before the check of the last key came back, and gives the draft back on undo', async () => {
    const desk = await setUp();
    find(desk);
    desk.draft.chooseOutcome('full_refund');
    desk.draft.chooseReason('wrong_item');
    const summary = await desk.draft.stage();
    expect(summary).toMatchObject({ outcome: 'full_refund', reason: 'wrong_item', amount: desk.cases.file?.refundRoom.cap });
    expect(desk.draft.canRule).toBe(false);
    expect(useStagedStore().newest?.rulingId).toBe(summary?.rulingId);
    await desk.draft.undo();
    await vi.advanceTimersByTimeAsync(500);
    expect(desk.draft.canRule).toBe(true);
    expect(desk.draft.draft).toMatchObject({ outcome: 'full_refund', reasons: 'The photos show another colour.' });
    expect(useStagedStore().rows).toEqual([]);
  });
  it('sends the same request id when the answer was lost, so that no case is ruled twice', async () => {
    const desk = await setUp();
    find(desk);
    desk.draft.chooseOutcome('no_refund');
    desk.draft.chooseReason('other');
    desk.backend.failNext('rulings.stage', 'OFFLINE', 'The desk does not answer.');
    expect(await desk.draft.stage()).toBeNull();
    expect(desk.draft.stageFault?.code).toBe('OFFLINE');
    expect(await desk.draft.stage()).not.toBeNull();
    const ids = desk.calls.filter(({ method }) => method === 'rulings.stage').map(({ input }) => (input as InputOf<'rulings.stage'>).requestId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
  it('does not stage a finding that was only begun by a citation', async () => {
    const desk = await setUp();
    find(desk);
    const claimId = desk.cases.file?.claims[0]?.claimId ?? '';
    desk.draft.dropFinding(claimId);
    desk.draft.cite({ evidenceId: desk.cases.file?.exhibits[0]?.evidenceId ?? '' }, claimId);
    desk.draft.chooseOutcome('full_refund');
    desk.draft.chooseReason('wrong_item');
    expect(await desk.draft.stage()).toBeNull();
    expect(desk.draft.blockedBy).toBe('Claim 1 has no result yet. Say whether it is established.');
    desk.draft.setFinding(claimId, { result: 'established' });
    expect(await desk.draft.stage()).not.toBeNull();
  });
  it('stages nothing while a field cannot be read, although the stored amount is sound', async () => {
    const desk = await setUp();
    find(desk);
    desk.draft.chooseOutcome('full_refund');
    desk.draft.chooseReason('wrong_item');
    desk.draft.setFieldFault('amount', 'The amount cannot be read.');
    expect(await desk.draft.stage()).toBeNull();
    expect(desk.calls.some(({ method }) => method === 'rulings.stage')).toBe(false);
  });
});

it('says a refund above the cap before anything that is merely missing', async () => {
  const desk = await setUp();
  desk.draft.chooseOutcome('partial_refund');
  desk.draft.set({ basis: { by: 'sum', minor: '99999999' } });
  await vi.advanceTimersByTimeAsync(500);
  expect(desk.draft.problems.length).toBeGreaterThan(1);
  expect(desk.draft.problems[0]?.code).toBe('ABOVE_CAP');
  expect(desk.draft.blockedBy).toBe(desk.draft.problems[0]?.message);
});

describe('conflict', () => {
  it('keeps the draft beside what stands when somebody else took the case', async () => {
    const desk = await setUp();
    find(desk);
    desk.draft.chooseOutcome('full_refund');
    desk.draft.chooseReason('wrong_item');
    desk.backend.failNext('rulings.stage', 'LEASE_LOST', 'You do not hold C-20417 any more.');
    const inner = desk.backend.call;
    desk.backend.call = async (method, input) => {
      const answer = await inner(method, input);
      if (method !== 'cases.get') return answer;
      return { ...(answer as object), lease: { personId: 'x', personName: 'Lee', isMine: false, endsAt: Date.now() + 60_000 } } as typeof answer;
    };
    expect(await desk.draft.stage()).toBeNull();
    await vi.advanceTimersByTimeAsync(500);
    expect(desk.draft.canRule).toBe(false);
    expect(desk.draft.kept?.draft.reasons).toBe('The photos show another colour.');
  });
  it('shows what another window of the same person wrote and keeps its own draft beside it', async () => {
    const desk = await setUp();
    const inner = desk.backend.call;
    const other = { draft: { reasons: 'of the other window' }, version: 7, savedAt: Date.now() };
    const versions: number[] = [];
    desk.backend.call = async (method, input) => {
      if (method !== 'rulings.saveDraft') return inner(method, input);
      versions.push((input as InputOf<'rulings.saveDraft'>).expectedDraftVersion);
      if (versions.length === 1) throw new DeskError({ code: 'CONFLICT', message: 'Another window wrote.', data: other });
      return { savedAt: Date.now(), version: 8, isHeld: true } as never;
    };
    desk.draft.set({ reasons: 'of this window' });
    await vi.advanceTimersByTimeAsync(500);
    expect(desk.draft.draft.reasons).toBe('of the other window');
    expect(desk.draft.kept).toMatchObject({ because: 'other_window', draft: { reasons: 'of this window' } });
    desk.draft.useKept();
    await vi.advanceTimersByTimeAsync(500);
    expect(desk.draft.draft.reasons).toBe('of this window');
    expect(versions).toEqual([0, 7]);
  });
  it('does not lose typed text when the case is fetched again', async () => {
    const desk = await setUp();
    desk.draft.set({ reasons: 'half a sent' });
    await desk.cases.refresh();
    desk.draft.set({ reasons: 'half a sentence' });
    await desk.cases.refresh();
    expect(desk.draft.draft.reasons).toBe('half a sentence');
  });
});

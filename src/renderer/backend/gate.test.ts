import { describe, expect, it, vi } from 'vitest';
import { DeskError, type Backend } from './backend.ts';
import { createGate } from './gate.ts';

function lockable() {
  const asked: string[] = [];
  const state = { code: null as 'LOCKED' | 'NOT_SIGNED_IN' | null };
  const backend = {
    call: vi.fn((method: string) => {
      asked.push(method);
      return state.code ? Promise.reject(new DeskError({ code: state.code, message: 'No.' })) : Promise.resolve(`${method} answered`);
    }),
  } as unknown as Backend;
  return { state, asked, ...createGate(backend) };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the gate', () => {
  it('would fail a panel or leave a draft unsaved because the window was locked meanwhile', async () => {
    const { state, backend, gate } = lockable();
    const heard: string[] = [];
    gate.onShut((code) => heard.push(code));
    state.code = 'LOCKED';
    const answer = backend.call('rulings.saveDraft', { caseId: 'c', draft: {}, expectedDraftVersion: 0 });
    await settled();
    expect(heard).toEqual(['LOCKED']);
    state.code = null;
    gate.open();
    await expect(answer).resolves.toBe('rulings.saveDraft answered');
  });
  it('would stage a ruling hours after it was pressed', async () => {
    const { state, backend } = lockable();
    state.code = 'LOCKED';
    await expect(backend.call('cases.next', { requestId: crypto.randomUUID() })).rejects.toMatchObject({ code: 'LOCKED' });
  });
  it('would ask under the name of whoever signs in next', async () => {
    const { state, asked, backend, gate } = lockable();
    state.code = 'LOCKED';
    const answer = backend.call('cases.get', { caseId: 'c' }).catch((error: DeskError) => error.code);
    await settled();
    state.code = null;
    gate.leave();
    expect(await answer).toBe('LOCKED');
    expect(asked).toHaveLength(1);
  });
  it('would ask a thousand times at once after a night of polling', async () => {
    const { state, asked, backend, gate } = lockable();
    state.code = 'LOCKED';
    const answers = Array.from({ length: 50 }, () => backend.call('desk.status', {}));
    await settled();
    state.code = null;
    const before = asked.length;
    gate.open();
    await Promise.all(answers);
    expect(asked.length - before).toBe(1);
  });
});

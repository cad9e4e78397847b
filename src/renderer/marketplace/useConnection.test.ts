import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, nextTick, type EffectScope } from 'vue';
import type { Connection } from '../../contract/marketplace.ts';
import { setBackend } from '../backend/backend.ts';
import { createFakeBackend, type FakeBackend } from '../backend/fake.ts';
import { useConnection } from './useConnection.ts';

let backend: FakeBackend;
let scope: EffectScope;
let panel: ReturnType<typeof useConnection>;

beforeEach(async () => {
  // Nothing is mounted here, so the first load is asked for by hand.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  backend = createFakeBackend({ person: { personId: 'p-iris', name: 'Iris Adler', role: 'lead' } });
  setBackend(backend);
  scope = effectScope();
  panel = scope.run(useConnection) as ReturnType<typeof useConnection>;
  await panel.load();
});
afterEach(() => {
  scope.stop();
  vi.restoreAllMocks();
});

async function enter(url: string, token: string): Promise<void> {
  panel.kind.value = 'api';
  panel.url.value = url;
  panel.token.value = { change: 'replace', value: token };
  await nextTick();
}

it('would keep showing verdicts of a test of something else than what stands there', async () => {
  await enter('https://api.market.example', 'wrong');
  await panel.test();
  expect(panel.steps.value?.find(({ step }) => step === 'token')?.verdict).toBe('fault');
  panel.token.value = { change: 'replace', value: 'right-token' };
  await nextTick();
  expect(panel.steps.value).toBeNull();
});

it('would clear the verdicts because news came from the marketplace', async () => {
  await panel.test();
  expect(panel.steps.value).toHaveLength(1);
  await panel.load();
  await nextTick();
  expect(panel.steps.value).toHaveLength(1);
});

it('would send a secret that was only looked at, or keep one on screen after it was saved', async () => {
  const call = vi.spyOn(backend, 'call');
  await enter('https://api.market.example', 'right-token');
  expect(await panel.save()).toBe(true);
  expect(panel.connection.value).toMatchObject({ kind: 'api', hasToken: true });
  expect([panel.token.value, panel.isSame.value]).toEqual([{ change: 'keep', value: '' }, true]);
  panel.token.value = { change: 'replace', value: '' };
  await panel.save();
  expect(call).toHaveBeenLastCalledWith('marketplace.set', expect.objectContaining({ token: { change: 'keep' } }));
});

it('would claim that a kept token belongs to an address it was not given for', async () => {
  await enter('https://api.market.example', 'right-token');
  await panel.save();
  expect(panel.keepsSecrets.value).toBe(true);
  panel.url.value = 'https://other.example';
  expect([panel.keepsSecrets.value, panel.isOtherLine.value]).toEqual([false, true]);
});

it('would put what another lead saved under the hands of somebody who is typing, or undo it unseen', async () => {
  await enter('https://api.market.example', 'half');
  const elsewhere: Connection = { ...(panel.connection.value as Connection), kind: 'api', url: 'https://elsewhere.example', changedAt: 5, changedBy: 'Lou' };
  vi.spyOn(backend, 'call').mockResolvedValue(elsewhere as never);
  await panel.load();
  expect([panel.url.value, panel.isOvertaken.value, panel.connection.value?.url]).toEqual(['https://api.market.example', true, 'https://elsewhere.example']);
  panel.reset();
  expect([panel.url.value, panel.isOvertaken.value]).toEqual(['https://elsewhere.example', false]);
});

it('would give a repeated save another id when its answer was lost, so that it counts twice', async () => {
  await enter('https://api.market.example', 'right-token');
  const ids: unknown[] = [];
  vi.spyOn(backend, 'call').mockImplementation((_method, input) => {
    ids.push((input as { requestId: string }).requestId);
    return Promise.reject(new Error('gone'));
  });
  await panel.save();
  await panel.save();
  expect(new Set(ids).size).toBe(1);
});

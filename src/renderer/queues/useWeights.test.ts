import { createPinia, setActivePinia } from 'pinia';
import { effectScope } from 'vue';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { usualWeights } from '../../contract/weights.ts';
import { setBackend } from '../backend/backend.ts';
import { createFakeBackend } from '../backend/fake.ts';
import { useWeights } from './useWeights.ts';

const scopes: ReturnType<typeof effectScope>[] = [];
afterEach(() => scopes.splice(0).forEach((scope) => scope.stop()));

async function setUp() {
  const fake = createFakeBackend({ person: { personId: 'p-iris', name: 'Iris Adler', role: 'lead' } });
  setBackend(fake);
  setActivePinia(createPinia());
  const scope = effectScope();
  scopes.push(scope);
  const weights = scope.run(() => useWeights(() => true))!;
  await vi.waitFor(() => expect(weights.value.value).not.toBeNull());
  /** Another lead, at another window. */
  const setElsewhere = async (harm: number) => fake.call('queues.setWeights', { requestId: crypto.randomUUID(), weights: { ...usualWeights, harm }, setAt: (await fake.call('queues.weights', {})).at });
  return { fake, weights, setElsewhere };
}

describe('changing the weights', () => {
  it('shows what they move before anything is in force', async () => {
    const { fake, weights } = await setUp();
    weights.form.value = { ...weights.form.value, 'value.perPower': '200', 'value.most': '900' };
    await vi.waitFor(() => expect(weights.places.value?.some((row) => row.then !== null && row.then.moved !== 0)).toBe(true));
    expect((await fake.call('queues.weights', {})).weights).toEqual(usualWeights);
  });
  it('does not write over what another lead set meanwhile, and keeps what was typed', async () => {
    const { fake, weights, setElsewhere } = await setUp();
    weights.form.value = { ...weights.form.value, appeal: '99' };
    await setElsewhere(5);
    expect(await weights.save()).toBe(false);
    expect(weights.saveFault.value?.code).toBe('CONFLICT');
    expect(weights.isOverrun.value).toBe(true);
    expect(weights.form.value.appeal).toBe('99');
    expect((await fake.call('queues.weights', {})).weights.appeal).toBe(usualWeights.appeal);
    weights.keepMine();
    expect(weights.isOverrun.value).toBe(false);
    expect(weights.changed.value).toEqual(['harm', 'appeal']);
    expect(await weights.save()).toBe(true);
    expect((await fake.call('queues.weights', {})).weights).toMatchObject({ appeal: 99, harm: usualWeights.harm });
  });
  it('is no change any more once the old number is typed again', async () => {
    const { weights } = await setUp();
    weights.form.value = { ...weights.form.value, appeal: '99' };
    expect(weights.isChanged.value).toBe(true);
    weights.form.value = { ...weights.form.value, appeal: String(usualWeights.appeal) };
    expect(weights.isChanged.value).toBe(false);
  });
});

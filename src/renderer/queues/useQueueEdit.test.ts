import { createPinia, setActivePinia } from 'pinia';
import { effectScope, shallowRef } from 'vue';
import { afterEach, describe, expect, it } from 'vitest';
import type { Queue } from '../../contract/queues.ts';
import { setBackend } from '../backend/backend.ts';
import { createFakeBackend } from '../backend/fake.ts';
import { useQueueEdit } from './useQueueEdit.ts';

const scopes: ReturnType<typeof effectScope>[] = [];
afterEach(() => scopes.splice(0).forEach((scope) => scope.stop()));

async function setUp(isNew: boolean) {
  const fake = createFakeBackend({ person: { personId: 'p-iris', name: 'Iris Adler', role: 'lead' } });
  setBackend(fake);
  setActivePinia(createPinia());
  const all = async () => (await fake.call('queues.list', {})).queues;
  const queue = shallowRef<Queue | null>(isNew ? null : (await all())[0]!);
  const scope = effectScope();
  scopes.push(scope);
  const edit = scope.run(() => useQueueEdit(queue, async (saved) => void (queue.value = (await all()).find((one) => one.queueId === saved.queueId) ?? null)))!;
  return { fake, queue, edit, all };
}

describe('changing a queue', () => {
  it('keeps what was typed while another queue is looked at', async () => {
    const { queue, edit, all } = await setUp(false);
    edit.form.value = { ...edit.form.value, name: 'Fakes' };
    const [first, second] = await all();
    queue.value = second!;
    expect([edit.form.value.name, edit.isChanged.value]).toEqual([second!.name, false]);
    queue.value = first!;
    expect([edit.form.value.name, edit.isChanged.value]).toEqual(['Fakes', true]);
  });
  it('makes one queue of two presses whose first answer was lost', async () => {
    const { fake, edit, all } = await setUp(true);
    const before = (await all()).length;
    edit.form.value = { ...edit.form.value, name: 'Germany', markets: ['DE'] };
    fake.failNext('queues.save', 'OFFLINE', 'The desk does not answer.');
    expect(await edit.save()).toBeNull();
    expect(edit.form.value.name).toBe('Germany');
    expect(await edit.save()).toMatchObject({ name: 'Germany' });
    expect(await all()).toHaveLength(before + 1);
    expect(edit.isChanged.value).toBe(false);
  });
  it('tells that somebody else changed it meanwhile, before theirs is written over', async () => {
    const { fake, queue, edit, all } = await setUp(false);
    const { queueId, rule, skill, isActive } = queue.value!;
    edit.form.value = { ...edit.form.value, skill: 'jewellery' };
    await fake.call('queues.save', { requestId: crypto.randomUUID(), queueId, name: 'Renamed', rule, skill, isActive, people: [] });
    queue.value = (await all())[0]!;
    expect(edit.isOverrun.value).toBe(true);
    edit.drop();
    expect([edit.form.value.name, edit.isOverrun.value]).toEqual(['Renamed', false]);
  });
  it('asks for the name only when somebody wants to save', async () => {
    const { edit } = await setUp(true);
    edit.form.value = { ...edit.form.value, from: '100' };
    expect(edit.problems.value).toEqual({});
    expect(await edit.save()).toBeNull();
    expect(edit.problems.value).toHaveProperty('name');
  });
});

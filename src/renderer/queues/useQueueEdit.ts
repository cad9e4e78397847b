import { computed, shallowRef, watch, type Ref } from 'vue';
import type { Queue } from '../../contract/queues.ts';
import { useBackend } from '../backend/backend.ts';
import { useQueueEditStore } from '../stores/queueEditStore.ts';
import { useSending } from '../stores/useSending.ts';
import { queueForm, readQueue, readRule, type QueueForm } from './queueForm.ts';

/** One queue as it is being changed: kept until it is saved or thrown away, also while another one is looked at. `shown` brings what was saved into sight. */
export function useQueueEdit(queue: Readonly<Ref<Queue | null>>, shown: (queue: Queue) => Promise<unknown>) {
  const backend = useBackend();
  const edits = useQueueEditStore();
  const { isBusy, fault, send } = useSending();
  const key = computed(() => queue.value?.queueId ?? 'new');
  const stored = computed(() => JSON.stringify(queueForm(queue.value)));
  const edit = computed(() => edits.queues[key.value]);
  const form = computed<QueueForm>({
    get: () => (edit.value?.form as QueueForm | undefined) ?? queueForm(queue.value),
    set: (next) => {
      // Back to what is stored is no change; a new queue is one as soon as something stands in it.
      if (JSON.stringify(next) === stored.value) edits.forget(key.value);
      else edits.keep(key.value, next, edit.value?.base ?? stored.value);
    },
  });
  const isChanged = computed(() => edit.value !== undefined);
  /** Somebody else stored another state since this change was begun. */
  const isOverrun = computed(() => edit.value !== undefined && edit.value.base !== stored.value);
  const rule = computed(() => readRule(form.value).rule);
  const isTried = shallowRef(false);
  const problems = computed(() => {
    const found = readQueue(form.value, null).problems ?? {};
    // A name that is still to come is no mistake before somebody wants to save.
    return isTried.value ? found : Object.fromEntries(Object.entries(found).filter(([field]) => field !== 'name'));
  });
  watch(key, () => {
    isTried.value = false;
    fault.value = null;
  });

  /** One id for one state of the form: pressing again after a lost answer makes no second queue. */
  let request = { id: crypto.randomUUID(), of: '' };

  /** Saves it; the queue as it stands then, null when it could not be. */
  async function save(): Promise<Queue | null> {
    isTried.value = true;
    const { input } = readQueue(form.value, queue.value?.queueId ?? null);
    if (!input) return null;
    const of = JSON.stringify(input);
    if (request.of !== of) request = { id: crypto.randomUUID(), of };
    const mine = key.value;
    let saved: Queue | null = null;
    await send(async () => (saved = await backend.call('queues.save', { requestId: request.id, ...input })));
    if (saved) {
      // Only then: the fields would fall back to what was there before for a moment.
      await shown(saved);
      edits.forget(mine);
      request = { id: crypto.randomUUID(), of: '' };
      isTried.value = false;
    }
    return saved;
  }

  const drop = (): void => edits.forget(key.value);
  return { form, rule, problems, isChanged, isOverrun, isBusy, fault, save, drop };
}

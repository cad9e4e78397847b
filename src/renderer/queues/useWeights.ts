import { useDebounceFn, useIntervalFn } from '@vueuse/core';
import { computed, shallowRef, watch } from 'vue';
import { usualWeights } from '../../contract/weights.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';
import { useFetched } from '../stores/useFetched.ts';
import { useQueueEditStore } from '../stores/queueEditStore.ts';
import { useSending } from '../stores/useSending.ts';
import { changedKeys, readWeights, weightForm, type WeightForm } from './weightForm.ts';
import { sideBySide, type WeighedRow } from './weightPreview.ts';

/** How often a weighing under way is asked for, in ms. */
const stepMs = 1_500;
/** Cases the preview shows. */
const shown = 20;

/** The weights in force, the ones being typed, and what these would change. `canEdit`: only then a preview is asked for. */
export function useWeights(canEdit: () => boolean) {
  const backend = useBackend();
  const edits = useQueueEditStore();
  const { value, fault, load } = useFetched(() => 'weights', () => backend.call('queues.weights', {}), ({ type }) => type === 'settings.changed');
  const { isBusy, fault: saveFault, send } = useSending();
  const inForce = computed(() => value.value?.weights ?? usualWeights);
  const placing = computed(() => value.value?.placing ?? null);
  const form = computed<WeightForm>({
    get: () => (edits.weights?.form as WeightForm | undefined) ?? weightForm(inForce.value),
    set: (next) => (edits.weights = changedKeys(next, inForce.value).length === 0 ? null : { form: next, setAt: edits.weights ? edits.weights.setAt : (value.value?.at ?? null) }),
  });
  const changed = computed(() => changedKeys(form.value, inForce.value));
  const read = computed(() => readWeights(form.value));
  const isChanged = computed(() => changed.value.length > 0);
  /** Somebody else set other weights since this change was begun. */
  const isOverrun = computed(() => edits.weights !== null && value.value !== null && edits.weights.setAt !== value.value.at);

  const clock = useIntervalFn(load, stepMs, { immediate: false });
  watch(placing, (now) => (now ? clock.resume() : clock.pause()));

  const now = shallowRef<WeighedRow[] | null>(null);
  const then = shallowRef<WeighedRow[] | null>(null);
  const previewFault = shallowRef<Fault | null>(null);
  const isWeighing = shallowRef(false);
  const places = computed(() => (now.value && then.value ? sideBySide(now.value, then.value) : null));
  let turn = 0;

  async function preview(): Promise<void> {
    const { weights } = read.value;
    if (!weights || !value.value || !canEdit()) return void (isWeighing.value = false);
    const mine = ++turn;
    isWeighing.value = true;
    try {
      const [before, after] = await Promise.all([
        backend.call('queues.previewWeights', { weights: inForce.value, limit: shown }),
        isChanged.value ? backend.call('queues.previewWeights', { weights, limit: shown }) : null,
      ]);
      if (mine === turn) [now.value, then.value, previewFault.value] = [before.rows, (after ?? before).rows, null];
    } catch (error) {
      if (mine === turn) previewFault.value = faultOf(error);
    } finally {
      if (mine === turn) isWeighing.value = false;
    }
  }
  const previewSoon = useDebounceFn(preview, 250);
  watch(() => JSON.stringify([read.value.weights, inForce.value, value.value !== null]), () => {
    turn += 1;
    isWeighing.value = read.value.weights !== null;
    void previewSoon();
  }, { immediate: true });

  /** Sets the weights; true when they are in force. Those of somebody else are written over only when the person was told of them. */
  async function save(): Promise<boolean> {
    const { weights } = read.value;
    if (!weights || !value.value) return false;
    const setAt = edits.weights ? edits.weights.setAt : value.value.at;
    const isDone = await send(async () => {
      const answer = await backend.call('queues.setWeights', { requestId: crypto.randomUUID(), weights, setAt });
      edits.weights = null;
      value.value = answer;
    });
    if (!isDone && saveFault.value?.code === 'CONFLICT') await load();
    return isDone;
  }

  /** Goes on from the weights of somebody else: only what is typed otherwise stays a change. */
  function keepMine(): void {
    if (!edits.weights || !value.value) return;
    saveFault.value = null;
    edits.weights = changed.value.length === 0 ? null : { ...edits.weights, setAt: value.value.at };
  }

  function drop(): void {
    saveFault.value = null;
    edits.weights = null;
  }

  return { value, fault, load, form, read, inForce, changed, isChanged, isOverrun, placing, places, previewFault, isWeighing, preview, save, isBusy, saveFault, keepMine, drop };
}

import { onScopeDispose, shallowRef, watch } from 'vue';
import type { BulkOf, BulkOrder } from '../../contract/bulk.ts';
import type { OutputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';

/** Ms after the last key before it is looked up anew what can be done. */
const restMs = 300;

export type Forecast = OutputOf<'bulk.preview'>;

/** What would come of an order, kept in step with it; null order: nothing to look up yet. */
export function useForecast(order: () => BulkOrder | null, of: () => BulkOf | null) {
  const backend = useBackend();
  const forecast = shallowRef<Forecast | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isChecking = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  async function check(): Promise<void> {
    const mine = (turn += 1);
    const [asked, cases] = [order(), of()];
    if (!asked || !cases) {
      [forecast.value, fault.value, isChecking.value] = [null, null, false];
      return;
    }
    isChecking.value = true;
    try {
      const answer = await backend.call('bulk.preview', { order: asked, of: cases });
      if (mine === turn) [forecast.value, fault.value] = [answer, null];
    } catch (error) {
      if (mine === turn) [forecast.value, fault.value] = [null, faultOf(error)];
    } finally {
      if (mine === turn) isChecking.value = false;
    }
  }

  /** More of the cases, after those that are shown. */
  async function more(): Promise<void> {
    const [asked, cases, shown] = [order(), of(), forecast.value];
    if (!asked || !cases || !shown?.nextCursor) return;
    const mine = turn;
    const answer = await backend.call('bulk.preview', { order: asked, of: cases, cursor: shown.nextCursor }).catch(() => null);
    if (answer && mine === turn) forecast.value = { ...shown, rows: [...shown.rows, ...answer.rows], nextCursor: answer.nextCursor };
  }

  watch(() => JSON.stringify([order(), of()]), (_now, before) => {
    clearTimeout(timer);
    turn += 1;
    isChecking.value = order() !== null;
    timer = setTimeout(() => void check(), before === undefined ? 0 : restMs);
  }, { immediate: true });
  onScopeDispose(() => {
    clearTimeout(timer);
    turn += 1;
  });

  return { forecast, fault, isChecking, check, more };
}

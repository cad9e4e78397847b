import { computed, onScopeDispose, shallowRef } from 'vue';
import type { OutputOf } from '../../contract/methods.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';
import { useNow } from '../ui/useNow.ts';

/** The person's own reminders: those that are due now, and how many are still to come. One that cannot be fetched is tried again with the next event. */
export function useReminders() {
  const backend = useBackend();
  const now = useNow();
  const all = shallowRef<OutputOf<'cases.reminders'>>([]);
  const fault = shallowRef<string | null>(null);

  async function load(): Promise<void> {
    try {
      all.value = await backend.call('cases.reminders', {});
      fault.value = null;
    } catch (error) {
      fault.value = faultOf(error).message;
    }
  }

  /** The reminder has done its work. */
  async function done(caseId: string): Promise<void> {
    try {
      await backend.call('cases.setReminder', { caseId, reminder: null });
      await load();
    } catch (error) {
      fault.value = faultOf(error).message;
    }
  }

  onScopeDispose(backend.on((event) => event.type === 'reminders.changed' && void load()));
  onScopeDispose(backend.onConnection((isBack) => isBack && void load()));
  void load();

  return {
    due: computed(() => all.value.filter((one) => one.dueAt <= now.value)),
    later: computed(() => all.value.filter((one) => one.dueAt > now.value).length),
    fault,
    done,
  };
}

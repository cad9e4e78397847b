import { computed, shallowRef } from 'vue';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';
import { useFetched } from '../stores/useFetched.ts';
import { useNow } from '../ui/useNow.ts';

/** The person's own reminders that are due now. What cannot be fetched is tried again with the next event. */
export function useReminders() {
  const backend = useBackend();
  const now = useNow();
  const { value: all, fault, load } = useFetched(() => null, () => backend.call('cases.reminders', {}), ({ type }) => type === 'reminders.changed');
  const doneFault = shallowRef<Fault | null>(null);

  /** The reminder has done its work. */
  async function done(caseId: string): Promise<void> {
    try {
      await backend.call('cases.setReminder', { caseId, reminder: null });
      doneFault.value = null;
      await load();
    } catch (error) {
      doneFault.value = faultOf(error);
    }
  }

  return {
    due: computed(() => (all.value ?? []).filter((one) => one.dueAt <= now.value)),
    fault: computed(() => (doneFault.value ?? fault.value)?.message ?? null),
    done,
  };
}

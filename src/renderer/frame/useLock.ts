import { faultOf } from '../stores/faultOf.ts';
import { useSessionStore } from '../stores/sessionStore.ts';
import { useNotices } from '../ui/notices.ts';

/** Locking and leaving this window by hand; what goes wrong is said beside the work. */
export function useLock() {
  const session = useSessionStore();
  const notices = useNotices();

  async function act(run: () => Promise<void>, title: string): Promise<void> {
    try {
      await run();
    } catch (error) {
      notices.add({ tone: 'danger', title, text: faultOf(error).message });
    }
  }

  return { lock: () => act(session.lock, 'Not locked'), signOut: () => act(session.signOut, 'Still signed in') };
}

import { faultOf } from '../stores/faultOf.ts';
import { useSessionStore } from '../stores/sessionStore.ts';
import { useNotices } from '../ui/notices.ts';

/** Leaving this window by hand; what goes wrong is said beside the work. */
export function useSignOut() {
  const session = useSessionStore();
  const notices = useNotices();

  return async (): Promise<void> => {
    try {
      await session.signOut();
    } catch (error) {
      notices.add({ tone: 'danger', title: 'Still signed in', text: faultOf(error).message });
    }
  };
}

import { onScopeDispose, watch } from 'vue';
import { useBackend } from '../backend/backend.ts';
import { useSessionStore } from '../stores/sessionStore.ts';
import { useNotices } from '../ui/notices.ts';
import { shortSpan } from '../ui/time.ts';
import { createIdleWatch } from './idleWatch.ts';

/** How often the clock is looked at (ms). */
const tickMs = 5_000;
/** How often other windows of the session are told of input (ms). */
const shareMs = 5_000;
const inputs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove'] as const;

/** Locks this window when nobody is at it. Windows of one session tell each other of input, and of the door when it opens or shuts. */
export function useIdleLock(): void {
  const backend = useBackend();
  const session = useSessionStore();
  const notices = useNotices();
  const others = new BroadcastChannel('desk.session');
  let noticeId: number | null = null;
  let sharedAt = 0;

  const watched = createIdleWatch({
    touch: () => void backend.call('people.touch', {}).catch(() => undefined),
    lock: () => void session.lock(),
    warn: (locksAt) => {
      if (noticeId !== null) notices.dismiss(noticeId);
      noticeId = null;
      if (locksAt === null) return;
      const leftMs = locksAt - Date.now();
      noticeId = notices.add({ tone: 'attention', title: `This window locks in ${shortSpan(leftMs)}`, text: 'Press a key or move the pointer to stay. Nothing is lost either way.' }, leftMs);
    },
  }, Date.now());

  const isWatching = (): boolean => session.isIn && !session.isLocked;
  function input(): void {
    if (!isWatching()) return;
    const now = Date.now();
    watched.input(now);
    if (now - sharedAt < shareMs) return;
    sharedAt = now;
    others.postMessage({ inputAt: now });
  }
  const tick = (): void => {
    if (isWatching() && session.door) watched.tick(Date.now(), session.door.idleMinutes * 60_000);
  };

  others.onmessage = ({ data }: MessageEvent<{ inputAt?: number; hasMoved?: boolean }>) => {
    if (data.inputAt !== undefined) watched.input(data.inputAt, true);
    if (data.hasMoved) void session.load().catch(() => undefined);
  };
  // Whoever learns of it says so too; the third time nothing is new, and it ends.
  watch(() => `${session.person?.personId} ${session.isLocked} ${session.mustChange}`, () => others.postMessage({ hasMoved: true }));
  watch(isWatching, (isOn) => isOn && watched.start(Date.now()));

  const timer = setInterval(tick, tickMs);
  for (const name of inputs) window.addEventListener(name, input, { passive: true, capture: true });
  // After sleep or in a window that was hidden no timer ran.
  document.addEventListener('visibilitychange', tick);
  onScopeDispose(() => {
    clearInterval(timer);
    others.close();
    for (const name of inputs) window.removeEventListener(name, input, { capture: true });
    document.removeEventListener('visibilitychange', tick);
  });
}

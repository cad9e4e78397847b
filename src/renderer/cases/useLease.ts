import { useDocumentVisibility, useEventListener, useNow } from '@vueuse/core';
import { computed, onScopeDispose } from 'vue';
import { useCaseStore } from '../stores/caseStore.ts';
import { countdown, leaseStanding, startHeartbeat } from './leaseClock.ts';

/** The lease of the open case, counted down, and kept alive while its person works on it. */
export function useLease() {
  const store = useCaseStore();
  const now = useNow({ interval: 1000 });
  const visibility = useDocumentVisibility();
  let lastActiveAt = Date.now();
  const act = (): void => void (lastActiveAt = Date.now());
  for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const) useEventListener(window, event, act, { passive: true, capture: true });

  const standing = computed(() => leaseStanding(store.file?.lease ?? null, store.wasMine, now.value.getTime()));
  const left = computed(() => (standing.value.is === 'mine' ? countdown(standing.value.leftMs) : ''));
  const isShort = computed(() => standing.value.is === 'mine' && standing.value.leftMs < 120_000);

  const heart = startHeartbeat({
    isVisible: () => visibility.value === 'visible',
    lastActiveAt: () => lastActiveAt,
    beat: () => {
      // A beat that fails shows by itself: the countdown goes on, and LEASE_LOST fetches who holds the case.
      if (standing.value.is === 'mine') store.extendLease().catch(() => undefined);
    },
  });
  onScopeDispose(heart.stop);
  return { standing, left, isShort };
}

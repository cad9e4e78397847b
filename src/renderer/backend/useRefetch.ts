import { onScopeDispose } from 'vue';
import type { DeskEvent } from '../../contract/events.ts';
import { useBackend } from './backend.ts';

/** Milliseconds between two fetches while events pour in. */
const gatherMs = 300;

/**
 * Keeps what a screen fetched fresh for as long as its scope lives: `load` runs soon after an event that `concerns` it, once for many of them,
 * and when the core is there again, unless it is not `isWanted` then.
 */
export function useRefetch(load: () => unknown, concerns: (event: DeskEvent) => boolean, isWanted: () => boolean = () => true): void {
  const backend = useBackend();
  let timer: ReturnType<typeof setTimeout> | undefined;
  function loadSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void load();
    }, gatherMs);
  }
  const stops = [
    backend.on((event) => {
      if (concerns(event)) loadSoon();
    }),
    backend.onConnection((isOnline) => {
      if (isOnline && isWanted()) loadSoon();
    }),
  ];
  onScopeDispose(() => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  });
}

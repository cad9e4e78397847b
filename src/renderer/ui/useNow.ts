import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** The moment in ms, moved every 10 s for all who ask by one timer; counts of seconds keep their own. */
export function useNow(): Readonly<ShallowRef<number>> {
  const now = shallowRef(Date.now());
  const tick = () => (now.value = Date.now());
  listeners.add(tick);
  timer ??= setInterval(() => listeners.forEach((listener) => listener()), 10_000);
  onScopeDispose(() => {
    listeners.delete(tick);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  });
  return now;
}

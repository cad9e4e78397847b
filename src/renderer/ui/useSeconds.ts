import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** The moment in ms, moved every second for all who ask by one timer: for clocks that run down. */
export function useSeconds(): Readonly<ShallowRef<number>> {
  const now = shallowRef(Date.now());
  const tick = () => (now.value = Date.now());
  listeners.add(tick);
  timer ??= setInterval(() => listeners.forEach((listener) => listener()), 1_000);
  onScopeDispose(() => {
    listeners.delete(tick);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  });
  return now;
}

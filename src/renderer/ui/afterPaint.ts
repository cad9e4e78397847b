import { onScopeDispose, ref, watch } from 'vue';

/** Longest wait (ms) for a moment in which the browser has nothing to draw or decode. */
const longestMs = 150;

/** Runs something when what is to be drawn now has been painted and the browser is idle; at once where nothing is painted, as in a hidden window. Gives what stops it. */
export function afterPaint(run: () => void): () => void {
  if (typeof document === 'undefined' || document.hidden) {
    run();
    return () => undefined;
  }
  // The second frame begins when the first one is painted; pictures may still be decoded then.
  let idle = 0;
  let frame = requestAnimationFrame(() => (frame = requestAnimationFrame(() => (idle = requestIdleCallback(run, { timeout: longestMs })))));
  return () => {
    cancelAnimationFrame(frame);
    cancelIdleCallback(idle);
  };
}

/** False from each change of `key` until what it brought was painted: for parts that must not hold up the first look at a screen. */
export function useAfterPaint(key: () => unknown) {
  const isPainted = ref(false);
  let stop: () => void = () => undefined;
  watch(key, () => {
    stop();
    isPainted.value = false;
    stop = afterPaint(() => (isPainted.value = true));
  }, { immediate: true });
  onScopeDispose(() => stop());
  return isPainted;
}

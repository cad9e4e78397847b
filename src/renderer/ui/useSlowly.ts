import { shallowRef, watch, type Ref, type WatchSource } from 'vue';

/** True once something has gone on for 200 ms: only then a skeleton is worth showing. */
export function useSlowly(isGoingOn: WatchSource<boolean>): Readonly<Ref<boolean>> {
  const isSlow = shallowRef(false);
  watch(isGoingOn, (on, _before, stopped) => {
    isSlow.value = false;
    if (!on) return;
    const timer = setTimeout(() => (isSlow.value = true), 200);
    stopped(() => clearTimeout(timer));
  }, { immediate: true });
  return isSlow;
}

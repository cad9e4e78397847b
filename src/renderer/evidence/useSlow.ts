import { onScopeDispose, ref, watch, type Ref } from 'vue';

/** True once something has been going on for 200 ms: shorter waits show nothing, so that nothing flickers. */
export function useSlow(isGoingOn: () => boolean, afterMs = 200): Ref<boolean> {
  const isSlow = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(isGoingOn, (goesOn) => {
    clearTimeout(timer);
    isSlow.value = false;
    if (goesOn) timer = setTimeout(() => (isSlow.value = true), afterMs);
  }, { immediate: true });
  onScopeDispose(() => clearTimeout(timer));
  return isSlow;
}

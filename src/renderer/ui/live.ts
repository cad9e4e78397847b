import { onScopeDispose, shallowRef, watch } from 'vue';

/** What the one live region of the window holds; screen readers read every change of it. */
export const liveWords = shallowRef('');

/** Ms until words that came together are said: the region must be seen to change, and one sentence beats three. */
const gatherMs = 60;
let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Has screen readers say something at the next pause, whatever has the focus; the same words again are said again. */
export function say(words: string): void {
  if (words === '') return;
  waiting = [...waiting.filter((one) => one !== words), words];
  // An emptied region tells the same words apart from words left over.
  liveWords.value = '';
  clearTimeout(timer);
  timer = setTimeout(() => {
    liveWords.value = waiting.join(' ');
    waiting = [];
  }, gatherMs);
}

/** Says what `words` gives whenever that changes and then rests for `pauseMs`; null and what stands there at first are not said. */
export function useSaying(words: () => string | null, pauseMs = 0): void {
  let pause: ReturnType<typeof setTimeout> | undefined;
  watch(words, (now) => {
    clearTimeout(pause);
    if (!now) return;
    if (pauseMs === 0) say(now);
    else pause = setTimeout(() => say(now), pauseMs);
  });
  onScopeDispose(() => clearTimeout(pause));
}

import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { fetchPdfPart } from './pdfFrame/pdfParts.ts';
import { readPdfWord, type PdfOrder, type PdfWord } from './pdfFrame/pdfMessages.ts';

const openLimitMs = 20_000;
const pageLimitMs = 15_000;
const mostBytes = 256 * 1024 * 1024;
/** Pages that can be turned to; more are only counted. */
export const mostPages = 2_000;

/** Where the frame's document lies, in either shell and while the screens are worked on. */
export const pdfFrameUrl = () => new URL('pdf-frame.html', document.baseURI).href;

/**
 * A PDF drawn in a closed frame, which has an origin of its own and no network; only its bytes go in and a picture is seen. `pixels` is the
 * page at 96 dpi. A document that takes too long is failed, with which its frame goes. `run` counts frames: the viewer makes a new one for each.
 */
export function usePdf(url: () => string, frame: () => Window | null) {
  const state = ref<'loading' | 'shown' | 'failed'>('loading');
  const why = ref('');
  const pages = ref(0);
  const page = ref(1);
  const isDrawn = ref(false);
  const pixels = shallowRef({ width: 816, height: 1056 });
  const run = ref(0);
  let bytes: Promise<ArrayBuffer> | null = null;
  let leaving = new AbortController();
  let limit: ReturnType<typeof setTimeout> | undefined;
  let order = 0;

  function open(): void {
    stop();
    run.value += 1;
    state.value = 'loading';
    isDrawn.value = false;
    page.value = 1;
    bytes = fetchBytes(url(), leaving.signal);
    bytes.catch(fail);
    within(openLimitMs, 'It took longer than 20 s to open.');
  }

  function fail(error: unknown): void {
    stop();
    why.value = error instanceof Error ? error.message : String(error);
    state.value = 'failed';
  }

  function stop(): void {
    clearTimeout(limit);
    leaving.abort();
    leaving = new AbortController();
    bytes = null;
  }

  function within(ms: number, words: string): void {
    clearTimeout(limit);
    limit = setTimeout(() => fail(new Error(words)), ms);
  }

  function say(word: PdfOrder, transfer: Transferable[] = []): void {
    // An origin of its own has no name to send to; what the frame can show is bound by frame-src.
    frame()?.postMessage(word, '*', transfer);
  }

  /** Draws the current page with `density` canvas pixels per pixel of the page. */
  function draw(density: number): void {
    if (state.value !== 'shown') return;
    order += 1;
    within(pageLimitMs, `Page ${page.value} took longer than 15 s to draw.`);
    say({ do: 'draw', order, page: page.value, density });
  }

  function turnTo(next: number): void {
    if (next < 1 || next > Math.min(pages.value, mostPages)) return;
    page.value = next;
  }

  async function hear(word: PdfWord): Promise<void> {
    const mine = run.value;
    if (word.say === 'need') {
      const part = await fetchPdfPart(word.part);
      if (mine === run.value) say({ do: 'have', part: word.part, bytes: part }, part ? [part] : []);
    } else if (word.say === 'ready' && bytes) {
      const all = await bytes;
      // Handed over once: what the frame says later cannot make the desk send it again.
      bytes = null;
      if (mine === run.value) say({ do: 'open', bytes: all }, [all]);
    } else if (word.say === 'opened' && state.value === 'loading') {
      clearTimeout(limit);
      pages.value = word.pages;
      state.value = 'shown';
    } else if (word.say === 'drawn' && word.order === order) {
      clearTimeout(limit);
      isDrawn.value = true;
      if (word.width !== pixels.value.width || word.height !== pixels.value.height) pixels.value = { width: word.width, height: word.height };
    } else if (word.say === 'failed') {
      fail(new Error(word.words));
    }
  }

  function listen({ source, data }: MessageEvent<unknown>): void {
    // Another frame or window must not speak for this document.
    const word = source !== null && source === frame() ? readPdfWord(data) : null;
    if (word && state.value !== 'failed') void hear(word).catch(fail);
  }

  window.addEventListener('message', listen);
  watch(url, open, { immediate: true });
  onScopeDispose(() => {
    window.removeEventListener('message', listen);
    run.value += 1;
    stop();
  });
  return { state, why, pages, page, pixels, isDrawn, run, open, draw, turnTo };
}

async function fetchBytes(url: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`The desk answered ${answer.status} for this file.`);
  if (Number(answer.headers.get('content-length')) > mostBytes) throw new Error('It is larger than 256 MB and is not opened here.');
  return answer.arrayBuffer();
}

import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { PDFDocumentProxy, PDFDocumentLoadingTask } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

const openLimitMs = 20_000;
const largestSide = 4096;

/**
 * A PDF as pages drawn on a canvas: no scripts, no XFA, no annotation layer, no links. `pixels` is the page at 96 dpi.
 * A file that takes longer than 20 s to open fails rather than blocks.
 */
export function usePdf(url: () => string) {
  const state = ref<'loading' | 'shown' | 'failed'>('loading');
  const why = ref('');
  const pages = ref(0);
  const page = ref(1);
  const pixels = shallowRef({ width: 816, height: 1056 });
  let document: PDFDocumentProxy | null = null;
  let task: PDFDocumentLoadingTask | null = null;
  let turn = 0;

  async function open(): Promise<void> {
    const mine = (turn += 1);
    state.value = 'loading';
    await leave();
    try {
      const [pdfjs, bytes] = await Promise.all([import('pdfjs-dist'), fetchBytes(url())]);
      if (mine !== turn) return;
      pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
      task = pdfjs.getDocument({ data: bytes, isEvalSupported: false, enableXfa: false, useWasm: false, maxImageSize: 64_000_000, disableAutoFetch: true, verbosity: 0 });
      const opened = await withLimit(task.promise);
      if (mine !== turn) return;
      document = opened;
      pages.value = opened.numPages;
      page.value = 1;
      await measure();
      state.value = 'shown';
    } catch (error) {
      if (mine !== turn) return;
      why.value = error instanceof Error ? error.message : String(error);
      state.value = 'failed';
    }
  }

  async function measure(): Promise<void> {
    if (!document) return;
    const { width, height } = (await document.getPage(page.value)).getViewport({ scale: 96 / 72 });
    pixels.value = { width, height };
  }

  /** Draws the current page with `density` canvas pixels per CSS px, bounded to 4096 px a side. */
  async function draw(canvas: HTMLCanvasElement, density: number): Promise<void> {
    if (!document) return;
    const sheet = await document.getPage(page.value);
    const natural = sheet.getViewport({ scale: 96 / 72 });
    const scale = Math.min((96 / 72) * density, ((96 / 72) * largestSide) / Math.max(natural.width, natural.height));
    const viewport = sheet.getViewport({ scale });
    canvas.width = Math.ceil(viewport.width);
    canvas.height = Math.ceil(viewport.height);
    await sheet.render({ canvas, viewport }).promise;
  }

  async function turnTo(next: number): Promise<void> {
    if (next < 1 || next > pages.value) return;
    page.value = next;
    await measure();
  }

  async function leave(): Promise<void> {
    document = null;
    const old = task;
    task = null;
    await old?.destroy();
  }

  watch(url, () => void open(), { immediate: true });
  onScopeDispose(() => {
    turn += 1;
    void leave();
  });
  return { state, why, pages, page, pixels, open, draw, turnTo };
}

async function fetchBytes(url: string): Promise<ArrayBuffer> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The desk answered ${answer.status} for this file.`);
  return answer.arrayBuffer();
}

function withLimit<Value>(work: Promise<Value>): Promise<Value> {
  const limit = new Promise<never>((_, refuse) => setTimeout(() => refuse(new Error('It took longer than 20 s to open.')), openLimitMs));
  return Promise.race([work, limit]);
}

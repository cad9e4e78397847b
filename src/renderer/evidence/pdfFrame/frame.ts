// Runs inside the frame that draws PDFs: an origin of its own, no network, no scripts of the document. Built by pdfFrame.vite.ts.
import { AnnotationMode, getDocument, type PDFDocumentProxy, type RenderTask } from 'pdfjs-dist';
// It puts itself on globalThis, so pdf.js reads the document in this frame, which the browser runs in a process of its own.
import 'pdfjs-dist/build/pdf.worker.min.mjs';
import { largestSide, scaleOf, type PdfOrder, type PdfWord } from './pdfMessages.ts';

const waiting = new Map<string, (bytes: ArrayBuffer | null) => void>();
let opened: PDFDocumentProxy | null = null;
let latest = 0;
let drawing: RenderTask | null = null;

/** The form in which pdf.js asks for its own fonts, character maps and decoders; the frame reaches no network, so the desk hands them in. */
class PartsOfTheDesk {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const part = `${kind}/${filename}`;
    const bytes = await new Promise<ArrayBuffer | null>((resolve) => {
      waiting.set(part, resolve);
      say({ say: 'need', part });
    });
    if (bytes === null) throw new Error(`There is no ${part}.`);
    return new Uint8Array(bytes);
  }
}

function say(word: PdfWord): void {
  // The policy of this document lets only the desk be its parent.
  window.parent.postMessage(word, '*');
}

async function open(bytes: ArrayBuffer): Promise<void> {
  const task = getDocument({
    data: bytes,
    isEvalSupported: false,
    enableXfa: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    BinaryDataFactory: PartsOfTheDesk,
    cMapUrl: '/',
    standardFontDataUrl: '/',
    wasmUrl: '/',
    maxImageSize: 64_000_000,
    disableAutoFetch: true,
    verbosity: 0,
  });
  opened = await task.promise;
  say({ say: 'opened', pages: opened.numPages });
}

/** Draws a page on a canvas of its own and then exchanges the one that is seen, so that nothing blinks; a newer order ends an older one. */
async function draw({ order, page, density }: Extract<PdfOrder, { do: 'draw' }>): Promise<void> {
  latest = order;
  drawing?.cancel();
  const sheet = await opened?.getPage(page);
  if (!sheet || order !== latest) return;
  const { width, height } = sheet.getViewport({ scale: 96 / 72 });
  const viewport = sheet.getViewport({ scale: scaleOf({ width, height }, density) });
  const canvas = document.createElement('canvas');
  canvas.width = side(viewport.width);
  canvas.height = side(viewport.height);
  drawing = sheet.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
  await drawing.promise;
  // The policy allows no style sheet; a script may set styles by name.
  Object.assign(canvas.style, { display: 'block', width: '100%', height: '100%' });
  document.body.replaceChildren(canvas);
  say({ say: 'drawn', order, width, height });
}

function side(length: number): number {
  return Math.min(largestSide, Math.max(1, Math.ceil(length)));
}

function fail(error: unknown): void {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name === 'RenderingCancelledException') return;
  const known: Record<string, string> = { PasswordException: 'It is locked with a password.', InvalidPDFException: 'Its content is damaged, or it is no PDF.' };
  say({ say: 'failed', words: known[name] ?? message });
}

Object.assign(document.documentElement.style, { height: '100%', overflow: 'hidden', background: '#fff' });
Object.assign(document.body.style, { height: '100%', margin: '0' });

// A canvas nobody sees yet needs no picture's turn, which a window in the background never gets.
window.requestAnimationFrame = (act) => window.setTimeout(() => act(performance.now()), 0);

window.addEventListener('message', ({ source, data }: MessageEvent<PdfOrder>) => {
  // Only the desk that holds this frame gives orders.
  if (source !== window.parent) return;
  if (data.do === 'open') void open(data.bytes).catch(fail);
  if (data.do === 'draw') void draw(data).catch(fail);
  if (data.do === 'have') {
    waiting.get(data.part)?.(data.bytes);
    waiting.delete(data.part);
  }
});
say({ say: 'ready' });

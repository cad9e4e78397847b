import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { drawTwice } from './lookImage.ts';
import { isSafe, plainLook, type Look, type LookTools } from './plainLook.ts';
import { mostCharacters, toShownText } from './text.ts';

/** Pages whose words are read, and milliseconds given to that: the rest of the time is for the picture of the first page. */
const mostPages = 200;
const readingMs = 12_000;
const pagePixels = 1_600;
const imagePixels = 64_000_000;
const shownInfo = ['Title', 'Author', 'Creator', 'Producer', 'CreationDate', 'ModDate'];
const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** Counts the pages of a PDF, reads its words and draws its first page. Nothing in it runs: no scripts, no forms of XFA, no eval. */
export async function lookIntoPdf(bytes: Buffer, tools: LookTools): Promise<Look> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    maxImageSize: imagePixels,
    verbosity: 0,
    cMapUrl: `${library}/cmaps/`,
    standardFontDataUrl: `${library}/standard_fonts/`,
    wasmUrl: `${library}/wasm/`,
    iccUrl: `${library}/iccs/`,
  });
  try {
    const document = await task.promise;
    const found = await readWords(document);
    tools.soFar(found);
    return { ...found, ...(await drawFirstPage(document)) };
  } catch (error) {
    return plainLook('application/pdf', 'none', { error: sayWhy(error) });
  } finally {
    await task.destroy();
  }
}

function sayWhy(error: unknown): string {
  if (error instanceof Error && error.name === 'PasswordException') return `The PDF is locked and needs a password. ${isSafe}`;
  return `The PDF cannot be read: ${toShownText(error instanceof Error ? error.message : String(error)).slice(0, 300)}. ${isSafe}`;
}

async function readWords(document: PDFDocumentProxy): Promise<Look> {
  const until = performance.now() + readingMs;
  let text = '';
  let page = 0;
  while (page < Math.min(document.numPages, mostPages) && text.length < mostCharacters && performance.now() < until) {
    page += 1;
    text += `${await wordsOfPage(document, page)}\n\n`;
  }
  const metadata = await readInfo(document);
  if (page < document.numPages) metadata.push({ name: 'Words', value: `read from the first ${page} of ${document.numPages} pages` });
  return plainLook('application/pdf', 'pdf', { pages: document.numPages, metadata, text: toShownText(text.trim()) || null });
}

/** The words of one page; a page that is broken has none, the others keep theirs. */
async function wordsOfPage(document: PDFDocumentProxy, number: number): Promise<string> {
  try {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  } catch (error) {
    return `[Page ${number} cannot be read: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown fault'}]`;
  }
}

async function readInfo(document: PDFDocumentProxy): Promise<Look['metadata']> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  return shownInfo.flatMap((name) => {
    const value = (info as Record<string, unknown>)[name];
    return typeof value === 'string' && value.trim() !== '' ? [{ name, value: toShownText(value).slice(0, 2_000).toWellFormed() }] : [];
  });
}

/** The canvas of the library's own kind; another copy of the same one would not take its paths. */
type CanvasFactory = { create(width: number, height: number): { canvas: HTMLCanvasElement & { data(): Buffer } } };

async function drawFirstPage(document: PDFDocumentProxy): Promise<Partial<Look>> {
  try {
    const page = await document.getPage(1);
    const natural = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: pagePixels / Math.max(natural.width, natural.height) });
    const [width, height] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))];
    const { canvas } = (document.canvasFactory as CanvasFactory).create(width, height);
    await page.render({ canvas, viewport, background: '#fff' }).promise;
    const pixels = sharp(canvas.data(), { raw: { width, height, channels: 4 } });
    return { width, height, ...(await drawTwice(pixels)) };
  } catch (error) {
    return { error: `The first page cannot be drawn: ${toShownText(error instanceof Error ? error.message : String(error)).slice(0, 300)}. ${isSafe}` };
  }
}

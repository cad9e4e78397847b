import PDFDocument from 'pdfkit';
import { createTextSetter, type TextSetter } from '../../letters/pdf/setText.ts';
import { collect } from '../../letters/pdf/collect.ts';
import { layBlocks, shown, sizes, type Cell, type LaidLine } from './blocks.ts';

/** What stands on every page and in the file's own words about itself; `at` is ms UTC. */
export type PaperHead = { title: string; at: number; isLandscape?: boolean; head: string; foot: string };

/** An element of the tag tree. */
export type Tag = PDFKit.PDFStructureElement;

/** A document being set, page after page, each part of it in the tag tree. Tables are drawn by `drawTable`. */
export type Paper = {
  doc: PDFKit.PDFDocument;
  setter: TextSetter;
  width: number;
  left: number;
  /** Where the next line begins, and how much room is left below. */
  top(): number;
  room(): number;
  pageRoom: number;
  move(points: number): void;
  newPage(): void;
  tag(parent: Tag | null, type: string, options?: { alt?: string; bbox?: [number, number, number, number]; scope?: 'Column' | 'Row' }): Tag;
  /** Draws inside a tag on this page. */
  within(tag: Tag, type: string, draw: () => void): void;
  /** Draws what is no content: lines, heads and feet of pages. */
  beside(draw: () => void): void;
  /** Lines one below the other from `y` on; where they end. */
  drawLines(lines: readonly LaidLine[], x: number, y: number): number;
  rule(y: number, isStrong?: boolean): void;
  heading(level: 1 | 2 | 3, text: string): void;
  text(cell: Cell, options?: { size?: number; indent?: number }): void;
  list(items: readonly Cell[]): void;
  end(): Promise<Uint8Array>;
};

// Drawn for A4 so that it also prints whole on Letter: that cuts 25 points at top and bottom, or at the sides of a landscape page.
const margin = { side: 56, top: 64, bottom: 72 };
export const ink = { text: '#16181d', quiet: '#4a4f59', line: '#8d929c' } as const;
const indentOfList = 12;

/** Opens a document: A4, tagged, with outline, its language and its title said. */
export function createPaper({ title, at, isLandscape = false, head, foot }: PaperHead): Paper {
  const doc = new PDFDocument({
    size: 'A4',
    layout: isLandscape ? 'landscape' : 'portrait',
    margin: 0,
    bufferPages: true,
    tagged: true,
    pdfVersion: '1.7',
    lang: 'en',
    displayTitle: true,
    info: { Title: title, Author: 'Mediation Desk', Creator: 'Mediation Desk', Producer: 'Mediation Desk', CreationDate: new Date(at) },
  });
  const done = collect(doc);
  const setter = createTextSetter(doc, 'en');
  const root = doc.struct('Document');
  doc.addStructure(root);
  const width = doc.page.width - 2 * margin.side;
  const last = doc.page.height - margin.bottom;
  const outline = [doc.outline, doc.outline, doc.outline];
  let y: number = margin.top;

  const paper: Paper = {
    doc,
    setter,
    width,
    left: margin.side,
    top: () => y,
    room: () => last - y,
    pageRoom: last - margin.top,
    move: (points) => void (y += points),
    newPage: () => {
      pack(doc);
      doc.addPage();
      y = margin.top;
    },
    tag: (parent, type, options = {}) => {
      const made = doc.struct(type, options);
      (parent ?? root).add(made);
      return made;
    },
    within: (tag, type, draw) => {
      const content = doc.markStructureContent(type);
      draw();
      doc.endMarkedContent();
      tag.add(content);
    },
    beside: (draw) => {
      doc.markContent('Artifact', { type: 'Layout' });
      draw();
      doc.endMarkedContent();
    },
    drawLines: (lines, x, from) => {
      let at = from;
      for (const { line, size, height, isQuiet } of lines) {
        doc.fillColor(isQuiet ? ink.quiet : ink.text);
        setter.draw(line, x, at + size * 1.05, size);
        at += height;
      }
      return at;
    },
    rule: (at, isStrong = false) => paper.beside(() => doc.moveTo(margin.side, at).lineTo(margin.side + width, at).lineWidth(isStrong ? 0.8 : 0.4).strokeColor(isStrong ? ink.text : ink.line).stroke()),
    heading: (level, text) => {
      const size = { 1: sizes.title, 2: sizes.h2, 3: sizes.h3 }[level];
      const lines = layBlocks(setter, [{ text, isBold: true }], width, size);
      const before = y === margin.top ? 0 : { 1: 8, 2: 16, 3: 8 }[level];
      // A heading never stands at the foot of a page without some of what it is about.
      if (before + heightOf(lines) + (level === 3 ? 48 : 72) > last - y) paper.newPage();
      else y += before;
      outline[level] = (outline[level - 1] ?? doc.outline).addItem(shown(text).slice(0, 120), { expanded: level < 3, top: Math.max(0, y - 8) } as { expanded: boolean });
      const tag = paper.tag(null, `H${level}`);
      flow(tag, `H${level}`, lines, margin.side);
      tag.end();
      y += { 1: 4, 2: 4, 3: 2 }[level];
    },
    text: (cell, { size = sizes.text, indent = 0 } = {}) => {
      const tag = paper.tag(null, 'P');
      flow(tag, 'P', layBlocks(setter, cell, width - indent, size), margin.side + indent);
      tag.end();
      y += size * 0.5;
    },
    list: (items) => {
      const list = paper.tag(null, 'L');
      for (const item of items) {
        const entry = paper.tag(list, 'LI');
        const lines = layBlocks(setter, item, width - indentOfList);
        if ((lines[0]?.height ?? 0) > last - y) paper.newPage();
        const label = paper.tag(entry, 'Lbl');
        paper.within(label, 'Lbl', () => paper.drawLines(layBlocks(setter, '–', indentOfList), margin.side, y));
        const body = paper.tag(entry, 'LBody');
        flow(body, 'LBody', lines, margin.side + indentOfList);
        entry.end();
        y += 2;
      }
      list.end();
      y += sizes.text * 0.4;
    },
    end: () => {
      numberPages();
      root.end();
      doc.end();
      return done;
    },
  };

  /** Lines that go on over pages, each page's part of them marked on its own. */
  function flow(tag: Tag, type: string, lines: readonly LaidLine[], x: number): void {
    for (let from = 0; from < lines.length; ) {
      const fits = countFitting(lines, from, last - y);
      if (fits === 0) {
        paper.newPage();
        if (countFitting(lines, from, last - y) === 0) throw new Error('A line is higher than a page.');
        continue;
      }
      const part = lines.slice(from, from + fits);
      paper.within(tag, type, () => (y = paper.drawLines(part, x, y)));
      from += fits;
    }
  }

  function numberPages(): void {
    const { start, count } = doc.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      doc.switchToPage(start + index);
      doc.markContent('Artifact', { type: 'Pagination' });
      // One line each: a filter or a name may be longer than a page is wide.
      if (index > 0) paper.drawLines(layBlocks(setter, [{ text: head, isQuiet: true }], width, sizes.small).slice(0, 1), margin.side, margin.top - 24);
      paper.drawLines(layBlocks(setter, [{ text: foot, isQuiet: true }], width - 80, sizes.small).slice(0, 1), margin.side, doc.page.height - margin.bottom + 18);
      const number = layBlocks(setter, [{ text: `Page ${index + 1} of ${count}`, isQuiet: true }], 80, sizes.small);
      const wide = number[0] ? setter.widthOf(number[0].line, sizes.small) : 0;
      paper.drawLines(number, margin.side + width - wide, doc.page.height - margin.bottom + 18);
      doc.endMarkedContent();
    }
  }

  return paper;
}

/** Makes one piece of the many a page is written in: hundreds of pages wait for their number, and a piece for each stroke takes ten times their room. */
function pack(doc: PDFKit.PDFDocument): void {
  const { content } = doc.page as unknown as { content: { buffer: Uint8Array[] } };
  content.buffer = [Buffer.concat(content.buffer)];
}

/** How many lines from one on fit into a height. */
export function countFitting(lines: readonly LaidLine[], from: number, room: number): number {
  let count = 0;
  for (let left = room; from + count < lines.length; count += 1) {
    left -= lines[from + count]?.height ?? 0;
    if (left < -0.01) break;
  }
  return count;
}

/** The height of lines below each other. */
export function heightOf(lines: readonly LaidLine[]): number {
  return lines.reduce((sum, { height }) => sum + height, 0);
}

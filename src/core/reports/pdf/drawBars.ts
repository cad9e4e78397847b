import { layBlocks, sizes } from './blocks.ts';
import { ink, type Paper } from './paper.ts';

/** One bar: a share from 0 to 1 with its interval. */
export type Bar = { name: string; share: number; low: number; high: number };

const rowHeight = 18;
const barHeight = 9;
const nameWidth = 130;

/** Draws shares as bars in grey with their intervals as lines over them, and says the same in words for who cannot see it. */
export function drawBars(paper: Paper, bars: readonly Bar[], alt: string): void {
  const height = bars.length * rowHeight;
  if (height > paper.room()) paper.newPage();
  const top = paper.top();
  const [left, width] = [paper.left + nameWidth, paper.width - nameWidth];
  const figure = paper.tag(null, 'Figure', { alt, bbox: [paper.left, top, paper.left + paper.width, top + height] });
  paper.within(figure, 'Figure', () => {
    for (const [index, { name, share, low, high }] of bars.entries()) {
      const y = top + index * rowHeight;
      const middle = y + rowHeight / 2;
      paper.drawLines(layBlocks(paper.setter, [{ text: name, isName: true }], nameWidth - 8, sizes.small).slice(0, 1), paper.left, middle - sizes.small * 0.7);
      paper.doc.rect(left, middle - barHeight / 2, Math.max(0.5, width * share), barHeight).fillColor('#d3d6dc').fill();
      const ends = [left + width * low, left + width * high] as const;
      paper.doc.moveTo(ends[0], middle).lineTo(ends[1], middle);
      for (const end of ends) paper.doc.moveTo(end, middle - 3).lineTo(end, middle + 3);
      paper.doc.lineWidth(0.8).strokeColor(ink.text).stroke();
    }
    // Where all of them would end.
    paper.doc.moveTo(left + width, top).lineTo(left + width, top + height).moveTo(left, top).lineTo(left, top + height).lineWidth(0.4).strokeColor(ink.line).stroke();
  });
  figure.end();
  paper.move(height + 6);
}

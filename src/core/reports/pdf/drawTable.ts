import { layBlocks, sizes, type Cell, type LaidLine } from './blocks.ts';
import { countFitting, heightOf, type Paper, type Tag } from './paper.ts';

/** A column: its head, its part of the width, and whether its cells stand right or head their row. */
export type Column = { head: string; width: number; align?: 'right'; isRowHead?: boolean };

const gap = 10;
const pad = 3;

type Placed = { x: number; width: number; column: Column };

/** Draws a table over as many pages as it takes: heads again on every page, rows whole where they can be, each cell in the tag tree. */
export function drawTable(paper: Paper, columns: readonly Column[], rows: Iterable<readonly Cell[]>, onRow?: () => void): void {
  const placed = place(paper, columns);
  const hasHead = columns.some(({ head }) => head !== '');
  const heads = hasHead ? placed.map(({ column, width }) => layBlocks(paper.setter, [{ text: column.head, isBold: true }], width)) : [];
  const headHeight = hasHead ? Math.max(...heads.map(heightOf)) + 2 * pad : 0;
  const table = paper.tag(null, 'Table');

  const drawHead = (row: Tag | null) => {
    const y = paper.top() + pad;
    for (const [index, { x, width, column }] of placed.entries()) {
      const draw = () => drawAligned(paper, heads[index] ?? [], x, width, y, column);
      if (row === null) {
        paper.beside(draw);
        continue;
      }
      const cell = paper.tag(row, 'TH', { scope: 'Column' });
      paper.within(cell, 'TH', draw);
      cell.end();
    }
    paper.move(headHeight);
    paper.rule(paper.top(), true);
  };
  const turn = () => {
    paper.newPage();
    if (hasHead) drawHead(null);
  };

  if (hasHead) {
    if (paper.room() < headHeight + 40) paper.newPage();
    const row = paper.tag(table, 'TR');
    drawHead(row);
    row.end();
  }
  for (const cells of rows) {
    drawRow(paper, table, placed, cells, headHeight, turn);
    onRow?.();
  }
  table.end();
  paper.move(sizes.text * 0.6);
}

/** Facts by name: a table whose first column heads its rows. */
export function drawFacts(paper: Paper, facts: readonly (readonly [name: string, value: Cell])[]): void {
  drawTable(paper, [{ head: '', width: 18, isRowHead: true }, { head: '', width: 82 }], facts.map(([name, value]) => [[{ text: name, isQuiet: true }], value]));
}

function place(paper: Paper, columns: readonly Column[]): Placed[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const room = paper.width - gap * (columns.length - 1);
  let x = paper.left;
  return columns.map((column) => {
    const width = (room * column.width) / whole;
    const one = { x, width, column };
    x += width + gap;
    return one;
  });
}

function drawRow(paper: Paper, table: Tag, placed: readonly Placed[], cells: readonly Cell[], headHeight: number, turn: () => void): void {
  const row = paper.tag(table, 'TR');
  let rest = placed.map(({ width }, index) => layBlocks(paper.setter, cells[index] ?? '', width));
  const tags = placed.map(({ column }) => paper.tag(row, column.isRowHead ? 'TH' : 'TD', column.isRowHead ? { scope: 'Row' } : {}));
  const height = Math.max(0, ...rest.map(heightOf)) + 2 * pad;
  if (height > paper.room() && height <= paper.pageRoom - headHeight) turn();
  while (rest.some((lines) => lines.length > 0)) {
    const parts = rest.map((lines) => lines.slice(0, countFitting(lines, 0, paper.room() - 2 * pad)));
    if (parts.every((lines) => lines.length === 0)) {
      turn();
      continue;
    }
    const y = paper.top() + pad;
    for (const [index, lines] of parts.entries()) {
      const [tag, cell] = [tags[index], placed[index]];
      if (tag && cell && lines.length > 0) paper.within(tag, cell.column.isRowHead ? 'TH' : 'TD', () => drawAligned(paper, lines, cell.x, cell.width, y, cell.column));
    }
    paper.move(Math.max(...parts.map(heightOf)) + 2 * pad);
    rest = rest.map((lines, index) => lines.slice(parts[index]?.length ?? 0));
  }
  paper.rule(paper.top());
  row.end();
}

function drawAligned(paper: Paper, lines: readonly LaidLine[], x: number, width: number, y: number, { align }: Column): void {
  if (align !== 'right') return void paper.drawLines(lines, x, y);
  let at = y;
  for (const line of lines) at = paper.drawLines([line], x + width - paper.setter.widthOf(line.line, line.size), at);
}

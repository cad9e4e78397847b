import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fullCaseReport, fullDecisionsReport, longTitle } from '../samples.testing.ts';
import { casePaper } from './casePaper.ts';
import { decisionsPaper } from './decisionsPaper.ts';

type Node = { role?: string; children?: Node[]; type?: string; lang?: string };

async function read(bytes: Uint8Array) {
  const pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages: { words: string; items: { str: string; x: number; y: number }[]; tree: Node | null; width: number; height: number }[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const items = (await page.getTextContent()).items.flatMap((item) => ('str' in item ? [{ str: item.str, x: item.transform[4] as number, y: item.transform[5] as number }] : []));
    const [, , width = 0, height = 0] = page.view;
    pages.push({ words: items.map(({ str }) => str).join(' ').replaceAll('\u00a0', ' '), items, tree: (await page.getStructTree()) as Node | null, width, height });
  }
  const { info } = await pdf.getMetadata();
  return { pages, info: info as Record<string, unknown>, outline: await pdf.getOutline(), mark: await pdf.getMarkInfo() };
}

/** How often each role stands in the tag tree of the pages, counted where it has something on the page. */
function roles(trees: (Node | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  const isEmpty = ({ role, children = [], type }: Node): boolean => (role === undefined ? type === undefined : children.every(isEmpty));
  const walk = (node: Node): void => {
    if (isEmpty(node)) return;
    if (node.role && node.children?.length) counts.set(node.role, (counts.get(node.role) ?? 0) + 1);
    node.children?.forEach(walk);
  };
  for (const tree of trees) if (tree) walk(tree);
  return counts;
}

describe('casePaper', () => {
  const report = fullCaseReport();
  let bytes: Uint8Array;
  let pages: Awaited<ReturnType<typeof read>>['pages'];
  beforeAll(async () => {
    bytes = await casePaper(report);
    ({ pages } = await read(bytes));
  });

  it('would leave out of the tag tree what a person who listens to the page needs: headings, tables with their heads, lists', async () => {
    const { mark, info, outline } = await read(bytes);
    const found = roles(pages.map(({ tree }) => tree));
    for (const role of ['Document', 'H1', 'H2', 'H3', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'TR', 'TH', 'TD']) expect([role, found.get(role) ?? 0]).toEqual([role, expect.any(Number)]);
    expect([...found.values()].every((count) => count > 0)).toBe(true);
    expect([found.get('H1'), (found.get('TH') ?? 0) > 40, mark?.Marked]).toEqual([1, true, true]);
    expect(info).toMatchObject({ Title: 'Case report C-20417, as it was ruled', Language: 'en' });
    expect(outline[0]?.items.map(({ title }) => title)).toEqual(expect.arrayContaining(['Case', 'Ruling', 'Exhibits (40)', 'Timeline', 'Deadlines', 'Letters', 'Log of the case (12)', 'This report']));
  });

  it('would cut a hash, leave an exhibit or a log entry out, or let a long title or name run off the page', () => {
    const all = pages.map(({ words }) => words).join(' ').replaceAll(/\s+/gu, ' ');
    const plain = all.replaceAll(' ', '');
    for (const { label, sha256 } of report.exhibits) {
      expect(all).toContain(label);
      if (sha256) expect(plain).toContain(sha256);
    }
    for (const { seq, hash } of report.log) expect([all.includes(String(seq)), plain.includes(hash)]).toEqual([true, true]);
    expect(plain).toContain(longTitle.replaceAll(' ', ''));
    for (const { items, width, height } of pages) {
      for (const { x, y } of items) expect(x >= 50 && x <= width - 50 && y >= 40 && y <= height - 40).toBe(true);
    }
    expect(pages.every(({ words }, index) => words.includes(`Page ${index + 1} of ${pages.length}`))).toBe(true);
  });

  it('would hide a bidi control in a file name, or print Arabic and Japanese as boxes', () => {
    const all = pages.map(({ words }) => words).join(' ');
    expect(all).toContain('photo[RLO]gpj.exe');
    for (const word of ['株式会社山田時計店', 'فاطمة', '新しい写真があります。']) expect(all).toContain(word);
  });

  it('would be another file for the same report', async () => {
    expect(Buffer.compare(await casePaper(fullCaseReport()), bytes)).toBe(0);
  });
});

describe('decisionsPaper', () => {
  it('would print pages without the heads of the columns, or lose or double a row where a page ends', async () => {
    const report = fullDecisionsReport(90);
    const { pages } = await read(await decisionsPaper(report));
    const all = pages.map(({ words }) => words).join(' ');
    for (const { reference } of report.rows) expect([reference, all.split(reference).length - 1]).toEqual([reference, 1]);
    for (const { words } of pages.filter(({ words: text }) => /C-200\d\d/u.test(text))) expect(words).toContain('State and after');
    // Bars say in words what they show.
    expect(JSON.stringify(pages.map(({ tree }) => tree))).toContain('Bars of the shares from 0 to 100');
    // The head is content once and furniture on the pages after: a reader hears it once.
    expect(roles(pages.map(({ tree }) => tree)).get('TH')).toBeLessThan(90 + 60);
  });

  it('would add currencies up, or count what was taken back', () => {
    const { totals, rows } = fullDecisionsReport(50);
    expect(totals.byCurrency.map(({ currency }) => currency)).toEqual(['EUR', 'JPY', 'USD']);
    expect(totals.counted).toBe(rows.filter(({ state }) => state === 'effective').length);
    const usd = rows.filter(({ state, amount }) => state === 'effective' && amount?.currency === 'USD').reduce((sum, { amount }) => sum + Number(amount?.minor), 0);
    expect(totals.byCurrency.at(-1)?.ruled.minor).toBe(String(usd));
    for (const { share, low, high } of totals.byOutcome) expect(low < share && share < high).toBe(true);
  });
});

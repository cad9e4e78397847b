import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { letterPdf } from './letterPdf.ts';

async function read(language: string, body: string, subject = 'C-20001') {
  const bytes = await letterPdf({ language, subject, body, reference: 'C-20001', at: Date.UTC(2026, 5, 10), notice: null });
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
  const pages: string[] = [];
  const fonts = new Set<string>();
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ('fontName' in item) fonts.add(item.fontName);
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
  }
  const { info } = await pdf.getMetadata();
  return { pages, info: info as Record<string, unknown> };
}

describe('letterPdf', () => {
  it('holds its words as text that can be searched, in Latin, Cyrillic and Han writing', async () => {
    for (const [language, words] of [['de', 'Erstattung von 33,33 USD für „Größe“'], ['ru', 'Возвращается часть суммы'], ['zh', '向买家部分退款'], ['ja', '購入者に一部返金します']] as const) {
      expect((await read(language, words)).pages[0], language).toContain(words);
    }
  });

  it('holds the words of an Arabic letter, not their presentation forms', async () => {
    const [page = ''] = (await read('ar', 'يُعاد إلى المشتري')).pages;
    for (const word of ['المشتري', 'إلى']) expect(page).toContain(word);
    expect(page).not.toMatch(/[\ufb50-\ufdff\ufe70-\ufefe]/u);
  });

  it('goes on over pages, numbers them, and loses no paragraph of a long letter', async () => {
    const { pages } = await read('en', Array.from({ length: 120 }, (_, index) => `Paragraph number ${index}.`).join('\n\n'));
    expect(pages.length).toBeGreaterThan(2);
    const all = pages.join('\n');
    for (const index of [0, 60, 119]) expect(all).toContain(`Paragraph number ${index}.`);
    expect(pages.at(-1)).toContain(`C-20001 · ${pages.length}/${pages.length}`);
  });

  it('is the same file for the same letter and names neither person nor machine', async () => {
    const sheet = { language: 'en', subject: 'S', body: 'B', reference: 'C-1', at: 0, notice: null };
    const { info } = await read('en', 'B', 'Decision');
    expect(info).toMatchObject({ Title: 'Decision', Author: 'Mediation Desk', Creator: 'Mediation Desk' });
    expect((await letterPdf(sheet)).length).toBe((await letterPdf(sheet)).length);
  });

  it('prints a box for a sign no font has, instead of failing', async () => {
    expect((await read('en', 'Dear \u{1f600} \u0e01')).pages[0]).toContain('Dear');
  });
});

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { CaseReport } from '../src/contract/reportParts.ts';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { stageByCalls } from './fixtures/rule.ts';
import { DecisionsPage } from './pages/DecisionsPage.ts';
import { ExportMenu } from './pages/ExportMenu.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

/** The words of a PDF and the roles of its first page's tags. */
async function readPdf(bytes: Buffer): Promise<{ words: string; roles: string }> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  let words = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    words += items.map((item) => ('str' in item ? item.str : '')).join(' ');
  }
  return { words: words.replaceAll('\u00a0', ' '), roles: JSON.stringify(await (await pdf.getPage(1)).getStructTree()) };
}

test('a ruled case and the decisions go out on paper and as data, and the log says who took them', async ({ desk }) => {
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const { caseId, caseReference } = await stageByCalls(page, 'SMP-20407', '2500');
  await expect.poll(async () => (await askCore(page, 'cases.get', { caseId })).state, { timeout: 30_000 }).toBe('ruled');

  await page.goto(`${desk.origin}/#/cases/${caseId}`);
  const ofCase = new ExportMenu(page, `Export ${caseReference}`);
  const paper = await ofCase.take('Report to read and print (PDF)');
  expect(paper.fileName).toMatch(new RegExp(`^${caseReference} report .*\\.pdf$`));
  const { words, roles } = await readPdf(paper.bytes);
  for (const word of [`Case report ${caseReference}`, 'Lena Vogt', 'The amount, line by line', 'EUR 25.00', 'Page 1 of']) expect(words).toContain(word);
  for (const role of ['"H1"', '"Table"', '"TH"', '"TD"']) expect(roles).toContain(role);
  await expect(page.getByText('The log says that you took it out.')).toBeVisible();

  const data = await ofCase.take('Report as data (JSON)');
  const report = CaseReport.parse(JSON.parse(data.bytes.toString('utf8')));
  expect(report.rulings).toMatchObject([{ outcome: 'partial_refund', amount: { minor: '2500' }, personName: 'Lena Vogt' }]);
  for (const { sha256 } of report.exhibits) if (sha256) expect(words.replaceAll(' ', '')).toContain(sha256);
  const asRuled = await ofCase.take(/partial refund, Lena Vogt/);
  expect((await readPdf(asRuled.bytes)).words).toContain('as it was ruled');

  const log = await askCore(page, 'audit.ofCase', { caseId });
  expect(log.filter(({ action }) => action === 'report.made')).toHaveLength(3);

  await new DecisionsPage(page).goTo();
  const table = await new ExportMenu(page, 'Export these decisions').take(/CSV/);
  expect(table.bytes.toString('utf8')).toContain(`,${caseReference},`);
});

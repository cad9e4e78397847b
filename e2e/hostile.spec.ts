import type { Frame, Page } from 'playwright/test';
import { askCore } from './fixtures/callCore.ts';
import { type Canary, startCanary } from './fixtures/canary.ts';
import { expect, test } from './fixtures/desk.ts';
import { writeHostileCase } from './fixtures/hostileCase.ts';
import { armedHtml, hostileFiles } from './fixtures/hostileFiles.ts';
import { stopped } from './fixtures/trouble.ts';
import type { CasePage } from './pages/CasePage.ts';
import { ImportsPage } from './pages/ImportsPage.ts';
import { QueuePage } from './pages/QueuePage.ts';

test.use({ deskSettings: { isFilled: false, undoSeconds: undefined } });
test.describe.configure({ timeout: 300_000 });

const answersWithinMs = 5_000;

/** Everything a hostile file could make the window do. */
function watchDeeds(page: Page): string[] {
  const deeds: string[] = [];
  const start = page.mainFrame();
  page.on('dialog', (dialog) => {
    deeds.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => deeds.push(`popup: ${popup.url()}`));
  page.on('download', (download) => deeds.push(`download: ${download.url()}`));
  page.on('framenavigated', (frame: Frame) => {
    const { pathname } = new URL(frame.url(), 'about:blank');
    if (frame === start ? pathname !== '/' : !/\/page$|^\/pdf-frame\.html$|^(blank|srcdoc)$/.test(pathname)) deeds.push(`navigation: ${frame.url()}`);
  });
  return deeds;
}

/** The marks that scripts of the samples leave, in every frame that can be asked. */
async function marks(page: Page): Promise<unknown[]> {
  const frames = page.frames().filter((frame) => !frame.url().endsWith('/page'));
  const left = await Promise.all(frames.map((frame) => frame.evaluate(() => [Reflect.get(window, '__ran') ?? null, document.title]).catch(() => null)));
  return left.filter((mark) => mark !== null && (mark[0] !== null || mark[1] === 'owned'));
}

/** The desk still does what a person asks, in time. */
async function expectAnswer(page: Page, label: string): Promise<void> {
  const details = page.getByRole('button', { name: 'Details', exact: true });
  for (const state of ['true', 'false']) {
    await details.click({ timeout: answersWithinMs });
    await expect(details, `the desk answers beside ${label}`).toHaveAttribute('aria-pressed', state, { timeout: answersWithinMs });
  }
}

/** Takes the hostile case in, with all its files or the one at `only`, and opens it when every file was looked into. */
async function openHostile(page: Page, canary: Canary, folder: string, only?: string): Promise<CasePage> {
  const files = await hostileFiles(canary.url);
  writeHostileCase(folder, canary.url, only === undefined ? files : files.filter(({ path }) => path === only));
  const imports = new ImportsPage(page);
  await imports.drop(folder);
  await imports.openReport();
  await expect(imports.card('HOSTILE-1')).toContainText('Created');
  const { rows } = await askCore(page, 'cases.list', { scope: 'all' });
  const caseId = rows[0]?.caseId ?? '';
  const waiting = async () => (await askCore(page, 'cases.get', { caseId })).exhibits.filter(({ state }) => state === 'waiting').map(({ fileName }) => fileName);
  await expect.poll(waiting, { timeout: 180_000 }).toEqual([]);
  return new QueuePage(page).openCase(caseId);
}

test('a case of hostile files runs nothing, phones nobody, goes nowhere and leaves the desk quick', async ({ desk }, testInfo) => {
  const canary = await startCanary();
  try {
    const page = await desk.open({ name: 'Dana', role: 'mediator' });
    const deeds = watchDeeds(page);
    const open = await openHostile(page, canary, testInfo.outputPath('hostile'));
    const { exhibits } = await askCore(page, 'cases.get', { caseId: open.caseId });
    expect(exhibits.length).toBeGreaterThanOrEqual(14);
    await expect(open.board).toContainText('⟦RLO⟧');

    for (const exhibit of exhibits) {
      await page.locator(`[data-exhibit="${exhibit.evidenceId}"]`).first().click();
      const viewer = open.viewer(exhibit.label);
      await expect(viewer).toContainText('opened');
      if (exhibit.hasPage) {
        await viewer.getByRole('radio', { name: 'As laid out' }).check();
        const frame = viewer.locator('iframe');
        await expect(frame).toHaveAttribute('sandbox', '');
        await expect(frame.contentFrame().locator('body')).toBeVisible();
        await expect(frame.contentFrame().locator('script, form, iframe, object, embed, link, base, meta[http-equiv="refresh"]')).toHaveCount(0);
      }
      if (exhibit.show === 'pdf') await expect(viewer.locator('iframe:not(.hidden), [role=alert]')).toBeVisible({ timeout: 45_000 });
      await expectAnswer(page, `${exhibit.label} ${exhibit.fileName}`);
      expect(await marks(page), exhibit.fileName).toEqual([]);
    }

    // Every place that names an exhibit writes the turned name out.
    await expect(page.locator('body')).not.toContainText('evil\u202E');
    await open.backToBoard();
    for (const tab of ['Transcript', 'Timeline', 'Parties', 'History']) {
      const one = page.getByRole('tab', { name: new RegExp(`^${tab}`) });
      if ((await one.count()) > 0) await one.click();
    }
    await page.waitForTimeout(1_000);
    expect(await marks(page)).toEqual([]);
    expect(deeds).toEqual([]);
    await expect(page).toHaveTitle(/ Wrong item · Mediation Desk$/);
    expect(canary.hits).toEqual([]);
    expect(desk.trouble.seen.splice(0).filter((words) => !stopped.test(words))).toEqual([]);
  } finally {
    await canary.close();
  }
});

test('the frame of a page holds even when what is in it was not made harmless', async ({ desk }, testInfo) => {
  const canary = await startCanary();
  try {
    const page = await desk.open({ name: 'Dana', role: 'mediator' });
    const deeds = watchDeeds(page);
    const open = await openHostile(page, canary, testInfo.outputPath('hostile'), 'mail.eml');
    // The headers are those of the desk; only the body is what an attacker would like it to be.
    await page.route('**/evidence/*/page', async (route) => route.fulfill({ response: await route.fetch(), body: armedHtml(canary.url) }));
    const { exhibits } = await askCore(page, 'cases.get', { caseId: open.caseId });
    const mail = exhibits.find(({ fileName }) => fileName === 'mail.eml');
    expect(mail?.hasPage).toBe(true);
    await page.locator(`[data-exhibit="${mail?.evidenceId}"]`).first().click();
    await open.viewer(mail?.label ?? '').getByRole('radio', { name: 'As laid out' }).check();
    await expect(open.viewer(mail?.label ?? '').locator('iframe').contentFrame().getByText('Dear mediator')).toBeVisible();
    await expectAnswer(page, 'an armed page');
    await page.waitForTimeout(2_000);
    expect(await marks(page)).toEqual([]);
    expect(deeds.filter((deed) => !deed.startsWith('navigation: chrome-error'))).toEqual([]);
    // Chromium opens a connection for a frame in a frame before it asks the policy; no byte goes over it.
    expect(canary.hits.filter((hit) => !hit.startsWith('connection'))).toEqual([]);
    expect(new URL(page.url()).origin).toBe(desk.origin);
    expect(desk.trouble.seen.splice(0).filter((words) => !stopped.test(words) && !words.startsWith(`left the desk: ${canary.url}`))).toEqual([]);
  } finally {
    await canary.close();
  }
});

test('an original is saved only after its warning, under a safe name and with no type that opens by itself', async ({ desk }, testInfo) => {
  const canary = await startCanary();
  try {
    const page = await desk.open({ name: 'Dana', role: 'mediator' });
    const open = await openHostile(page, canary, testInfo.outputPath('hostile'));
    const { exhibits } = await askCore(page, 'cases.get', { caseId: open.caseId });
    const turned = exhibits.find(({ fileName }) => fileName.startsWith('evil'));
    await page.locator(`[data-exhibit="${turned?.evidenceId}"]`).first().click();
    await open.viewer(turned?.label ?? '').getByRole('button', { name: 'Save original' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('evil⟦RLO⟧gpj.exe');
    await expect(dialog).toContainText('it runs as a program');
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: /to disk$/ }).click()]);
    expect(download.suggestedFilename()).toBe('evil_gpj.exe');
    for (const { evidenceId, show } of exhibits) {
      const { status, type, disposition } = await page.evaluate(async (id) => {
        const answer = await fetch(`/evidence/${id}/original`);
        return { status: answer.status, type: answer.headers.get('content-type'), disposition: answer.headers.get('content-disposition') };
      }, evidenceId);
      if (status === 200 && show !== 'video') expect([type, disposition?.split(';')[0]]).toEqual(['application/octet-stream', 'attachment']);
    }
    expect(canary.hits).toEqual([]);
  } finally {
    await canary.close();
  }
});

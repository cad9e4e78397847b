import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { askCore } from '../../e2e/fixtures/callCore.ts';
import { chromiumOptions } from '../../e2e/fixtures/chromium.ts';
import { askForLink, builtDesk, end, runDeskAs, seatTeam, serve, setUpLead, waitForJobs, type Serving } from '../../e2e/fixtures/process.ts';
import { teamPassphrase } from '../../src/testing/team.ts';
import { writeFortyExhibits } from './bundle.ts';
import { watchPage } from './inPage.ts';

/** How many cases there are to be served; one more, with larger photos, is for keys and comparing. */
export const servedCases = 6;
export const largeCase = 'LARGE';

const phone = [1_280, 960] as const;
/** What a preview of any larger photo is drawn at. */
const preview = [2_400, 1_800] as const;
const photo24 = [6_000, 4_000] as const;

export type UiDesk = { page: Page; origin: string; version: string; idOf(sourceId: string): Promise<string>; handAllBack(): Promise<void>; close(): Promise<void> };

/** A web desk of its own with seven cases of forty exhibits, all looked at, and a browser in which a mediator is signed in. */
export async function openUiDesk(): Promise<UiDesk> {
  if (!existsSync(builtDesk)) throw new Error(`There is no build at ${builtDesk}. Run "npm run build" first.`);
  const folder = mkdtempSync(join(tmpdir(), 'bench-ui-'));
  let serving: Serving | null = null;
  let browser: Browser | null = null;
  const close = async () => {
    await browser?.close();
    if (serving) await end(serving, 'SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const data = join(folder, 'data');
    await fill(data, join(folder, 'bundles'));
    serving = await serve(data, { openedBy: setUpLead });
    await waitForJobs(serving.firstLink);
    browser = await chromium.launch(chromiumOptions);
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', viewport: { width: 1_440, height: 900 }, reducedMotion: 'reduce' });
    await context.addInitScript(watchPage);
    const page = await context.newPage();
    await page.goto(await askForLink(data, serving.origin));
    await askCore(page, 'people.signIn', { name: 'Dana', passphrase: teamPassphrase });
    const rows = async (scope: 'all' | 'mine') => (await askCore(page, 'cases.list', { scope })).rows;
    return {
      page,
      origin: serving.origin,
      version: browser.version(),
      close,
      async idOf(sourceId) {
        const found = (await rows('all')).find((row) => row.sourceId === sourceId);
        if (!found) throw new Error(`There is no case ${sourceId}.`);
        return found.caseId;
      },
      async handAllBack() {
        for (const { caseId } of await rows('mine')) await askCore(page, 'cases.handBack', { requestId: crypto.randomUUID(), caseId, note: null });
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fill(data: string, bundles: string): Promise<void> {
  await seatTeam(data);
  const names = Array.from({ length: servedCases }, (_, index) => `SERVED-${index}`);
  for (const name of names) await writeFortyExhibits(join(bundles, name), name, phone, phone);
  await writeFortyExhibits(join(bundles, largeCase), largeCase, photo24, preview);
  const { code, stderr } = await runDeskAs(setUpLead, 'import', '--data', data, ...[...names, largeCase].map((name) => join(bundles, name)));
  if (code !== 0) throw new Error(`The cases were not taken in: ${stderr}`);
}

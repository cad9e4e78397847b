import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { asksTour } from './fixtures/asksTour.ts';
import { auditTour } from './fixtures/auditTour.ts';
import { test } from './fixtures/desk.ts';
import { projectRoot } from './fixtures/electronProgram.ts';
import { evidenceTour } from './fixtures/evidenceTour.ts';
import { exitsTour } from './fixtures/exitsTour.ts';
import { leadTour } from './fixtures/leadTour.ts';
import { togetherTour } from './fixtures/togetherTour.ts';
import { moneyTour } from './fixtures/moneyTour.ts';
import { queueTour } from './fixtures/queueTour.ts';
import { tour } from './fixtures/tour.ts';
import { workspaceTour } from './fixtures/workspaceTour.ts';

// Writes pictures instead of testing: `DESK_SCREENSHOTS=1 npm run e2e -- --grep @screenshots`. DESK_SHOTS_DIR writes all looks elsewhere, for review.
const reviewDir = process.env['DESK_SHOTS_DIR'];
const readmeDir = join(projectRoot, 'resources', 'screenshots');
const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'small', colorScheme: 'light', viewport: { width: 1024, height: 700 } },
] as const;

/** What the README shows of the tours through asking, deciding and auditing; a review looks at all of it. */
const ofDeciding = new Set(['offer', 'deadlines', 'suggestion', 'letters', 'second-look', 'views-compared', 'policy-changes', 'together', 'like-cases', 'limits-and-conflicts', 'connection', 'sources', 'payouts', 'ledger-check', 'return', 'person', 'figures', 'sample', 'review-verdict', 'log-verified', 'as-it-was', 'compared', 'my-day']);

/** Takes a picture of each screen it is given, for this look; for the README only the light ones and one in the dark. */
function takePictures(look: (typeof looks)[number]): (page: Page, screen: string) => Promise<void> {
  const dir = reviewDir ?? readmeDir;
  mkdirSync(dir, { recursive: true });
  return async (page, screen) => {
    await page.waitForLoadState('networkidle');
    const isForReadme = look.name === 'light' || (look.name === 'dark' && screen === 'exhibit');
    if (reviewDir === undefined && !isForReadme) return;
    const path = join(dir, look.name === 'light' ? `${screen}.png` : `${screen}-${look.name}.png`);
    await sharp(await page.screenshot({ animations: 'disabled' })).png({ palette: true, quality: 90, effort: 8 }).toFile(path);
  };
}

for (const look of looks) {
  test.describe('@screenshots', () => {
    test.describe.configure({ timeout: 240_000 });

    test.describe('from an empty desk', () => {
      test.use({ deskSettings: { isFilled: false, undoSeconds: 60 } });
      test(`pictures of the screens, ${look.name} @screenshots`, ({ desk }) => tour(desk, look, takePictures(look)));
    });

    test(`pictures of the viewers, ${look.name} @screenshots`, ({ desk }) => evidenceTour(desk, look, takePictures(look)));
    test(`pictures of the lists, ${look.name} @screenshots`, ({ desk }) => queueTour(desk, look, takePictures(look)));
    test(`pictures of the workspace, ${look.name} @screenshots`, ({ desk }) => workspaceTour(desk, look, takePictures(look)));

    // Written for a window in which the ruling stands beside the case.
    if (look.viewport.width < 1440) return;
    test.describe('of deciding', () => {
      test.use({ viewport: look.viewport, colorScheme: look.colorScheme });
      const take = async (page: Page, screen: string): Promise<void> => {
        if (reviewDir !== undefined || ofDeciding.has(screen)) await takePictures(look)(page, screen);
      };
      test(`pictures of asking, ${look.name} @screenshots`, ({ desk }) => asksTour(desk, take));
      test.describe('with no time to take back', () => {
        test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });
        test(`pictures of what leads see, ${look.name} @screenshots`, ({ desk }) => leadTour(desk, take));
        test(`pictures of audits, ${look.name} @screenshots`, ({ desk }) => auditTour(desk, take));
        test(`pictures of letters and appeals, ${look.name} @screenshots`, ({ desk }) => exitsTour(desk, take));
      });
      test.describe('from an empty desk', () => {
        test.use({ deskSettings: { isFilled: false, undoSeconds: 60 } });
        test(`pictures of like cases, ${look.name} @screenshots`, ({ desk }) => togetherTour(desk, take));
      });
      test.describe('from an empty desk with no time to take back', () => {
        test.use({ deskSettings: { isFilled: false, undoSeconds: 0 } });
        test(`pictures of money on its way, ${look.name} @screenshots`, ({ desk }) => moneyTour(desk, take));
      });
    });
  });
}

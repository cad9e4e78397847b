import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { test } from './fixtures/desk.ts';
import { projectRoot } from './fixtures/electronProgram.ts';
import { evidenceTour } from './fixtures/evidenceTour.ts';
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
    test(`pictures of the workspace, ${look.name} @screenshots`, ({ desk }) => workspaceTour(desk, look, takePictures(look)));
  });
}

import type { Page } from 'playwright/test';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

/** Controls that cannot be brought into sight by scrolling, and whether the page has to be scrolled sideways. */
async function lostIn(page: Page, screen: string): Promise<string[]> {
  const lost = await page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [role="tab"], [role="separator"]')];
    const found: string[] = [];
    for (const control of controls.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.skip, .unseen'))) {
      control.scrollIntoView({ block: 'center', inline: 'center' });
      const box = control.getBoundingClientRect();
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      const over = document.elementFromPoint(x, y);
      const isSeen = over !== null && (control.contains(over) || over.contains(control) || over.closest('label, li, [role="row"]')?.contains(control));
      if (!isSeen) found.push(`${control.tagName.toLowerCase()} ${control.getAttribute('aria-label') ?? control.textContent?.trim().slice(0, 40)} at ${Math.round(x)},${Math.round(y)}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push(`scrolls sideways by ${document.documentElement.scrollWidth - innerWidth} px`);
    scrollTo(0, 0);
    return found;
  });
  return lost.map((one) => `${screen}: ${one}`);
}

// 1440x900 at 200 %; 1280x1024 at 400 %.
for (const viewport of [{ width: 720, height: 450 }, { width: 320, height: 256 }]) {
  test(`at ${viewport.width}x${viewport.height} every control of the main job can be scrolled to, and nothing scrolls both ways`, async ({ desk }) => {
    const page = await desk.open({ name: 'Dana', role: 'mediator' }, { viewport });
    const queue = new QueuePage(page);
    await expect(queue.rows.first()).toBeVisible();
    const lost = await lostIn(page, 'queue');
    const open = await queue.openCase(await caseIdOf(page, 'SMP-20403'));
    await open.take();
    lost.push(...(await lostIn(page, 'case')));
    await page.keyboard.press(']');
    await expect(open.viewer('S-1')).toContainText('opened');
    lost.push(...(await lostIn(page, 'pair')));
    await page.getByRole('button', { name: 'Ruling', exact: true }).click();
    await new RulingPanel(page).choose('partial', 'Damaged in transit');
    lost.push(...(await lostIn(page, 'ruling')));
    await page.getByRole('button', { name: /^Back to the case/ }).click();
    await expect(open.reference).toBeVisible();
    await page.getByRole('link', { name: 'Queue' }).last().click();
    await expect(queue.rows.first()).toBeVisible();
    expect(lost).toEqual([]);
  });
}

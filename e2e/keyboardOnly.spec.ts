import type { Page } from 'playwright/test';
import { teamPassphrase } from '../src/testing/team.ts';
import { expect, test } from './fixtures/desk.ts';
import { CasePage } from './pages/CasePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 60 } });

type Focus = { name: string; isOutlined: boolean; isInView: boolean; covering: string | null };

/** What has the focus: whether its ring shows, and whether it lies in view with nothing over it. */
function focusOf(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    const name = `${at.tagName.toLowerCase()} ${at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 40) ?? ''}`.trim();
    // A ring may be drawn by what holds the control: the label of a radio, the row of a link, the field of the palette.
    const drawers = [at, at.closest('label'), at.closest('.field')].filter((one) => one !== null);
    const hasRing = (style: CSSStyleDeclaration) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow.includes('inset');
    const isOutlined = drawers.some((one) => hasRing(getComputedStyle(one)) || hasRing(getComputedStyle(one, '::after')));
    const box = at.getBoundingClientRect();
    const seen = { left: Math.max(0, box.left), top: Math.max(0, box.top), right: Math.min(innerWidth, box.right), bottom: Math.min(innerHeight, box.bottom) };
    const isInView = seen.right - seen.left >= Math.min(8, box.width) && seen.bottom - seen.top >= Math.min(8, box.height);
    const over = document.elementFromPoint((seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2);
    const isCovered = over !== null && !at.contains(over) && !over.contains(at) && over.closest('label') !== at.closest('label');
    return { name, isOutlined, isInView, covering: isCovered ? over.outerHTML.slice(0, 120) : null };
  });
}

/** Fails when the focus is lost, out of sight, covered, or shown by no ring. */
async function expectFocusSeen(page: Page, step: string): Promise<void> {
  await expect.poll(async () => (await focusOf(page)).name, { message: `${step}: something has the focus` }).not.toMatch(/^body/);
  await expect.poll(async () => (await focusOf(page)).isInView, { message: `${step}: the focus is in view` }).toBe(true);
  const { name, isOutlined, covering } = await focusOf(page);
  expect({ step, name, isOutlined, covering }).toEqual({ step, name, isOutlined: true, covering: null });
}

/** Goes on by Tab until what `isThere` describes has the focus; each stop on the way must be seen too. */
async function tabTo(page: Page, step: string, isThere: (focus: string) => boolean, key: 'Tab' | 'Shift+Tab' = 'Tab', most = 60): Promise<void> {
  for (let count = 0; count < most; count += 1) {
    await page.keyboard.press(key);
    await expectFocusSeen(page, `${step}, ${key} ${count + 1}`);
    if (isThere((await focusOf(page)).name)) return;
  }
  throw new Error(`${step}: not reached in ${most} tabs, the focus is on ${(await focusOf(page)).name}.`);
}

for (const viewport of [{ width: 1440, height: 900 }, { width: 720, height: 450 }]) {
  test(`the main job goes from sign-in to undo without a pointer at ${viewport.width}x${viewport.height}, the focus always in sight`, async ({ desk }) => {
    test.setTimeout(240_000);
    const page = await desk.openUnsigned({ viewport });
    const open = new CasePage(page);
    const ruling = new RulingPanel(page);
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

    // Sign in.
    await tabTo(page, 'a ready account', (name) => name.includes('Dana'));
    await tabTo(page, 'name', (name) => name === 'input');
    await page.keyboard.type('Dana');
    await tabTo(page, 'passphrase', (name) => name === 'input');
    await page.keyboard.type(teamPassphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();

    // Serve.
    await expect(page.getByRole('button', { name: /^Next case/ }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(open.lease).toContainText('yours');
    const reference = (await open.reference.textContent()) ?? '';
    await expect(page.locator('[data-live]'), 'what was served is said').toContainText(reference);

    // Read both sides, open every exhibit.
    await tabTo(page, 'claim board', (name) => name.includes('Claim board'));
    await tabTo(page, 'first exhibit', (name) => /[BSPC]-\d+/.test(name));
    await page.keyboard.press('Enter');
    await expectFocusSeen(page, 'an exhibit is open');
    await page.keyboard.press('Escape');
    await expectFocusSeen(page, 'back on the board');
    const unopened = page.getByRole('main').getByRole('button', { name: /, not opened/ });
    for (let pairs = 0; pairs < 12 && (await unopened.count()) > 0; pairs += 1) {
      await page.keyboard.press(']');
      await expectFocusSeen(page, `pair ${pairs + 1}`);
      await page.waitForTimeout(150);
    }
    await expect(unopened).toHaveCount(0);

    // Cite, find, amount. Another exhibit comes by the palette, from wherever the focus is.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('b-1');
    await expect(page.getByRole('option', { name: /^B-1/ })).toHaveAttribute('aria-selected', 'true');
    await expectFocusSeen(page, 'palette');
    await page.keyboard.press('Enter');
    await expect(open.viewer('B-1')).toBeVisible();
    await expectFocusSeen(page, 'an exhibit from the palette');
    await page.keyboard.press('c');
    await page.keyboard.press('y');
    await page.keyboard.press('2');
    await page.keyboard.press('5');
    const amount = ruling.panel.getByRole('textbox', { name: /^(Percent|Sum) / });
    await expect(amount).toBeFocused();
    await expectFocusSeen(page, 'amount');
    await page.keyboard.type('10');
    await page.keyboard.press('Escape');
    // Enter on a button is the button's own, and one that opens a menu takes Shift and Enter too.
    await tabTo(page, 'a command key works again', (name) => name.startsWith('div'));
    await page.keyboard.press('i');
    await expect(ruling.panel.getByRole('textbox', { name: 'Reasons, as both sides will read them' })).not.toHaveValue('');

    // Stage, undo, stage again.
    for (const step of ['first', 'again']) {
      await ruling.expectReady();
      const { name } = await focusOf(page);
      await page.keyboard.press('Shift+Enter');
      await expect(ruling.staged, `staged by a key pressed on ${name}`).toContainText(reference);
      await expect(page.locator('[data-live]'), 'that it was staged is said').toContainText(/staged/);
      await expectFocusSeen(page, `staged ${step}`);
      if (step === 'again') break;
      await page.keyboard.press('z');
      await expect(ruling.staged).toContainText('taken back');
      await expectFocusSeen(page, 'taken back');
    }
  });
}

test('a divider moves by arrow keys, and each person finds their own sizes, look and keys', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const divider = page.getByRole('separator', { name: 'Resize list' });
  const size = async () => Number(await divider.getAttribute('aria-valuenow'));
  await expect(divider).toBeVisible();
  const before = await size();
  await divider.focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(size).toBe(before + 48);
  await page.getByRole('button', { name: /^Dana/ }).press('Enter');
  await page.getByRole('menuitemradio', { name: 'High contrast, dark' }).press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');

  const change = async (from: string, to: string) => {
    await page.getByRole('button', { name: new RegExp(`^${from}`) }).press('Enter');
    await page.getByRole('menuitem', { name: 'Sign out' }).press('Enter');
    await page.getByLabel('Name', { exact: true }).fill(to);
    await page.getByLabel('Passphrase', { exact: true }).fill(teamPassphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  };
  await change('Dana', 'Omar');
  await expect(page.locator('html')).not.toHaveAttribute('data-contrast');
  await expect.poll(size).toBe(before);
  await change('Omar', 'Dana');
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
  await expect.poll(size).toBe(before + 48);
});

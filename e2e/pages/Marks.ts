import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** The named places of the open case: making one, the list under an exhibit, what is drawn on it. */
export class Marks {
  readonly page: Page;
  readonly making: Locator;
  readonly name: Locator;

  constructor(page: Page) {
    this.page = page;
    this.making = page.getByRole('form', { name: 'Place in the making' });
    this.name = this.making.getByRole('textbox', { name: 'Name of the place' });
  }

  /** The row of a place under its exhibit. */
  row(label: string): Locator {
    return this.page.getByRole('list', { name: /^Places in / }).getByRole('listitem').filter({ hasText: label });
  }

  /** Gives the place in the making its name and keeps it, by keys. */
  async keep(words: string): Promise<void> {
    await expect(this.name).toBeFocused();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(words);
    await this.page.keyboard.press('Enter');
    await expect(this.making).toBeHidden();
  }

  /** Pulls an area over a part of what is shown, in fractions of its box on screen. */
  async pull(content: Locator, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    const box = await content.boundingBox();
    if (box === null) throw new Error('Nothing is shown to pull an area on.');
    await this.page.mouse.move(box.x + from.x * box.width, box.y + from.y * box.height);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + to.x * box.width, box.y + to.y * box.height, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Where the chosen area lies on what is shown: left, top, right and bottom in fractions of its box on screen. */
  async drawnOn(viewer: Locator, content: Locator): Promise<number[]> {
    const [area, box] = [await viewer.locator('.figure.chosen polygon.line').boundingBox(), await content.boundingBox()];
    if (area === null || box === null) return [];
    return [(area.x - box.x) / box.width, (area.y - box.y) / box.height, (area.x + area.width - box.x) / box.width, (area.y + area.height - box.y) / box.height].map((part) => Math.round(part * 50) / 50);
  }
}

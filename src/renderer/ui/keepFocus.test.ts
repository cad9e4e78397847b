// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepFocus } from './keepFocus.ts';

let stop = (): void => {};
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 60));
const at = (id: string): HTMLElement => document.getElementById(id)!;

beforeEach(() => {
  document.body.innerHTML = '<main id="main" tabindex="-1"><div id="list" tabindex="-1"><p><button id="row">Row</button></p></div><button id="other">Other</button></main>';
  stop = keepFocus();
});
afterEach(() => stop());

it('a row that goes leaves the focus in its list, not at the start of the page', async () => {
  at('row').focus();
  at('row').parentElement!.remove();
  await settled();
  expect(document.activeElement?.id).toBe('list');
});

it('a panel that goes leaves it in the screen', async () => {
  at('row').focus();
  at('list').remove();
  await settled();
  expect(document.activeElement?.id).toBe('main');
});

it('a part that knows a better place keeps its say', async () => {
  at('row').focus();
  at('row').remove();
  at('other').focus();
  await settled();
  expect(document.activeElement?.id).toBe('other');
});

it('the focus that someone took away by a click stays away', async () => {
  at('row').focus();
  at('row').blur();
  at('other').remove();
  await settled();
  expect(document.activeElement).toBe(document.body);
});

// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepFor } from './kept.ts';
import { looksOf, readTheme, setTheme, startTheme, themes, useTheme } from './theme.ts';

const { dataset } = document.documentElement;
const asked = Object.assign(new EventTarget(), { matches: false });
vi.stubGlobal('matchMedia', () => asked);
startTheme();

beforeEach(() => {
  localStorage.clear();
  keepFor(null);
});

describe('the look of the desk', () => {
  it('belongs to the person: the next one to sign in does not get it', () => {
    keepFor('p-dana');
    setTheme('contrast-dark');
    expect([dataset['theme'], dataset['contrast']]).toEqual(['dark', 'more']);
    keepFor(null);
    expect(dataset['theme'], 'signing out changes nothing').toBe('dark');
    keepFor('p-lena');
    expect([dataset['theme'], dataset['contrast'], useTheme().theme.value]).toEqual([undefined, undefined, 'system']);
    keepFor('p-dana');
    expect([dataset['theme'], dataset['contrast']]).toEqual(['dark', 'more']);
  });
  it('raises contrast when the machine starts to ask for it, in the light that was chosen', () => {
    keepFor('p-dana');
    setTheme('light');
    asked.matches = true;
    asked.dispatchEvent(new Event('change'));
    expect([dataset['theme'], dataset['contrast']]).toEqual(['light', 'more']);
    asked.matches = false;
    asked.dispatchEvent(new Event('change'));
    expect(dataset['contrast']).toBeUndefined();
  });
  it('each look has a light of its own, and an unknown one follows the machine', () => {
    expect(themes.map((one) => [one, looksOf(one, false)])).toEqual([
      ['system', { light: null, isMore: false }], ['light', { light: 'light', isMore: false }], ['dark', { light: 'dark', isMore: false }],
      ['contrast-light', { light: 'light', isMore: true }], ['contrast-dark', { light: 'dark', isMore: true }],
    ]);
    expect(readTheme('solarized')).toBe('system');
  });
});

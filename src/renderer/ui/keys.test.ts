// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { keepFor } from './kept.ts';
import { readSettings, useKeys, useKeySettings } from './keys.ts';

let ran: string[] = [];
let scope: EffectScope;
const command = (id: string, keys: string, part: object = {}) => ({ id, keys, words: id, run: () => void ran.push(id), ...part });

beforeEach(() => {
  ran = [];
  localStorage.clear();
  keepFor(null);
  keepFor('p-dana');
  scope = effectScope();
  scope.run(() => useKeys('Case', [command('stage', 'Enter'), command('skip', 'S'), command('next', 'J', { isMove: true }), command('palette', 'Ctrl+K'), command('late', 'R')]));
});
afterEach(() => {
  scope.stop();
  document.body.innerHTML = '';
});

/** Presses a key on what `html` makes, or on the page; tells what ran and whether the browser was kept from its own doing. */
function press(init: KeyboardEventInit, html = ''): { isKept: boolean } {
  document.body.innerHTML = html;
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  (document.querySelector('[data-at]') ?? document.body.firstElementChild ?? document.body).dispatchEvent(event);
  return { isKept: event.defaultPrevented };
}

describe('pressing keys', () => {
  it('a key held down moves on and stages, skips and takes back once only', () => {
    for (const repeat of [false, true, true]) press({ key: 'j', repeat });
    for (const repeat of [false, true, true]) press({ key: 's', repeat });
    for (const repeat of [false, true, true]) press({ key: 'Enter', repeat });
    expect(ran).toEqual(['next', 'next', 'next', 'skip', 'stage']);
  });
  it('Enter held down on a button presses it once, and goes on writing lines in a note', () => {
    expect(press({ key: 'Enter', repeat: true }, '<button>Stage</button>').isKept).toBe(true);
    expect(press({ key: 'Enter', repeat: true }, '<input>').isKept).toBe(true);
    expect(press({ key: 'Enter', repeat: true }, '<textarea></textarea>').isKept).toBe(false);
    expect(press({ key: 'Enter', repeat: true, ctrlKey: true }, '<textarea></textarea>').isKept).toBe(true);
  });
  it.each(['<input>', '<input type="search">', '<input type="number">', '<textarea></textarea>', '<select><option>Skip</option></select>', '<div contenteditable="true"><b data-at>word</b></div>', '<div role="textbox" tabindex="0"></div>'])(
    'letters, digits and Enter typed into %s stay there, on every layout',
    (html) => {
      for (const init of [{ key: 's' }, { key: 'ы', code: 'KeyS' }, { key: 'о', code: 'KeyJ' }, { key: 'Enter' }, { key: 'S', shiftKey: true }, { key: 'Dead' }]) expect(press(init, html).isKept, init.key).toBe(false);
      expect(ran).toEqual([]);
      expect(press({ key: 'k', ctrlKey: true }, html).isKept, 'the palette opens from a field').toBe(true);
      expect(press({ key: 'c', ctrlKey: true }, html).isKept, 'copying is left to the field').toBe(false);
      expect(ran).toEqual(['palette']);
    },
  );
  it('letters pressed on a slider, a box or a button are commands, Enter on a button is its own', () => {
    press({ key: 's' }, '<input type="range">');
    press({ key: 's' }, '<input type="checkbox">');
    press({ key: 's' }, '<button>Skip</button>');
    press({ key: 'Enter' }, '<button>Extend</button>');
    press({ key: 'Enter' }, '<a href="#x"><span data-at>C-1</span></a>');
    expect(ran).toEqual(['skip', 'skip', 'skip']);
  });
  it('an input method and AltGr run nothing', () => {
    press({ key: 'Enter', isComposing: true });
    press({ key: 'Enter', keyCode: 229 });
    press({ key: 'ś', code: 'KeyS', modifierAltGraph: true });
    press({ key: 's', altKey: true });
    expect(ran).toEqual([]);
  });
  it('a dialog keeps all keys', () => {
    press({ key: 's' }, '<p data-at></p><div data-keys="own"></div>');
    expect(ran).toEqual([]);
  });
  it('a key the person chose beats a command that came with it later', () => {
    const { remap } = useKeySettings();
    remap('skip', 'R');
    press({ key: 'r' });
    expect(ran).toEqual(['skip']);
  });
  it('a key taken away does nothing, and single keys that are off leave combinations', () => {
    const { remap, areSinglesOff } = useKeySettings();
    remap('skip', '');
    press({ key: 's' });
    areSinglesOff.value = true;
    press({ key: 'j' });
    press({ key: 'k', ctrlKey: true });
    expect(ran).toEqual(['palette']);
    areSinglesOff.value = false;
  });
  it('keys belong to the person, not to the machine', () => {
    useKeySettings().remap('skip', 'R');
    keepFor('p-lena');
    press({ key: 's' });
    keepFor('p-dana');
    press({ key: 's' });
    expect(ran).toEqual(['skip']);
  });
  it('settings that cannot be read count as none', () => {
    expect(readSettings('{"remap": 3')).toEqual({ remap: {}, areSinglesOff: false });
  });
});

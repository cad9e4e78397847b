import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSingleCharacter, keyCaps, keyFault, keyName, type KeyPress } from './keyNames.ts';

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({ key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...part });
const altGraph = { getModifierState: (key: string) => key === 'AltGraph' };

/** The 26 places of letters in the order of a US keyboard: what each layout writes there without Shift, as browsers say it. */
const places = [...'QWERTYUIOPASDFGHJKLZXCVBNM'];
const scripts: Record<string, readonly string[]> = {
  Russian: [...'йцукенгшщзфывапролдячсмить'],
  Ukrainian: [...'йцукенгшщзфівапролдячсмить'],
  Bulgarian: [...'чшертъуиопасдфгхйклзжцвбнм'],
  Greek: [...';ςερτυθιοπασδφγηξκλζχψωβνμ'],
  Hebrew: [..."/'קראטוןםפשדגכעיחלךזסבהנמצ"],
  // The ligature of lam and alef is one key and two characters.
  Arabic: ['ض', 'ص', 'ث', 'ق', 'ف', 'غ', 'ع', 'ه', 'خ', 'ح', 'ش', 'س', 'ي', 'ب', 'ل', 'ا', 'ت', 'ن', 'م', 'ئ', 'ء', 'ؤ', 'ر', 'لا', 'ى', 'ة'],
  Persian: [...'ضصثقفغعهخحشسیبلاتنمظطزرذدپ'],
  Thai: [...'ๆไำพะัีรนยฟหกดเ้่าสผปแอิืท'],
};

describe('letters by the place of the key', () => {
  it.each(Object.entries(scripts))('a %s layout reaches every command that has a letter', (_name, written) => {
    for (const [at, key] of written.entries()) {
      const expected = /^[\x21-\x7e]$/.test(key) ? key : places[at];
      expect(keyName(press(key, { code: `Key${places[at]}` })), key).toBe(expected);
      if (expected === places[at]) expect(keyName(press(key.toUpperCase(), { code: `Key${places[at]}`, shiftKey: true })), key).toBe(`Shift+${places[at]}`);
    }
  });
  it('every letter the desk uses is on each of them, so that no command is lost', () => {
    const used = [...'BCFGHIJKLNOPSUXYZ'];
    for (const written of Object.values(scripts)) {
      const reached = new Set(written.map((key, at) => keyName(press(key, { code: `Key${places[at]}` }))));
      expect(used.filter((letter) => !reached.has(letter))).toEqual([]);
    }
  });
  it('Ctrl+K opens the palette on them too', () => {
    expect(keyName(press('л', { code: 'KeyK', ctrlKey: true }))).toBe('Ctrl+K');
    expect(keyName(press('ن', { code: 'KeyK', metaKey: true }))).toBe('Ctrl+K');
  });
  it('brackets, slash and question mark lie where a US keyboard has them, on layouts of other scripts only', () => {
    expect(keyName(press('х', { code: 'BracketLeft' }))).toBe('[');
    expect(keyName(press('ъ', { code: 'BracketRight' }))).toBe(']');
    expect(keyName(press('ظ', { code: 'Slash' }))).toBe('/');
    expect(keyName(press('؟', { code: 'Slash', shiftKey: true }))).toBe('?');
    expect(keyName(press('ת', { code: 'Comma' }))).toBe(',');
    expect(keyName(press('ü', { code: 'BracketLeft' })), 'German').toBeNull();
    expect(keyName(press('å', { code: 'BracketLeft' })), 'Swedish').toBeNull();
    expect(keyName(press('ß', { code: 'Minus' })), 'German').toBeNull();
  });
  it('a letter a Latin layout writes counts, wherever it lies', () => {
    expect(keyName(press('z', { code: 'KeyY' })), 'German').toBe('Z');
    expect(keyName(press('a', { code: 'KeyQ' })), 'French').toBe('A');
    expect(keyName(press('k', { code: 'KeyV' })), 'Dvorak').toBe('K');
    expect(keyName(press('i', { code: 'Quote' })), 'Turkish').toBe('I');
    expect(keyName(press('ı', { code: 'KeyI' })), 'Turkish').toBe('I');
  });
});

describe('digits', () => {
  it.each([['French', '&é"\'(-è_çà'], ['Belgian', '&é"\'(§è!çà'], ['Czech', '+ěščřžýáíé'], ['Slovak', '+ľščťžýáíé']])('a %s layout rules with the row of digits, with Shift and without', (_name, written) => {
    for (const [at, key] of [...written].entries()) {
      const digit = String((at + 1) % 10);
      expect(keyName(press(key, { code: `Digit${digit}` })), key).toBe(digit);
      expect(keyName(press(digit, { code: `Digit${digit}`, shiftKey: true }))).toBe(digit);
    }
  });
  it('the digits of other scripts count as digits', () => {
    for (const digits of ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '०१२३४५६७८९', '০১২৩৪৫৬৭৮৯', '๐๑๒๓๔๕๖๗๘๙', '０１２３４５６７８９']) {
      expect([...digits].map((key, at) => keyName(press(key, { code: `Digit${at}` })))).toEqual([...'0123456789']);
    }
  });
  it('a sign written with Shift on a digit stays that sign', () => {
    expect(keyName(press('&', { code: 'Digit7', shiftKey: true }))).toBe('&');
    expect(keyName(press('/', { code: 'Digit7', shiftKey: true })), 'German').toBe('/');
    expect(keyName(press('?', { code: 'Digit7', shiftKey: true })), 'Russian').toBe('?');
    expect(keyName(press('=', { code: 'Digit0', shiftKey: true })), 'German').toBe('=');
  });
  it('the keys of the number pad are digits and signs', () => {
    expect(keyName(press('3', { code: 'Numpad3' }))).toBe('3');
    expect(keyName(press('-', { code: 'NumpadSubtract' }))).toBe('-');
    expect(keyName(press('Enter', { code: 'NumpadEnter' }))).toBe('Enter');
  });
});

describe('presses the desk never takes', () => {
  it('Alt combinations are never taken: they belong to menus and screen readers', () => {
    expect(keyName(press('k', { altKey: true }))).toBeNull();
    expect(keyName(press('˚', { code: 'KeyK', altKey: true })), 'macOS').toBeNull();
    expect(keyName(press('k', { altKey: true, ctrlKey: true }))).toBeNull();
  });
  it('what AltGr writes is never a command: ć, € and @ are not C, E and Q', () => {
    expect(keyName(press('ć', { code: 'KeyC', altKey: true, ctrlKey: true, ...altGraph })), 'Polish on Windows').toBeNull();
    expect(keyName(press('ć', { code: 'KeyC', ...altGraph })), 'Polish on Linux').toBeNull();
    expect(keyName(press('€', { code: 'KeyE', altKey: true, ctrlKey: true, ...altGraph })), 'German').toBeNull();
    expect(keyName(press('[', { code: 'Digit8', altKey: true, ctrlKey: true, ...altGraph })), 'German').toBeNull();
  });
  it('an input method keeps its keys: Enter there takes a word and stages nothing', () => {
    expect(keyName(press('Enter', { code: 'Enter', isComposing: true }))).toBeNull();
    expect(keyName(press('Enter', { code: 'Enter', keyCode: 229 })), 'before the first composition event').toBeNull();
    expect(keyName(press('Process', { code: 'KeyJ', keyCode: 229 }))).toBeNull();
    expect(keyName(press('ㅓ', { code: 'KeyJ', isComposing: true }))).toBeNull();
  });
  it('a dead key waits for its letter', () => {
    expect(keyName(press('Dead', { code: 'BracketLeft' }))).toBeNull();
    expect(keyName(press('Dead', { code: 'KeyN' }))).toBeNull();
  });
  it('a modifier alone is no key', () => {
    for (const key of ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Compose']) expect(keyName(press(key, { shiftKey: key === 'Shift' }))).toBeNull();
  });
  it('no layout gets a command out of a press with Alt, AltGr or an input method', () => {
    const some = fc.record({ key: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }), fc.constantFrom('Enter', 'F5', 'Escape')), code: fc.constantFrom('KeyJ', 'Digit3', 'BracketLeft', 'Enter', ''), ctrlKey: fc.boolean(), metaKey: fc.boolean(), shiftKey: fc.boolean() });
    const kept = fc.constantFrom({ altKey: true }, { altKey: true, ...altGraph }, { altKey: false, ...altGraph }, { altKey: false, isComposing: true }, { altKey: false, keyCode: 229 });
    fc.assert(fc.property(some, kept, (one, part) => keyName({ ...one, ...part }) === null));
  });
});

describe('names of keys', () => {
  it('CapsLock changes nothing and Shift is named for letters and named keys only', () => {
    expect(keyName(press('K'))).toBe('K');
    expect(keyName(press('K', { shiftKey: true }))).toBe('Shift+K');
    expect(keyName(press('Enter', { shiftKey: true }))).toBe('Shift+Enter');
    expect(keyName(press('?', { shiftKey: true }))).toBe('?');
    expect(keyName(press('k', { metaKey: true }))).toBe('Ctrl+K');
  });
  it('whatever is pressed, a name can be written on caps and read again as one key', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }), fc.constantFrom('KeyJ', 'Digit1', 'Slash', 'Quote', ''), fc.boolean(), fc.boolean(), (key, code, shiftKey, ctrlKey) => {
      const name = keyName(press(key, { code, shiftKey, ctrlKey }));
      return name === null || /^(Ctrl\+)?(Shift\+)?([\x21-\x7e]|[A-Z][A-Za-z0-9]+)$/.test(name);
    }));
  });
  it('a capital letter counts as a single character, as it does for dictation', () => {
    expect(['J', 'Shift+J', '+', 'Ctrl+J', 'Enter', 'Shift+Enter'].map(isSingleCharacter)).toEqual([true, true, true, false, false, false]);
  });
  it('caps of a combination with plus itself', () => {
    expect(keyCaps('Ctrl++')).toEqual(['Ctrl', '+']);
    expect(keyCaps('Shift+Enter')).toEqual(['Shift', '⏎']);
  });
  it('keys that everything else needs cannot be chosen', () => {
    for (const name of ['Tab', 'Shift+Tab', 'Escape', 'ArrowDown', 'Backspace', 'Ctrl+C', 'Ctrl+Shift+Z', 'Ctrl+W', null]) expect(keyFault(name), String(name)).not.toBeNull();
    for (const name of ['R', 'Shift+R', 'Ctrl+Enter', 'F8', ';']) expect(keyFault(name), name).toBeNull();
  });
});

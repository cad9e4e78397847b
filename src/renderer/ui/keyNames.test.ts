import { describe, expect, it } from 'vitest';
import { keyCaps, keyFault, keyName, type KeyPress } from './keyNames.ts';

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({ key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...part });

describe('names of keys', () => {
  it('Alt combinations are never taken: they belong to menus and screen readers', () => {
    expect(keyName(press('k', { altKey: true }))).toBeNull();
    expect(keyName(press('k', { altKey: true, ctrlKey: true }))).toBeNull();
  });
  it('a bracket typed with AltGr is a bracket', () => {
    expect(keyName(press('[', { altKey: true, ctrlKey: true, getModifierState: (key: string) => key === 'AltGraph' }))).toBe('[');
  });
  it('CapsLock changes nothing and Shift is named for letters and named keys only', () => {
    expect(keyName(press('K'))).toBe('K');
    expect(keyName(press('K', { shiftKey: true }))).toBe('Shift+K');
    expect(keyName(press('Enter', { shiftKey: true }))).toBe('Shift+Enter');
    expect(keyName(press('?', { shiftKey: true }))).toBe('?');
    expect(keyName(press('k', { metaKey: true }))).toBe('Ctrl+K');
  });
  it('works on a layout without Latin letters by the place of the key', () => {
    expect(keyName(press('о', { code: 'KeyJ' }))).toBe('J');
  });
  it('a letter a Latin layout writes counts, wherever it lies', () => {
    expect(keyName(press('z', { code: 'KeyY' }))).toBe('Z');
  });
  it('a modifier alone is no key', () => {
    expect(keyName(press('Shift', { shiftKey: true }))).toBeNull();
  });
  it('caps keep a plus that is the key itself', () => {
    expect(keyCaps('Shift+Enter')).toEqual(['Shift', '⏎']);
    expect(keyCaps('+')).toEqual(['+']);
    expect(keyCaps('Ctrl++')).toEqual(['Ctrl', '+']);
  });
  it('keys that move around cannot be given away', () => {
    expect(keyFault('Tab')).not.toBeNull();
    expect(keyFault('Escape')).not.toBeNull();
    expect(keyFault(null)).not.toBeNull();
    expect(keyFault('G')).toBeNull();
  });
});

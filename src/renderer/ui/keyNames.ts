import { digitOf, placeOf } from './keyPlaces.ts';

/** The parts of a keyboard event that name a key. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'> & { isComposing?: boolean; keyCode?: number; getModifierState?(key: string): boolean };

const noKeys = new Set(['Control', 'Shift', 'Alt', 'Meta', 'OS', 'AltGraph', 'CapsLock', 'NumLock', 'ScrollLock', 'Fn', 'Dead', 'Process', 'Compose', 'Unidentified']);

/** True while an input method makes characters of the keys; 229 is all that older ones say of it. */
export function isComposing(press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean {
  return press.isComposing === true || press.keyCode === 229;
}

/**
 * The name of a key press as keys are written on screen: 'K', 'Shift+Enter', 'Ctrl+K', '?'. Null for presses the desk never
 * takes: Alt (menus and screen readers), AltGr (characters of the layout), input methods, dead keys and modifiers alone.
 */
export function keyName(press: KeyPress): string | null {
  // Windows says AltGr as Ctrl with Alt, macOS as Alt alone, others as a state of its own.
  if (press.altKey || press.getModifierState?.('AltGraph') || isComposing(press) || noKeys.has(press.key)) return null;
  const key = plainKey(press);
  if (key === null) return null;
  const isCtrl = press.ctrlKey || press.metaKey;
  // Shift is part of the character itself for ? or !, and is named only where the key stays the same.
  const isShift = press.shiftKey && (key.length > 1 || /^[A-Z]$/.test(key) || isCtrl);
  return `${isCtrl ? 'Ctrl+' : ''}${isShift ? 'Shift+' : ''}${key}`;
}

/** The key without its modifiers: what the layout writes when that is ASCII, else what a US keyboard has at this place. */
function plainKey({ key, code, shiftKey }: KeyPress): string | null {
  if (key === ' ') return 'Space';
  if (/^[A-Z][A-Za-z0-9]+$/.test(key)) return key;
  const digit = digitOf(key, code, shiftKey);
  if (digit !== null) return digit;
  // Upper case by hand: in a Turkish locale nothing may turn an i into an İ.
  if (/^[\x21-\x7e]$/.test(key)) return /^[a-z]$/.test(key) ? String.fromCharCode(key.charCodeAt(0) - 32) : key;
  return placeOf(key, code, shiftKey);
}

/** True for a key that writes one character: those can be switched off for people who dictate or use switches. */
export function isSingleCharacter(name: string): boolean {
  return /^(Shift\+)?.$/u.test(name);
}

const shown: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Enter: '⏎', Escape: 'Esc' };

/** The caps of a key name, in order: 'Shift+Enter' -> ['Shift', '⏎']. */
export function keyCaps(name: string): string[] {
  return name.split(/\+(?!$)/).map((part) => shown[part] ?? part);
}

/** True for a combination that works on the words in a field, such as copying them or going to their end. */
export function isEditing(name: string): boolean {
  return /^Ctrl\+(Shift\+)?([ACVXYZ]|Backspace|Delete|Home|End|Arrow\w+)$/.test(name);
}

/** What a person may choose as a key: null when good, else why not. */
export function keyFault(name: string | null): string | null {
  if (name === null) return 'Alt and AltGr belong to menus, screen readers and the characters of the layout.';
  if (/^(Shift\+)?(Tab|Escape|Space|Home|End|PageUp|PageDown|Arrow\w+)$/.test(name)) return `${name} is needed to move around.`;
  if (/^(Shift\+)?(Backspace|Delete)$/.test(name)) return `${name} takes characters away.`;
  if (isEditing(name)) return `${name} works on the words in a field.`;
  if (/^Ctrl\+(Shift\+)?([NQTW]|Tab|PageUp|PageDown)$/.test(name)) return `${name} belongs to the window.`;
  return null;
}

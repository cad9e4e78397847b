/** The parts of a keyboard event that name a key. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'> & { getModifierState?(key: string): boolean };

/**
 * The name of a key press as keys are written on screen: 'K', 'Shift+Enter', 'Ctrl+K', '?'. Null for presses the desk never
 * takes: Alt combinations (they belong to menus and screen readers) and modifiers alone.
 */
export function keyName(press: KeyPress): string | null {
  const isAltGraph = press.getModifierState?.('AltGraph') ?? false;
  if (press.altKey && !isAltGraph) return null;
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified'].includes(press.key)) return null;
  const key = plainKey(press);
  const isCtrl = (press.ctrlKey || press.metaKey) && !isAltGraph;
  // Shift is part of the character itself for ? or !, and is named only where the key stays the same.
  const isShift = press.shiftKey && (key.length > 1 || /^[A-Z]$/.test(key) || isCtrl);
  return `${isCtrl ? 'Ctrl+' : ''}${isShift ? 'Shift+' : ''}${key}`;
}

function plainKey({ key, code }: KeyPress): string {
  if (key === ' ') return 'Space';
  if (key.length > 1) return key;
  // On a Cyrillic, Greek or Arabic layout the place of the key counts, not the letter it writes.
  const place = /^Key([A-Z])$/.exec(code ?? '')?.[1];
  if (place && !/^[\x20-\x7e]$/.test(key)) return place;
  return key.toUpperCase();
}

/** True for a key that writes one character: those can be switched off for people who dictate or use switches. */
export function isSingleCharacter(name: string): boolean {
  return name.length === 1;
}

const shown: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Enter: '⏎', Escape: 'Esc' };

/** The caps of a key name, in order: 'Shift+Enter' -> ['Shift', '⏎']. */
export function keyCaps(name: string): string[] {
  return name.split(/\+(?!$)/).map((part) => shown[part] ?? part);
}

/** What a person may choose as a key: null when good, else why not. */
export function keyFault(name: string | null): string | null {
  if (name === null) return 'Alt combinations belong to menus and screen readers.';
  if (['Tab', 'Escape', 'Shift+Tab', 'Space'].includes(name)) return `${name} is needed to move around.`;
  return null;
}

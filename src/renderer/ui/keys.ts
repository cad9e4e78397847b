import { computed, onScopeDispose, reactive, shallowReactive, watch, type ComputedRef } from 'vue';
import { keptFor, readKept, writeKept } from './kept.ts';
import { isComposing, isEditing, isSingleCharacter, keyName } from './keyNames.ts';

/** Something a key does. `id` names it for good (remapping is stored under it), `words` say it in the key sheet and the palette. */
export type KeyCommand = {
  id: string;
  /** 'J', 'Shift+Enter', 'Ctrl+K'; several when any of them does it. */
  keys: string | readonly string[];
  words: string;
  run: (event: KeyboardEvent | null) => void;
  isEnabled?: () => boolean;
  /** Works only by key and is left out of the palette, such as moving by one. */
  isKeyOnly?: boolean;
  /** Moves by one or zooms: holding the key down goes on with it. Everything else runs once for each press. */
  isMove?: boolean;
  /** Works while a dialog or menu has the keys, too. */
  isAlways?: boolean;
};

/** A command as it stands now, with the keys the person gave it. */
export type KeyRow = { scope: string; command: KeyCommand; keys: readonly string[] };

type KeySettings = { remap: Record<string, string>; areSinglesOff: boolean };

const rows = shallowReactive(new Set<{ scope: string; command: KeyCommand }>());
const settings = reactive<KeySettings>({ remap: {}, areSinglesOff: false });

/** The keys of a command: the person's own choice ('' for none), else the ones it came with. */
function keysOf(command: Pick<KeyCommand, 'id' | 'keys'>): readonly string[] {
  const own = settings.remap[command.id];
  if (own !== undefined) return own === '' ? [] : [own];
  return typeof command.keys === 'string' ? [command.keys] : command.keys;
}

/** Registers commands while the calling component lives. Of two with the same key the later one wins. */
export function useKeys(scope: string, commands: readonly KeyCommand[]): void {
  start();
  const mine = commands.map((command) => ({ scope, command }));
  for (const row of mine) rows.add(row);
  onScopeDispose(() => mine.forEach((row) => rows.delete(row)));
}

/** Every command there is now, in the order it was registered. */
export const keyRows: ComputedRef<KeyRow[]> = computed(() => [...rows].map(({ scope, command }) => ({ scope, command, keys: keysOf(command) })));

/** The first key of a command for showing beside a button; null when there is none or single keys are off. */
export function shownKey(id: string): string | null {
  const key = keyRows.value.find((row) => row.command.id === id)?.keys[0] ?? null;
  return key !== null && settings.areSinglesOff && isSingleCharacter(key) ? null : key;
}

const ran = new Set<(id: string) => void>();

/** Told the id of every command a key has run; the answer stops it. */
export function onCommand(listener: (id: string) => void): () => void {
  ran.add(listener);
  return () => void ran.delete(listener);
}

let isStarted = false;
function start(): void {
  if (isStarted) return;
  isStarted = true;
  window.addEventListener('keydown', holdBack, { capture: true });
  window.addEventListener('keydown', press);
}

/** Enter held down presses a button or sends a form again and again, and goes on in whatever takes the focus next. */
function holdBack(event: KeyboardEvent): void {
  if (!event.repeat || event.key !== 'Enter' || isComposing(event)) return;
  if (isWritten(event.target) && !event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** True where Enter writes a line. */
function isWritten(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const name = keyName(event);
  if (name === null) return;
  const row = commandOf(name);
  if (!row || isTaken(event, name, row.command.isAlways === true)) return;
  event.preventDefault();
  if (event.repeat && !row.command.isMove) return;
  row.command.run(event);
  ran.forEach((listener) => listener(row.command.id));
}

/** What a key does now. A key the person chose beats one that a command came with, so that no update changes what it does. */
function commandOf(name: string) {
  const able = [...rows].reverse().filter(({ command }) => keysOf(command).includes(name) && (command.isEnabled?.() ?? true));
  return able.find(({ command }) => settings.remap[command.id] !== undefined) ?? able[0];
}

/** True when the key belongs to what is focused: typing, pressing a button, moving inside a menu or a dialog. */
function isTaken(event: KeyboardEvent, name: string, isAlways: boolean): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (!isAlways && document.querySelector('[data-keys="own"]')) return true;
  if (settings.areSinglesOff && isSingleCharacter(name)) return true;
  if (isField(target)) return isEditing(name) || !/^Ctrl\+|^Escape$|^(Shift\+)?F\d+$/.test(name);
  const isWalk = /^(Shift\+)?(Arrow\w+|Home|End|PageUp|PageDown)$/.test(name);
  if (target?.matches('input[type="radio"], input[type="checkbox"], input[type="range"], [role="tab"], [role="separator"], [role="slider"]') && (isWalk || name === 'Space')) return true;
  if (name === 'Enter' || name === 'Space') return target?.closest('button, a[href], summary, video, audio, [role="button"], [role="menuitem"], [role="option"], [role="link"]') != null;
  return false;
}

/** Inputs that take no words: letters pressed there are commands. */
const wordless = ['radio', 'checkbox', 'button', 'submit', 'reset', 'range', 'color', 'file', 'image'];

function isField(target: Element | null): boolean {
  if (!target) return false;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  if (target.closest('textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="searchbox"], [role="combobox"]')) return true;
  return target instanceof HTMLInputElement && !wordless.includes(target.type);
}

// The keys of the person who signed in, and those they come with for anybody else.
watch(keptFor, () => Object.assign(settings, readSettings(readKept('keys'))), { immediate: true, flush: 'sync' });

/** The settings in stored text; what cannot be read counts as none, because keys are no data worth failing over. */
export function readSettings(text: string | null): KeySettings {
  const none = { remap: {}, areSinglesOff: false };
  if (text === null) return none;
  try {
    const kept = JSON.parse(text) as Partial<KeySettings>;
    const remap = Object.fromEntries(Object.entries(kept.remap ?? {}).filter(([, key]) => typeof key === 'string'));
    return { remap, areSinglesOff: kept.areSinglesOff === true };
  } catch {
    return none;
  }
}

/** Settings of the keys for the settings page; every change is kept at once. */
export function useKeySettings() {
  const areSinglesOff = computed({
    get: () => settings.areSinglesOff,
    set: (value) => {
      settings.areSinglesOff = value;
      keep();
    },
  });
  function remap(id: string, key: string | null): void {
    const { [id]: _before, ...rest } = settings.remap;
    settings.remap = key === null ? rest : { ...rest, [id]: key };
    keep();
  }
  const isRemapped = (id: string) => settings.remap[id] !== undefined;
  return { areSinglesOff, remap, isRemapped, keysOf };
}

function keep(): void {
  writeKept('keys', JSON.stringify(settings));
}

import { describe, expect, it } from 'vitest';
import { rulingCommands } from '../rulings/rulingKeys.ts';
import { screens } from '../frame/screens.ts';
import { clashesOf, keyBook, keyBookOf, stepKeyWords } from './keyBook.ts';
import { keyFault } from './keyNames.ts';

const files = import.meta.glob<string>(['../**/*.vue', '../**/*.ts', '!../**/*.test.ts', '!./keyBook.ts'], { query: '?raw', import: 'default', eager: true });

/** Commands written out in the screens: { id: 'a.b', keys: 'X' or ['X', 'Y'], words: '...' }. */
const written = Object.entries(files).flatMap(([path, source]) =>
  [...source.matchAll(/\{ id: '([\w.]+)', keys: (\['[^']+'(?:, '[^']+')*\]|'[^']+'), words: (?:'([^']+)'|"([^"]+)")/g)].map((match) => ({
    path, id: match[1]!, keys: [...match[2]!.matchAll(/'([^']+)'/g)].map((key) => key[1]!), words: match[3] ?? match[4]!,
  })),
);
const nothing = (): void => {};
const ruling = rulingCommands({
  canRule: () => true, isAskingReason: () => false, chooseOutcome: nothing, chooseReason: nothing, leaveReasons: nothing, find: nothing, insertFindings: nothing, openClauses: nothing, takeSuggestion: nothing, hasLetters: () => true, readLetters: nothing, stage: nothing,
});
// The screens of the rail register in a loop.
const rail = screens.map((screen) => ({ path: 'frame/AppFrame.vue', id: `frame.${screen.name}`, keys: [screen.keys], words: `Go to ${screen.label}` }));
const registered = [...written, ...rail, ...ruling.map(({ id, keys, words }) => ({ path: 'rulings/rulingKeys.ts', id, keys: [keys].flat(), words }))];
/** Digits after an outcome and Escape are part of a step, not keys of their own. */
const isFixed = ({ id, keys }: { id: string; keys: readonly string[] }) => id.startsWith('ruling.reason.') || keys.includes('Escape');

describe('the keys a person can change', () => {
  it('finds the commands of the screens at all', () => {
    expect(written.length).toBeGreaterThan(10);
  });
  it('lists every command of the screens with the keys and words it has there', () => {
    const booked = new Map(keyBook.map((one) => [one.id, one]));
    for (const one of registered.filter((command) => !isFixed(command))) {
      expect({ id: one.id, keys: [booked.get(one.id)?.keys ?? []].flat(), words: booked.get(one.id)?.words }, one.path).toEqual({ id: one.id, keys: one.keys, words: one.words });
    }
  });
  it('lists nothing that no screen has', () => {
    const ids = new Set(registered.map((one) => one.id));
    expect(keyBook.filter((one) => !ids.has(one.id)).map((one) => one.id)).toEqual([]);
  });
  it('no key does two things on one screen', () => {
    expect(clashesOf(keyBook, (command) => [command.keys].flat())).toEqual([]);
  });
  it('a browser keeps Ctrl and a digit, so that no key is shown that only changes the tab', () => {
    expect(keyBookOf('web').find((one) => one.id === 'frame.cases')?.keys).toEqual([]);
    expect(keyBookOf('electron').find((one) => one.id === 'frame.cases')?.keys).toBe('Ctrl+2');
  });
  it('no key is one a person could not choose', () => {
    // Undo has the key it has everywhere; in a field it stays the field's own, where no command hears it.
    const isUndo = (id: string) => id === 'case.spotUndo' || id === 'case.spotRedo';
    expect(keyBook.filter((one) => !isUndo(one.id)).flatMap((one) => [one.keys].flat()).map((key) => keyFault(key)).filter(Boolean)).toEqual([]);
  });
});

describe('keys two commands share', () => {
  const own = (remap: Record<string, string>) => clashesOf(keyBook, (command) => (remap[command.id] ? [remap[command.id]!] : [command.keys].flat())).map(({ key, commands }) => [key, commands.map((one) => one.id)]);

  it('shows a command that came later with the key a person had given away', () => {
    // The person moved skipping to Shift+G; an update then brings a command that comes with it.
    const later = [...keyBook, { scope: 'Case', id: 'case.new', keys: 'Shift+G', words: 'New' }];
    const clashes = clashesOf(later, (command) => (command.id === 'case.skip' ? ['Shift+G'] : [command.keys].flat()));
    expect(clashes.map(({ key, commands }) => [key, commands.map((one) => one.id)])).toEqual([['Shift+G', ['case.skip', 'case.new']]]);
  });
  it('counts a key of everywhere on every screen', () => {
    expect(own({ 'cases.next': '?' })).toEqual([['?', ['frame.keys', 'cases.next']]]);
  });
  it('leaves the same key on screens that are never there together', () => {
    expect(own({ 'cases.next': 'L' })).toEqual([]);
  });
  it('leaves Enter to serve without a case and to stage with one, but not to serve and undo at once', () => {
    expect(own({})).toEqual([]);
    expect(own({ 'ruling.undo': 'Enter' }).map(([key]) => key)).toEqual(['Enter']);
  });
  it('says that a digit is asked for after an outcome', () => {
    expect(stepKeyWords('case.note', '5')).toBe('a reason, after an outcome');
    expect(stepKeyWords('ruling.full_refund', '7')).toBeNull();
  });
});

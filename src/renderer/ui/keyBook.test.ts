import { describe, expect, it } from 'vitest';
import { rulingCommands } from '../rulings/rulingKeys.ts';
import { areTogether, keyBook } from './keyBook.ts';
import { keyFault } from './keyNames.ts';

const files = import.meta.glob<string>(['../**/*.vue', '../**/*.ts', '!../**/*.test.ts', '!./keyBook.ts'], { query: '?raw', import: 'default', eager: true });

/** Commands written out in the screens: { id: 'a.b', keys: 'X' or ['X', 'Y'], words: '...' }. */
const written = Object.entries(files).flatMap(([path, source]) =>
  [...source.matchAll(/\{ id: '([\w.]+)', keys: (\[[^\]]+\]|'[^']+'), words: (?:'([^']+)'|"([^"]+)")/g)].map((match) => ({
    path, id: match[1]!, keys: [...match[2]!.matchAll(/'([^']+)'/g)].map((key) => key[1]!), words: match[3] ?? match[4]!,
  })),
);
const nothing = (): void => {};
const ruling = rulingCommands({
  canRule: () => true, isAskingReason: () => false, chooseOutcome: nothing, chooseReason: nothing, leaveReasons: nothing, find: nothing, insertFindings: nothing, openClauses: nothing, stage: nothing,
});
const registered = [...written, ...ruling.map(({ id, keys, words }) => ({ path: 'rulings/rulingKeys.ts', id, keys: [keys].flat(), words }))];
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
    const isApart = (id: string) => id === 'queue.serveEmpty'; // Enter serves only while no case is open, and stages only while one is.
    const keysIn = (command: (typeof keyBook)[number]) => [command.keys].flat();
    const clashes = keyBook.filter((one) => !isApart(one.id)).flatMap((one) =>
      keyBook.filter((other) => other.id > one.id && !isApart(other.id) && areTogether(one.scope, other.scope) && keysIn(other).some((key) => keysIn(one).includes(key))).map((other) => `${one.id} and ${other.id}`));
    expect(clashes).toEqual([]);
  });
  it('no key is one a person could not choose', () => {
    expect(keyBook.flatMap((one) => [one.keys].flat()).map((key) => keyFault(key)).filter(Boolean)).toEqual([]);
  });
});

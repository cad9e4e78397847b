import { expect, it } from 'vitest';
import { sayStretches, stretchesOf } from './logLine.ts';

it('would paint more of the log as vouched for than is, or leave a gap', () => {
  const stretches = stretchesOf({ unbrokenTo: 250, signedTo: 200, outsideTo: 100 }, 250);
  expect(stretches.map(({ kind, first, last }) => [kind, first, last])).toEqual([['outside', 1, 100], ['signed', 101, 200], ['open', 201, 250]]);
  expect(stretches.at(-1)?.to).toBe(100);
  expect(sayStretches(stretches)).toBe('Entries 1 to 100: vouched for from outside. Entries 101 to 200: signed here, nothing outside vouches for it. Entries 201 to 250: follows on, not signed yet.');
});

it('would paint what stands behind the first broken entry as if it held', () => {
  expect(stretchesOf({ unbrokenTo: 149, signedTo: 200, outsideTo: 200 }, 250).map(({ kind, last }) => [kind, last])).toEqual([['outside', 149], ['broken', 250]]);
  expect(stretchesOf({ unbrokenTo: 0, signedTo: 0, outsideTo: 0 }, 3).map(({ kind }) => kind)).toEqual(['broken']);
  expect(stretchesOf({ unbrokenTo: 0, signedTo: 0, outsideTo: 0 }, 0)).toEqual([]);
});

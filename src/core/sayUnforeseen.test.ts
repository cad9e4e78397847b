import { expect, it } from 'vitest';
import { sayUnforeseen } from './sayUnforeseen.ts';

it('words of a person would stand in the log of the process, because they came with the error', () => {
  const words = 'insert into note\n    at once, Frau Muster\nparams: the watch broke at home';
  const error = Object.assign(new Error(words, { cause: Object.assign(new TypeError('Frau Muster at home'), { code: 'SQLITE_BUSY' }) }), { name: 'DrizzleQueryError' });
  const said = sayUnforeseen(error);
  expect(said).toMatch(/^DrizzleQueryError <- TypeError SQLITE_BUSY at .*sayUnforeseen\.test\.ts/);
  expect(said).not.toMatch(/Muster|home|insert/);
  expect(sayUnforeseen('Frau Muster')).toBe('what is no error: string');
});

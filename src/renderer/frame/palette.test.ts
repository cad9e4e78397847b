import { describe, expect, it } from 'vitest';
import type { KeyRow } from '../ui/keys.ts';
import { rankCommands } from './palette.ts';

const row = (words: string, scope = 'Everywhere'): KeyRow => ({ scope, keys: [], command: { id: words, keys: [], words, run: () => {} } });
const rows = [row('Search and commands'), row('Go to Settings'), row('Next case', 'Queue'), row('Settle the case')];

describe('commands in the palette', () => {
  it('needs every word, wherever it stands', () => {
    expect(rankCommands(rows, 'case next').map((one) => one.command.words)).toEqual(['Next case']);
  });
  it('puts what begins with the word first', () => {
    expect(rankCommands(rows, 'sett').map((one) => one.command.words)).toEqual(['Settle the case', 'Go to Settings']);
  });
  it('shows everything while nothing is typed', () => {
    expect(rankCommands(rows, '  ')).toHaveLength(4);
  });
});

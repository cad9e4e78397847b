import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAt, fitOf } from './match.ts';
import { groupOf, isIdLike, marked, ranked, type PaletteOption } from './palette.ts';

const option = (label: string, text = ''): PaletteOption => ({ id: label, label, text, key: null, run: () => {} });
const commands = [option('Search and commands', 'Everywhere'), option('Go to Settings', 'Everywhere'), option('Next case', 'Queue'), option('Settle the case', 'Case'), option('Full refund', 'Ruling'), option('Partial refund', 'Ruling'), option('Take back the last staged ruling', 'Ruling')];
const labels = (typed: string, isCloseEnough = true) => ranked(commands, typed, isCloseEnough).map((one) => one.label);

describe('ranking in the palette', () => {
  it('needs every word, wherever it stands', () => {
    expect(labels('case next')).toEqual(['Next case']);
  });
  it('puts what begins with the word first', () => {
    expect(labels('sett')).toEqual(['Settle the case', 'Go to Settings']);
  });
  it('shows everything, in its order, while nothing is typed', () => {
    expect(labels('  ')).toEqual(commands.map((one) => one.label));
  });
  it('finds initials, letters left out and one letter wrong', () => {
    expect(labels('fr')[0]).toBe('Full refund');
    expect(labels('stgd')).toEqual(['Take back the last staged ruling']);
    expect(labels('setings')).toContain('Go to Settings');
    expect(labels('setitngs')).toEqual(['Go to Settings']);
  });
  it('says nothing that is merely like it as long as something has the very words', () => {
    expect(labels('setitngs', false)).toEqual([]);
    expect(labels('fr', false)[0]).toBe('Full refund');
  });
  it('does not take any word with some of the letters for what was meant', () => {
    expect(labels('xyz')).toEqual([]);
    expect(labels('rlg'), 'a scope that is like it').toEqual(['Take back the last staged ruling']);
    expect(labels('fdn')).toEqual([]);
  });
  it('a text that has the typed word never comes after one that has it only nearly', () => {
    const word = fc.stringMatching(/^[a-z]{4,8}$/);
    fc.assert(fc.property(word, fc.array(word, { maxLength: 6 }), (typed, others) => {
      const all = ranked([...others.map((one) => option(one)), option(`the ${typed} itself`)], typed, true);
      const holds = all.map((one) => one.label.includes(typed));
      return holds.indexOf(false) === -1 || holds.lastIndexOf(true) < holds.indexOf(false);
    }));
  });
  it('finds labels of exhibits with and without the hyphen, and names without their accents', () => {
    expect(fitOf(['B-2', 'invoice.pdf'], 'b2')?.isClose).toBe(false);
    expect(fitOf(['S-1', 'Größenübersicht.pdf'], 'grossenubersicht')?.isClose).toBe(false);
    expect(fitOf(['B-1', 'Ürün fotoğrafı'], 'urun')?.marks[1]).toEqual([[0, 4]]);
  });
});

describe('what is marked', () => {
  it('cuts lose no letter and mark what was typed, also behind letters that fold into two', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ maxLength: 4 }), (text, typed) => {
      const fit = fitOf([text], typed);
      return fit === null || cutAt(text, fit.marks[0]!).map((cut) => cut.words).join('') === text;
    }));
    expect(cutAt('ﬁne lamp', fitOf(['ﬁne lamp'], 'lamp')!.marks[0]!)).toEqual([{ words: 'ﬁne ', isMarked: false }, { words: 'lamp', isMarked: true }]);
  });
  it('marks in cases the search has found whatever is seen of the words, and leaves their order', () => {
    const found = marked([option('C-1', 'Lamp · Ada'), option('C-2', 'Vase')], 'lamp elsewhere');
    expect(found.map((one) => one.label)).toEqual(['C-1', 'C-2']);
    expect(found[0]!.textCuts[0]).toEqual({ words: 'Lamp', isMarked: true });
  });
  it('says how many are left out', () => {
    expect(groupOf('cases', marked([option('C-1'), option('C-2'), option('C-3')], ''), 2, 5)).toMatchObject({ more: 6 });
    expect(groupOf('cases', [], 2)).toBeNull();
  });
});

describe('an id in the palette', () => {
  it('comes first for what is pasted or scanned whole, not for words', () => {
    expect(['C-20417', '20417', '1Z999AA10123456784', '8175/2026', 'SMP-20403'].map(isIdLike)).toEqual([true, true, true, true, true]);
    expect(['vase', 'next case', 'tablet 11', '5', 'due<2d', 'reason:other1'].map(isIdLike)).toEqual([false, false, false, false, false, false]);
  });
});

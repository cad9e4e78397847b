import { describe, expect, it } from 'vitest';
import { carryOver } from './carryOver.ts';

const letter = (sum: string) => `Dear Ada,\n\nthe dispute has been decided.\n\nThe buyer receives ${sum}.\n\nREASONS\n\nThe watch is red.\n\nMediation Desk\n`;

describe('carryOver', () => {
  it('puts a paragraph that was added into the letter with the new sum, never the old sum back', () => {
    const edited = letter('USD 20.00').replace('The watch is red.', 'The watch is red.\n\nThe seller may collect it.');
    const carried = carryOver(letter('USD 20.00'), edited, letter('USD 33.33'));
    expect(carried).toContain('The seller may collect it.');
    expect(carried).toContain('USD 33.33');
    expect(carried).not.toContain('USD 20.00');
  });

  it('gives up when the mediator changed the very line that is new: guessing could send a wrong sum', () => {
    const edited = letter('USD 20.00').replace('The buyer receives USD 20.00.', 'The buyer gets back USD 20.00 in all.');
    expect(carryOver(letter('USD 20.00'), edited, letter('USD 33.33'))).toBeNull();
  });
});

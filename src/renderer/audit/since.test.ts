import { describe, expect, it } from 'vitest';
import type { AsItWas, ChangeSince, FileSince } from '../../contract/asItWas.ts';
import { changesIn, todayCount } from './since.ts';

const change = (part: ChangeSince['part'], evidenceId: string | null = null): ChangeSince => ({ part, what: 'x', before: 'a', now: 'b', evidenceId });
const found = (changes: ChangeSince[], files: [string, FileSince][], policy: Partial<AsItWas['today']['policy']> = {}) =>
  ({ was: { policyVersion: '1' }, today: { changes, files: files.map(([evidenceId, is]) => ({ evidenceId, is, words: null })), policy: { binds: '1', inForce: '1', isTextKept: true, ...policy } } }) as AsItWas;

describe('what is different today', () => {
  it('would count an erased exhibit twice, or a file that is broken without a word of it not at all', () => {
    expect(todayCount(found([change('exhibits', 'e')], [['e', 'erased'], ['f', 'broken'], ['g', 'same'], ['h', 'none']]))).toBe(2);
    expect(todayCount(found([], [['g', 'same']]))).toBe(0);
  });
  it('would keep quiet about another policy in force, so that its differences could not be opened', () => {
    expect(todayCount(found([], [], { inForce: '2', isTextKept: false }))).toBe(2);
    expect(todayCount(found([], [], { isTextKept: null }))).toBe(0);
  });
  it('would show the name of a part that did not change', () => {
    expect(changesIn([change('exhibits'), change('case')], ['case', 'messages', 'exhibits']).map(({ name, changes }) => [name, changes.length])).toEqual([['Case', 1], ['Exhibits', 1]]);
  });
});

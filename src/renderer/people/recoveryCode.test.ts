import { describe, expect, it } from 'vitest';
import { bareCode, codeGroups, codeText, groupedCode, isLastGroup } from './recoveryCode.ts';

const code = '4H7K-Q2MX-9TRB-W5CD-8NFP-3JV0-11AA-KZ01';

describe('the recovery code', () => {
  it('would be shown in one row that nobody can copy by hand', () => {
    expect(codeGroups(code)).toHaveLength(8);
    expect(codeGroups('4H7KQ2MX9T')).toEqual(['4H7K', 'Q2MX', '9T']);
  });
  it('would refuse what was read rightly from paper: blanks, small letters, O for 0, I or L for 1', () => {
    for (const typed of ['KZ01', 'kz0i', ' k z o l ', 'KZ-O1']) expect(isLastGroup(code, typed), typed).toBe(true);
  });
  it('would go on although nothing, another group or a slip was typed', () => {
    for (const typed of ['', ' ', '4H7K', 'KZ0', 'KZ011']) expect(isLastGroup(code, typed), typed).toBe(false);
    expect(isLastGroup('', '')).toBe(false);
  });
  it('would not stand as the paper has it while it is typed in', () => {
    expect(groupedCode('4h7k q2mx-9t')).toBe('4H7K-Q2MX-9T');
    expect(bareCode(groupedCode(code.toLowerCase()))).toBe(bareCode(code));
  });
  it('would be printed without a word of what it is for', () => {
    expect(codeText(code, new Date(0))).toContain(`\n${code}\n`);
    expect(codeText(code, new Date(0))).toContain('works once');
  });
});

import { expect, it } from 'vitest';
import { ScorecardContent, scorecardChanges } from './scorecards.ts';

const question = (code: string, points = 3, text = `Is ${code} right?`) => ({ code, question: text, hint: '', points });
const content = (questions: ReturnType<typeof question>[], causes = ['other']): ScorecardContent => ({ schema: 'scorecard/1', questions, rootCauses: causes.map((code) => ({ code, words: `Cause ${code}` })) });

it('says what is new, gone, changed and moved, and nothing of what stays', () => {
  const before = content([question('a'), question('b'), question('c'), question('d')], ['other', 'x']);
  const after = content([question('a', 4), question('d'), question('c'), question('e')], ['other']);
  expect(scorecardChanges(before, after).map(({ is, what, code }) => `${is} ${what} ${code}`)).toEqual(['gone question b', 'changed question a', 'moved question d', 'moved question c', 'new question e', 'gone root cause x']);
  expect(scorecardChanges(before, before)).toEqual([]);
});

it('refuses two questions with one code: points of one would count for the other', () => {
  expect(ScorecardContent.safeParse(content([question('a'), question('a')])).success).toBe(false);
});

import { expect, it } from 'vitest';
import { scorecardChanges, type ScorecardContent } from '../../contract/scorecards.ts';
import { codeOf, newCause, newQuestion, readForm, toForm } from './scorecardForm.ts';

const content: ScorecardContent = { schema: 'scorecard/1', questions: [{ code: 'facts', question: 'Are the facts right?', hint: '', points: 4 }], rootCauses: [{ code: 'other', words: 'Other' }] };

it('reads back what it was given, so that nothing typed is nothing changed', () => {
  expect(readForm(toForm(content))).toEqual({ content, problem: null });
});

it('keeps the code of a line whose words change: it is the same question said better, not another one', () => {
  const form = toForm(content);
  form.questions[0]!.question = 'Do the facts hold?';
  expect(scorecardChanges(content, readForm(form).content!).map(({ is, code }) => `${is} ${code}`)).toEqual(['changed facts']);
});

it('gives new lines codes of their own, whatever alphabet they are in', () => {
  expect([codeOf('Was it kind?', new Set()), codeOf('Was it kind?', new Set(['was_it_kind'])), codeOf('事実は正しいか', new Set()), codeOf('3 days kept?', new Set())]).toEqual(['was_it_kind', 'was_it_kind_2', 'line', 'days_kept']);
  const form = toForm(content);
  form.questions.push({ ...newQuestion(), question: 'Kind?' }, { ...newQuestion(), question: 'Kind?' });
  expect(readForm(form).content?.questions.map(({ code }) => code)).toEqual(['facts', 'kind', 'kind_2']);
});

it('says what is to mend before anything is sent', () => {
  const form = toForm(content);
  expect(readForm({ ...form, questions: [] }).problem).toMatch(/at least one question/);
  expect(readForm({ ...form, rootCauses: [newCause()] }).problem).toMatch(/no words/);
  expect(readForm({ ...form, questions: [{ ...form.questions[0]!, points: '21' }] }).problem).toMatch(/1 to 20/);
});

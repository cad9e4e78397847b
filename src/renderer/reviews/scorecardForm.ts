import { ScorecardContent } from '../../contract/scorecards.ts';

/** A scorecard as its editor holds it; points as text. `code` of a new line is made from its words. */
export type CardForm = { questions: { id: number; code: string; question: string; hint: string; points: string }[]; rootCauses: { id: number; code: string; words: string }[] };

let lines = 0;
const nextId = () => (lines += 1);

/** A form that holds a content. */
export function toForm({ questions, rootCauses }: ScorecardContent): CardForm {
  return { questions: questions.map((one) => ({ ...one, points: String(one.points), id: nextId() })), rootCauses: rootCauses.map((one) => ({ ...one, id: nextId() })) };
}

/** An empty question and an empty cause. */
export const newQuestion = (): CardForm['questions'][number] => ({ id: nextId(), code: '', question: '', hint: '', points: '3' });
export const newCause = (): CardForm['rootCauses'][number] => ({ id: nextId(), code: '', words: '' });

/** A code from words, unlike any of those taken: "Was it kind?" becomes `was_it_kind`. Pure. */
export function codeOf(words: string, taken: ReadonlySet<string>): string {
  const bare = words.normalize('NFKD').toLowerCase().replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^[_0-9]+|_+$/g, '').slice(0, 32) || 'line';
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? bare : `${bare}_${number}`;
    if (!taken.has(code)) return code;
  }
}

/** The content a form stands for, or the first thing to mend, in words. Lines keep their codes, so that a version is compared with the one before. Pure. */
export function readForm({ questions, rootCauses }: CardForm): { content: ScorecardContent; problem: null } | { content: null; problem: string } {
  const fill = <Line extends { code: string }>(list: readonly Line[], wordsOf: (line: Line) => string): Line[] => {
    const taken = new Set(list.map(({ code }) => code));
    return list.map((line) => {
      if (line.code !== '') return line;
      const code = codeOf(wordsOf(line), taken);
      taken.add(code);
      return { ...line, code };
    });
  };
  if (questions.length === 0) return { content: null, problem: 'A scorecard asks at least one question.' };
  if (rootCauses.length === 0) return { content: null, problem: 'A scorecard names at least one root cause.' };
  if (questions.some(({ question }) => question.trim() === '')) return { content: null, problem: 'A question has no words yet.' };
  if (rootCauses.some(({ words }) => words.trim() === '')) return { content: null, problem: 'A root cause has no words yet.' };
  if (questions.some(({ points }) => !/^([1-9]|1\d|20)$/.test(points.trim()))) return { content: null, problem: 'A question is worth 1 to 20 points.' };
  const parsed = ScorecardContent.safeParse({
    schema: 'scorecard/1',
    questions: fill(questions, ({ question }) => question).map(({ code, question, hint, points }) => ({ code, question: question.trim(), hint: hint.trim(), points: Number(points) })),
    rootCauses: fill(rootCauses, ({ words }) => words).map(({ code, words }) => ({ code, words: words.trim() })),
  });
  return parsed.success ? { content: parsed.data, problem: null } : { content: null, problem: parsed.error.issues[0]?.message ?? 'Something does not hold together.' };
}

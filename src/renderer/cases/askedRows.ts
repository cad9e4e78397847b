import type { CaseFile } from '../../contract/caseFile.ts';
import type { Answer, Question } from '../../contract/questions.ts';

/** One thing that was asked, of one side or in the same words of both, with the answers that are told under it. */
export type AskedRow = { key: string; text: string; kinds: Question['kinds']; parts: Question[]; answers: Answer[] };

/**
 * What the board tells of questions: the newest ask first, its things in their order, the same thing asked of both sides once. An answer
 * stands once, under the last thing it answers. What was undone before its letter went out nobody ever read, so it is not told.
 */
export function askedRows({ questions, answers }: Pick<CaseFile, 'questions' | 'answers'>): AskedRow[] {
  const rows: AskedRow[] = [];
  const told = questions.filter((one) => one.state !== 'withdrawn' || one.sentAt !== null || answers.some((answer) => answer.questionIds.includes(one.questionId)));
  for (const one of told.toSorted((a, b) => b.askedAt - a.askedAt)) {
    const same = rows.find((row) => row.parts.every((part) => part.askId === one.askId && part.to !== one.to && part.text === one.text && part.claimId === one.claimId));
    if (same) same.parts.push(one);
    else rows.push({ key: one.questionId, text: one.text, kinds: one.kinds, parts: [one], answers: [] });
  }
  for (const answer of answers) rows.findLast((row) => row.parts.some((part) => answer.questionIds.includes(part.questionId)))?.answers.push(answer);
  return rows;
}

/** The questions of a row by what became of them: one entry when it is the same for both sides, also the time that is left. */
export function fatesOf({ parts }: AskedRow): { key: string; parts: Question[] }[] {
  const [first, second] = parts;
  if (!first) return [];
  if (!second) return [{ key: first.questionId, parts: [first] }];
  const isSame = first.state === second.state && (first.state !== 'waiting' || first.dueAt === second.dueAt);
  return isSame ? [{ key: first.questionId, parts: [first, second] }] : [first, second].map((one) => ({ key: one.questionId, parts: [one] }));
}

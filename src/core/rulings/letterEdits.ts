import type { CaseFile } from '../../contract/caseFile.ts';
import type { LetterEdit } from '../../contract/letters.ts';
import { RulingInput, type RulingCheck, type RulingDraft, type RulingProblem } from '../../contract/rulings.ts';
import { speechFor, type ComposedLetter } from '../letters/compose.ts';
import { gaps } from '../letters/gaps.ts';
import { termsOfDraft } from '../returns/terms.ts';
import { composeLetters, sayDecision, type LetterFacts } from './letters.ts';

/** A letter as it is signed: with marks for its moments, and whether the mediator changed it. */
export type SignedLetter = ComposedLetter & { isEdited: boolean };

/** What the letters of a draft are written from; null while the outcome, the reason or a result is missing. */
export function factsOf(file: CaseFile, draft: RulingDraft, check: Pick<RulingCheck, 'amount' | 'working' | 'shares' | 'sheet'>): LetterFacts | null {
  const ruling = RulingInput.safeParse({ withReturn: false, basis: { by: 'sum', minor: '0' }, bearers: [], findings: [], clauses: [], reasons: '', ...draft });
  if (!ruling.success || !file.timeLimits) return null;
  const { amount, working, shares, sheet } = check;
  return { file, ruling: ruling.data, amount, working, shares, sheet, returnTerms: termsOfDraft(file, draft, working), appealDays: file.timeLimits.appeal };
}

/** Both letters as they are signed: what the mediator changed, else what the desk wrote. */
export function signedLetters(facts: LetterFacts): SignedLetter[] {
  return composeLetters(facts).map((letter) => {
    const edit = facts.ruling.letters?.find(({ to }) => to === letter.to);
    return edit ? { ...letter, body: edit.body, isEdited: true } : { ...letter, isEdited: false };
  });
}

/** What keeps letters from being signed: a change made to other facts, words a letter must have, the name of who decided. */
export function letterProblems(file: CaseFile, draft: RulingDraft, check: Pick<RulingCheck, 'amount' | 'working' | 'shares' | 'sheet'>): RulingProblem[] {
  const named = nameProblems(file, draft);
  const facts = draft.letters?.length ? factsOf(file, draft, check) : null;
  if (!facts) return named;
  const composed = composeLetters(facts);
  return [...named, ...(facts.ruling.letters ?? []).flatMap((edit) => editProblems(facts, edit, composed.find(({ to }) => to === edit.to)))];
}

function editProblems(facts: LetterFacts, edit: LetterEdit, composed: ComposedLetter | undefined): RulingProblem[] {
  if (composed?.body !== edit.basedOn) {
    return [problem('LETTER_OUTDATED', `The letter to the ${edit.to} was changed by hand before the ruling changed, so it no longer agrees with it. Look at both and carry your change over, or take the new letter.`, edit.to)];
  }
  const missing = [
    { words: sayDecision(facts, speechFor(composed.language)), what: 'the decision with its sum' },
    { words: gaps.appealUntil, what: 'until when it can be appealed' },
    { words: gaps.returnUntil, what: 'until when the goods are to be sent back' },
  ].filter(({ words }) => even(composed.body).includes(even(words)) && !even(edit.body).includes(even(words)));
  return missing.map(({ words, what }) => problem('LETTER_INCOMPLETE', `The letter to the ${edit.to} does not say ${what} any more. Put this back: ${words}`, edit.to));
}

/** Nobody who decides is named to a party. A first name alone may be a word of any language, or the party's own. */
function nameProblems(file: CaseFile, draft: RulingDraft): RulingProblem[] {
  const name = file.lease?.isMine ? even(file.lease.personName) : '';
  if (!name.includes(' ')) return [];
  const names = (text: string | null | undefined) => even(text ?? '').includes(name);
  const isInRuling = names(draft.reasons) || (draft.findings ?? []).some((finding) => names(finding.words) || names(finding.absence));
  const message = (where: string) => `Your name stands in ${where}. Letters do not say who decided: take it out.`;
  return [
    ...(isInRuling ? [{ ...problem('LETTER_NAMES_PERSON', message('what both parties will read'), null), field: 'reasons' as const }] : []),
    ...(draft.letters ?? []).filter(({ body }) => names(body)).map(({ to }) => problem('LETTER_NAMES_PERSON', message(`the letter to the ${to}`), to)),
  ];
}

/** Text without the differences nobody sees: kinds and runs of blanks, composed letters, case. */
function even(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/gu, ' ').toLocaleLowerCase('en').trim();
}

function problem(code: RulingProblem['code'], message: string, refId: string | null): RulingProblem {
  return { code, message, field: 'letters', refId };
}

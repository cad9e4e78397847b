import canonicalize from 'canonicalize';
import type { LetterPreview } from '../../contract/letterMethods.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { RulingProblem } from '../../contract/rulings.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { requireRulingsShown } from '../hiddenRulings.ts';
import { sha256 } from '../ids.ts';
import type { ComposedLetter } from '../letters/compose.ts';
import { readReturnDue } from '../returns/dueTime.ts';
import { undoWindowMs } from '../settings.ts';
import { factsOf, signedLetters, type SignedLetter } from './letterEdits.ts';
import { composeLetter, type LetterFacts } from './letters.ts';
import { readRuling } from './readRuling.ts';
import { checkRuling } from './rules.ts';
import { factsOfRuling, filledAt, readSigned, settlementLetters } from './signedLetters.ts';

type Preview = OutputOf<'letters.preview'>;

/** Parts of a ruling that its letters are written from. */
const written: RulingProblem['field'][] = ['outcome', 'amount', 'postage', 'return', 'exchange', 'bearers', 'findings', 'clauses', 'reasons'];

/** Answers `letters.preview`: the letters of a draft as they would be signed now, or of a ruling as they were. */
export async function previewLetters(desk: Desk, input: ParsedInputOf<'letters.preview'>, by: SignedIn): Promise<Preview> {
  return 'rulingId' in input ? previewSigned(desk, input.rulingId, by) : previewDraft(desk, input, by);
}

async function previewDraft(desk: Desk, { caseId, draft }: { caseId: string; draft: Parameters<typeof checkRuling>[1] }, by: SignedIn): Promise<Preview> {
  const now = desk.clock();
  const file = await readCaseFile(desk.db, caseId, by, now);
  const check = checkRuling(file, draft, now);
  const problems = check.problems.filter(({ field }) => field === 'letters');
  const missing = check.problems.filter(({ field, code }) => written.includes(field) && code !== 'LETTER_NAMES_PERSON');
  const whole = missing.length === 0 ? factsOf(file, draft, check) : null;
  const facts = whole?.returnTerms ? { ...whole, returnDue: await readReturnDue(desk.db, caseId, whole.returnTerms.days, now) } : whole;
  if (!facts) return { letters: [], missing, problems };
  const effectiveAt = now + (await undoWindowMs(desk, desk.db));
  const basedOn = (to: Adversary) => draft.letters?.find((edit) => edit.to === to)?.basedOn ?? null;
  return { letters: signedLetters(facts).map((letter) => toPreview(letter, facts, effectiveAt, basedOn(letter.to))), missing, problems };
}

async function previewSigned(desk: Desk, rulingId: string, by: SignedIn): Promise<Preview> {
  const found = await readRuling(desk.db, rulingId);
  await requireRulingsShown(desk.db, found.row.caseId, by);
  const facts = await factsOfRuling(desk.db, found);
  const { row } = found;
  if (row.offerId !== null) {
    const english = settlementLetters(row, facts, row.effectiveAt, 'en');
    const letters = settlementLetters(row, facts, row.effectiveAt).map((letter) => {
      const { subject, body } = english.find(({ to }) => to === letter.to) ?? letter;
      return { ...letter, text: letter.body, composed: letter.body, basedOn: null, english: letter.language === 'en' ? null : { subject, body }, sha256: hashLetter(letter) };
    });
    return { letters, missing: [], problems: [] };
  }
  const signed = await readSigned(desk.db, facts, rulingId);
  const letters = signed.map((letter) => toPreview(letter, facts, found.row.effectiveAt, letter.isEdited ? composeLetter(facts, letter.to).body : null));
  return { letters, missing: [], problems: [] };
}

function toPreview({ isEdited: _isEdited, ...letter }: SignedLetter, facts: LetterFacts, effectiveAt: number, basedOn: string | null): LetterPreview {
  const { to, language } = letter;
  const { subject, body } = filledAt(letter, facts, effectiveAt);
  const english = language === 'en' ? null : filledAt(composeLetter(facts, to, 'en'), facts, effectiveAt);
  return {
    to,
    language,
    subject,
    body,
    text: letter.body,
    composed: composeLetter(facts, to).body,
    basedOn,
    english: english && { subject: english.subject, body: english.body },
    sha256: hashLetter(letter),
  };
}

/** The hash of a letter before its moments are filled in. */
function hashLetter({ to, language, subject, body }: ComposedLetter): string {
  return sha256(canonicalize({ to, language, subject, body }) ?? '');
}

import type { CaseFile } from '../../contract/caseFile.ts';
import type { LetterPreview } from '../../contract/letterMethods.ts';
import type { Letter } from '../../contract/letters.ts';
import type { RulingDraft } from '../../contract/rulings.ts';
import { adversaries, type Adversary } from '../../contract/vocabulary.ts';
import { checkDraft } from './fakeRulings.ts';

const until = '⟦end of the time to appeal⟧';

function composed(file: CaseFile, draft: RulingDraft, to: Adversary): string {
  const { amount } = checkDraft(file, draft);
  const decision = amount && amount.minor !== '0' ? `The buyer receives ${amount.currency} ${amount.minor}.` : 'The buyer receives no refund.';
  return `Dear ${to},\n\nthe dispute ${file.reference} has been decided.\n\nTHE DECISION\n\n${decision}\n\nREASONS\n\n${draft.reasons ?? ''}\n\nIF YOU DISAGREE\n\nYou can appeal until ${until}.\n\nMediation Desk\n`;
}

/** Both letters of a draft, roughly as the core writes them. */
export function previewDraft(file: CaseFile, draft: RulingDraft): { letters: LetterPreview[]; missing: ReturnType<typeof checkDraft>['problems']; problems: ReturnType<typeof checkDraft>['problems'] } {
  const missing = checkDraft(file, draft).problems.filter(({ field }) => field !== 'evidence' && field !== 'case');
  if (missing.length > 0) return { letters: [], missing, problems: [] };
  const letters = adversaries.map((to): LetterPreview => {
    const own = composed(file, draft, to);
    const edit = draft.letters?.find((one) => one.to === to);
    const text = edit?.body ?? own;
    const language = file.parties.find(({ role }) => role === to)?.language ?? 'en';
    const subject = `Decision in dispute ${file.reference}`;
    return { to, language, subject, body: text.replace(until, 'June 17, 2026'), text, composed: own, basedOn: edit?.basedOn ?? null, english: language === 'en' ? null : { subject, body: own }, sha256: '3a'.repeat(32) };
  });
  const outdated = letters.filter(({ basedOn, composed: own }) => basedOn !== null && basedOn !== own);
  return { letters, missing: [], problems: outdated.map(({ to }) => ({ code: 'LETTER_OUTDATED', field: 'letters', refId: to, message: `The letter to the ${to} was changed by hand before the ruling changed.` })) };
}

/** A letter of a decision that went out. */
export function sentLetter(rulingId: string, to: Adversary, reference: string, reasons: string, sentAt: number | null): Letter {
  return { letterId: `${rulingId}-${to}`, kind: 'ruling', rulingId, to, language: 'en', subject: `Decision in dispute ${reference}`, body: `Dear ${to},\n\nwe decided the dispute.\n\n${reasons}\n\nYou may appeal within 7 days.`, state: sentAt === null ? 'planned' : 'sent', error: null, resendOf: null, delivery: null, deliveredAt: null, deliveryFault: null, createdAt: sentAt, sentAt };
}

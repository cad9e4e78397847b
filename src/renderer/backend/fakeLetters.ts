import type { CaseFile } from '../../contract/caseFile.ts';
import type { LetterPreview } from '../../contract/letterMethods.ts';
import type { Letter } from '../../contract/letters.ts';
import type { DeskEvent } from '../../contract/events.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { ErrorCode } from '../../contract/reply.ts';
import type { RulingDraft, RulingInput, RulingSummary } from '../../contract/rulings.ts';
import { adversaries, type Adversary } from '../../contract/vocabulary.ts';
import { checkDraft } from './fakeRulings.ts';

const until = '⟦end of the time to appeal⟧';

function composed(file: CaseFile, draft: RulingDraft, to: Adversary): string {
  const { amount } = checkDraft(file, draft);
  const decision = amount && amount.minor !== '0' ? `The buyer receives ${amount.currency} ${amount.minor}.` : 'The buyer receives no refund.';
  return `Dear ${to},\n\nthe dispute ${file.reference} has been decided.\n\nTHE DECISION\n\n${decision}\n\nREASONS\n\n${draft.reasons ?? ''}\n\nIF YOU DISAGREE\n\nYou can appeal until ${until}.\n\nMediation Desk\n`;
}

/** Both letters of a draft, roughly as the core writes them. */
function previewDraft(file: CaseFile, draft: RulingDraft): { letters: LetterPreview[]; missing: ReturnType<typeof checkDraft>['problems']; problems: ReturnType<typeof checkDraft>['problems'] } {
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
function sentLetter(rulingId: string, to: Adversary, reference: string, reasons: string, sentAt: number | null): Letter {
  return { letterId: `${rulingId}-${to}`, kind: 'ruling', rulingId, to, language: 'en', subject: `Decision in dispute ${reference}`, body: `Dear ${to},\n\nwe decided the dispute.\n\n${reasons}\n\nYou may appeal within 7 days.`, state: sentAt === null ? 'planned' : 'sent', error: null, resendOf: null, delivery: null, deliveredAt: null, deliveryFault: null, createdAt: sentAt, sentAt };
}

type Parts = {
  caseOf: (caseId: string) => CaseFile;
  /** The file of a decision; those from before have a case of the sample in its place. */
  fileOf: (caseId: string) => CaseFile;
  rulings: ReadonlyMap<string, RulingInput>;
  decisions: () => readonly RulingSummary[];
  newId: (kind: string) => string;
  fail: (code: ErrorCode, message: string) => never;
  tell: (event: DeskEvent) => void;
};
type Handlers = { [Name in 'letters.preview' | 'letters.ofCase' | 'letters.resend' | 'letters.retry']: (input: ParsedInputOf<Name>) => OutputOf<Name> };

/** Letters in memory: those of decisions, and what was sent once more. */
export function fakeLetters({ caseOf, fileOf, rulings, decisions, newId, fail, tell }: Parts) {
  let resent: Letter[] = [];
  const of = ({ rulingId, caseReference }: RulingSummary, reasons: string, sentAt: number | null): Letter[] =>
    [...resent.filter((one) => one.rulingId === rulingId), ...adversaries.map((to) => sentLetter(rulingId, to, caseReference, reasons, sentAt))];
  const handlers: Handlers = {
    'letters.preview': (input) => {
      if ('caseId' in input) return previewDraft(caseOf(input.caseId), input.draft);
      const summary = decisions().find((one) => one.rulingId === input.rulingId) ?? fail('NOT_FOUND', 'There is no such ruling.');
      return previewDraft(fileOf(summary.caseId), rulings.get(input.rulingId) ?? {});
    },
    'letters.ofCase': ({ caseId }) => decisions().filter((one) => one.caseId === caseId && one.state === 'effective').flatMap((one) => of(one, rulings.get(one.rulingId)?.reasons ?? '', one.effectiveAt)),
    'letters.resend': ({ letterId }) => {
      const summary = decisions().find((one) => letterId.startsWith(`${one.rulingId}-`)) ?? fail('NOT_FOUND', 'There is no such letter.');
      const again = { ...sentLetter(summary.rulingId, letterId.endsWith('buyer') ? 'buyer' : 'seller', summary.caseReference, '', Date.now()), letterId: newId('letter'), resendOf: letterId };
      resent = [again, ...resent];
      queueMicrotask(() => tell({ type: 'letter.changed', letterId: again.letterId, caseId: summary.caseId }));
      return again;
    },
    'letters.retry': () => fail('NOT_ALLOWED_NOW', 'Only a letter that could not be sent can be tried again.'),
  };
  return { of, handlers };
}

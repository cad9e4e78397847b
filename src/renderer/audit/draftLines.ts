import type { CaseFile } from '../../contract/caseFile.ts';
import type { RefundBasis, RulingDraft } from '../../contract/rulings.ts';
import { appealResultWords } from '../ui/appealWords.ts';
import { formatMoney } from '../ui/money.ts';
import { wordDiff, type DiffPart } from '../ui/wordDiff.ts';
import { findingWords, outcomeWords, reasonWords, sayBearers } from '../ui/words.ts';

/** One thing a draft says. `isProse`: words the mediator wrote, told apart word by word. */
export type DraftLine = { key: string; what: string; text: string; isProse: boolean };

/** What became of one thing between two drafts; `before` or `now` null: it did not stand there. `parts` for prose. */
export type DraftChange = { key: string; what: string; before: string | null; now: string | null; parts: DiffPart[] | null };

type File = Pick<CaseFile, 'claims' | 'exhibits' | 'spots' | 'refundRoom'>;

/** Everything a draft says, line by line in the order of the ruling panel; `file` names its claims and exhibits. */
export function draftLines(draft: RulingDraft, file: File | null): DraftLine[] {
  const lines: DraftLine[] = [];
  const say = (key: string, what: string, text: string | null | undefined, isProse = false): void => {
    if (text) lines.push({ key, what, text, isProse });
  };
  say('outcome', 'Outcome', draft.outcome && outcomeWords[draft.outcome]);
  if (draft.withReturn !== undefined && draft.outcome !== undefined && draft.outcome !== 'no_refund') say('return', 'Return', draft.withReturn ? 'with return of the goods' : 'no return');
  say('reason', 'Reason', draft.reason && reasonWords[draft.reason]);
  say('amount', 'Amount', draft.basis && basisWords(draft.basis, file?.refundRoom.currency ?? null));
  say('tariff', 'Tariff', draft.tariffCode);
  say('bearers', 'Borne by', draft.bearers && sayBearers(draft.bearers));
  say('postage', 'Return postage', draft.postage && `paid by the ${draft.postage.paidBy}`);
  say('terms', 'Terms of the return', draft.returnTerms && `${draft.returnTerms.days} working days, refund when ${draft.returnTerms.refundWhen}`);
  say('exchange', 'Second currency', draft.exchange && `${draft.exchange.currency} at ${draft.exchange.rate}, ${draft.exchange.source}`);
  for (const finding of draft.findings ?? []) {
    const place = file?.claims.findIndex((claim) => claim.claimId === finding.claimId) ?? -1;
    const name = place >= 0 ? `Claim ${place + 1}` : `Claim ${finding.claimId}`;
    const cited = [...finding.exhibits.map((id) => labelOf(file, id)), ...finding.spots.map((id) => file?.spots.find((spot) => spot.spotId === id)?.label ?? id)];
    say(`finding ${finding.claimId}`, `${name}, finding`, finding.result && findingWords[finding.result]);
    say(`cites ${finding.claimId}`, `${name}, cites`, cited.join(', '));
    say(`absence ${finding.claimId}`, `${name}, missing evidence`, finding.absence, true);
    say(`words ${finding.claimId}`, `${name}, words`, finding.words, true);
  }
  say('clauses', 'Clauses', draft.clauses?.join(', '));
  say('reasons', 'Reasons', draft.reasons, true);
  say('appeal', 'Result of the appeal', draft.appeal?.result && appealResultWords[draft.appeal.result]);
  say('new', 'On what is new', draft.appeal?.newInformation, true);
  for (const letter of draft.letters ?? []) say(`letter ${letter.to}`, `Letter to the ${letter.to}`, letter.body, true);
  return lines;
}

/** What changed from one draft to the next, in the order of the ruling panel; from null everything came. */
export function draftChanges(before: RulingDraft | null, now: RulingDraft, file: File | null): DraftChange[] {
  const [old, fresh] = [before ? draftLines(before, file) : [], draftLines(now, file)];
  const keys = [...new Set([...fresh, ...old].map(({ key }) => key))];
  return keys.flatMap((key): DraftChange[] => {
    const [was, is] = [old.find((line) => line.key === key), fresh.find((line) => line.key === key)];
    const line = is ?? was;
    if (!line || was?.text === is?.text) return [];
    return [{ key, what: line.what, before: was?.text ?? null, now: is?.text ?? null, parts: line.isProse ? wordDiff(was?.text ?? '', is?.text ?? '') : null }];
  });
}

function labelOf(file: File | null, evidenceId: string): string {
  return file?.exhibits.find((exhibit) => exhibit.evidenceId === evidenceId)?.label ?? evidenceId;
}

function basisWords(basis: RefundBasis, currency: string | null): string {
  const sum = (minor: string): string => (currency === null ? minor : formatMoney({ minor, currency }));
  if (basis.by === 'full') return 'all that can be refunded';
  if (basis.by === 'percent') return `${basis.percent} % of what can be refunded`;
  if (basis.by === 'sum') return sum(basis.minor);
  return basis.lines.map((line) => ('percent' in line ? `${line.lineId}: ${line.percent} %` : `${line.lineId}: ${sum(line.minor)}`)).join('; ') || 'by line, none yet';
}

import type { OpenAppeal } from '../../contract/appeals.ts';
import type { Claim } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { Finding, RulingDraft } from '../../contract/rulings.ts';
import { formatMoney } from '../ui/money.ts';
import { findingWords, outcomeWords, reasonWords, sayBearers } from '../ui/words.ts';

/** One line of the comparison; null where a column says nothing of it. */
export type ViewRow = { label: string; own: string | null; appealed: string; draft: string | null; ownDiffers: boolean; draftDiffers: boolean };

/** What is compared: `findings` are those of the ruling appealed, `amount` is what the draft comes to. */
export type Compared = { appeal: OpenAppeal; findings: readonly Finding[]; claims: readonly Claim[]; draft: RulingDraft; amount: Money | null };

/** The own view, the ruling appealed and the draft side by side; empty while the ruling is hidden. */
export function compareViews({ appeal, findings, claims, draft, amount }: Compared): ViewRow[] {
  if (!appeal.appealed || !appeal.view) return [];
  const { summary, bearers } = appeal.appealed;
  const rows = [
    row('Outcome', outcomeWords[appeal.view.outcome], outcomeWords[summary.outcome], draft.outcome ? outcomeWords[draft.outcome] : null),
    row('Amount', sayAmount(appeal.view.amount), sayAmount(summary.amount), draft.outcome === undefined ? null : draft.outcome === 'no_refund' ? sayAmount(null) : amount ? sayAmount(amount) : null),
    row('Return', null, sayReturn(summary.withReturn), draft.outcome === undefined ? null : sayReturn(draft.withReturn ?? false)),
    row('Borne by', null, sayBearers(bearers) || 'Nobody', draft.outcome === undefined ? null : sayBearers(draft.bearers ?? []) || 'Nobody'),
    row('Reason', null, reasonWords[summary.reason], draft.reason ? reasonWords[draft.reason] : null),
  ];
  const ofClaims = claims.map((claim, index) => {
    const found = (all: readonly { claimId: string; result: Finding['result'] | null }[]) => all.find((one) => one.claimId === claim.claimId)?.result ?? null;
    const [before, now] = [found(findings), found(draft.findings ?? [])];
    return row(`Claim ${index + 1}`, null, before ? findingWords[before] : 'No finding', now ? findingWords[now] : null);
  });
  return [...rows, ...ofClaims];
}

function row(label: string, own: string | null, appealed: string, draft: string | null): ViewRow {
  return { label, own, appealed, draft, ownDiffers: own !== null && own !== appealed, draftDiffers: draft !== null && draft !== appealed };
}

const sayAmount = (money: Money | null): string => (money ? formatMoney(money) : 'Nothing');
const sayReturn = (withReturn: boolean): string => (withReturn ? 'Goods go back' : 'No return');

/** The money that moves when a draft takes the place of the ruling appealed, in words; null while it is not known. */
export function differenceWords(before: Money | null, now: Money | null, isKnown: boolean): string | null {
  const currency = now?.currency ?? before?.currency;
  if (!isKnown) return null;
  if (currency === undefined) return 'No money moves.';
  const difference = BigInt(now?.minor ?? '0') - BigInt(before?.minor ?? '0');
  if (difference === 0n) return 'Nothing more is paid to the buyer.';
  const sum = formatMoney({ minor: String(difference < 0n ? -difference : difference), currency });
  return difference > 0n ? `${sum} more is paid, the difference alone.` : `${sum} is asked back through the marketplace; the refund before stays as it is.`;
}

/** The parts of a draft that confirming takes over from the ruling appealed. */
export function takeOver({ appealed }: OpenAppeal): RulingDraft {
  if (!appealed) return {};
  const { summary, bearers } = appealed;
  const { outcome, withReturn, reason, amount } = summary;
  if (outcome === 'no_refund' || amount === null) return { outcome, reason, withReturn: undefined, basis: undefined, bearers: undefined };
  return { outcome, withReturn, reason, bearers, basis: outcome === 'full_refund' ? { by: 'full' } : { by: 'sum', minor: amount.minor } };
}

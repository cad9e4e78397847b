import type { TogetherDraft, TogetherFinding, TogetherGround, TogetherPattern } from '../../contract/together.ts';
import type { Bearer, Outcome, Reason, Side } from '../../contract/vocabulary.ts';
import { sideWords } from '../ui/words.ts';

/** What the fields of a joint ruling hold, as it is typed. */
export type PatternForm = {
  outcome: Outcome | null;
  reason: Reason | null;
  percent: string;
  withReturn: boolean;
  /** Percent of each bearer, as typed. */
  bearers: Record<Bearer, string>;
  findings: Partial<Record<Reason, Pick<TogetherFinding, 'result' | 'ground'>>>;
  clause: string | null;
  reasons: string;
};

/** Nothing chosen; the seller bears it until somebody says otherwise. */
export function emptyForm(): PatternForm {
  return { outcome: null, reason: null, percent: '', withReturn: false, bearers: { seller: '100', platform: '0', carrier: '0' }, findings: {}, clause: null, reasons: '' };
}

const percentText = /^(100|\d{1,2}(\.\d{1,2})?)$/;

/** What cannot be read of the fields, by field; the core judges what can be. */
export function formFaults(form: PatternForm): { percent: string | null; bearers: string | null } {
  const isShare = (text: string) => /^(100|\d{1,2})?$/.test(text.trim());
  return {
    percent: form.outcome !== 'partial_refund' || form.percent.trim() === '' || percentText.test(form.percent.trim().replace(',', '.')) ? null : 'A percentage such as 30 or 12.5.',
    bearers: Object.values(form.bearers).every(isShare) ? null : 'Whole percents from 0 to 100.',
  };
}

/** The pattern as far as the fields say it; only findings on claims that the cases have. */
export function patternOf(form: PatternForm, claims: readonly Reason[]): TogetherDraft {
  const isRefund = form.outcome === 'full_refund' || form.outcome === 'partial_refund';
  const percent = form.percent.trim().replace(',', '.');
  const bearers = (Object.entries(form.bearers) as [Bearer, string][]).map(([bearer, text]) => ({ bearer, percent: Number(text.trim()) })).filter((one) => one.percent >= 1 && one.percent <= 100);
  return {
    ...(form.outcome ? { outcome: form.outcome } : {}),
    ...(form.reason ? { reason: form.reason } : {}),
    withReturn: isRefund && form.withReturn,
    percent: form.outcome === 'partial_refund' && percentText.test(percent) ? percent : null,
    bearers: isRefund ? bearers : [],
    findings: claims.flatMap((reason) => {
      const said = form.findings[reason];
      return said ? [{ reason, ...said, words: null }] : [];
    }),
    clauses: form.clause ? [form.clause] : [],
    reasons: form.reasons,
  };
}

/** The pattern when every part is there. */
export function completePattern(draft: TogetherDraft): TogetherPattern | null {
  const { outcome, reason, withReturn = false, percent = null, bearers = [], findings = [], clauses = [], reasons = '' } = draft;
  return outcome && reason ? { outcome, reason, withReturn, percent, bearers, findings, clauses, reasons } : null;
}

/** What a finding can rest on in every case, with a key for a list to choose from. */
export const grounds: readonly { value: string; label: string; ground: TogetherGround }[] = [
  ...(['buyer', 'seller', 'platform', 'carrier'] as const).map((of) => ({ value: `exhibits ${of}`, label: `Exhibits of the ${sideWords[of].toLowerCase()} on the claim`, ground: { on: 'exhibits' as const, of } })),
  ...(['buyer', 'seller'] as const).map((of) => ({ value: `absence ${of}`, label: `The ${of} sent nothing on it`, ground: { on: 'absence' as const, of, words: absenceWords(of) } })),
];

function absenceWords(of: Side): string {
  return `The ${sideWords[of].toLowerCase()} sent no evidence on this claim.`;
}

import type { Money } from '../../contract/money.ts';
import type { Tariff } from '../../contract/policy.ts';
import type { TariffUse } from '../../contract/refunds.ts';
import type { RulingDraft, RulingProblem } from '../../contract/rulings.ts';
import { isMore, lessAll, percentOf, sharePercent, sumOf } from '../refunds/money.ts';
import type { Worked } from './working.ts';

/** Letters that must follow the tariff's code in the reasons: fewer say nothing. */
const fewestLetters = 12;

/** Where a refund stands in the tariff it follows: by line it is held against the lines it is on, else against all that can be refunded. */
export function tariffUse(tariffs: readonly Tariff[], draft: RulingDraft, { amount, working }: Worked, cap: Money): TariffUse | null {
  const tariff = tariffs.find((one) => one.code === draft.tariffCode);
  if (!tariff || !amount || working.length === 0) return null;
  const parts = draft.basis?.by === 'line' ? working.map((line) => lessAll(line.of, line.before ? [line.before] : [])) : [cap];
  const of = sumOf(cap.currency, parts);
  const { code, clause, words, fromPercent, upToPercent } = tariff;
  // Rounded as the refund itself is, so that the very end of the range is within it.
  const at = (percent: number) => sumOf(cap.currency, parts.map((part) => percentOf(part, String(percent)).money));
  const standing = isMore(amount, at(upToPercent)) ? 'above' : isMore(at(fromPercent), amount) ? 'below' : 'within';
  return { code, clause, words, fromPercent, upToPercent, percent: sharePercent(amount, of), of, standing };
}

/** Going above a tariff is allowed and has to be explained: the reasons must name it and go on to say why. */
export function tariffProblems(tariffs: readonly Tariff[], draft: RulingDraft, use: TariffUse | null): RulingProblem[] {
  const { tariffCode, reason } = draft;
  if (tariffCode === undefined) return [];
  const tariff = tariffs.find((one) => one.code === tariffCode);
  if (!tariff) return [problem('amount', `The policy of this case has no tariff ${tariffCode}. Take it out, or choose another.`)];
  if (reason && !tariff.reasons.includes(reason)) return [problem('amount', `Tariff ${tariffCode} is not meant for ${reason.replaceAll('_', ' ')}. Take it out, or choose another.`)];
  if (tariff.withReturn !== null && tariff.withReturn !== (draft.withReturn ?? false)) {
    return [problem('amount', `Tariff ${tariffCode} is for goods that are ${tariff.withReturn ? 'sent back' : 'kept'}. Take it out, or choose another.`)];
  }
  if (use?.standing !== 'above' || isExplained(draft.reasons ?? '', tariffCode)) return [];
  return [problem('reasons', `${use.percent} % is above tariff ${tariffCode}, which goes up to ${use.upToPercent} %. Name ${tariffCode} in the reasons and say there why.`)];
}

function isExplained(reasons: string, code: string): boolean {
  const place = reasons.toLowerCase().indexOf(code.toLowerCase());
  if (place < 0) return false;
  const after = reasons.slice(place + code.length).replace(/\([^)]*\)|\bbecause\b/gi, '');
  return (after.match(/\p{L}/gu) ?? []).length >= fewestLetters;
}

function problem(field: RulingProblem['field'], message: string): RulingProblem {
  return { code: 'TARIFF', message, field, refId: null };
}

import type { CaseFile } from '../../contract/caseFile.ts';
import type { Tariff } from '../../contract/policy.ts';
import type { TariffUse } from '../../contract/refunds.ts';
import type { RulingDraft } from '../../contract/rulings.ts';
import type { Reason } from '../../contract/vocabulary.ts';

const usual = ['10', '25', '50', '75'];

/** The tariffs a partial refund can follow, for the draft's reason (else those of the claims), goods and return; the one chosen stays in sight. */
export function tariffsFor(file: CaseFile, draft: RulingDraft): Tariff[] {
  const reasons: readonly Reason[] = draft.reason ? [draft.reason] : file.claims.map((claim) => claim.reason);
  const goods = file.items.map((item) => item.goods ?? 'other');
  return file.tariff.filter(
    (tariff) =>
      tariff.code === draft.tariffCode ||
      (tariff.fromPercent < 100 &&
        tariff.reasons.some((reason) => reasons.includes(reason)) &&
        (tariff.goods === null || tariff.goods.some((kind) => goods.includes(kind))) &&
        (tariff.withReturn === null || tariff.withReturn === (draft.withReturn ?? false))),
  );
}

/** '10–30 %', 'up to 20 %', '50 %'. */
export function rangeWords({ fromPercent, upToPercent }: Pick<Tariff, 'fromPercent' | 'upToPercent'>): string {
  if (fromPercent === upToPercent) return `${upToPercent} %`;
  return fromPercent === 0 ? `up to ${upToPercent} %` : `${fromPercent}–${upToPercent} %`;
}

/** The percentages to press: the ends of the tariff and steps of five between, or the usual ones without a tariff. */
export function presetsOf(tariff: Tariff | null): string[] {
  if (!tariff) return usual;
  const { fromPercent, upToPercent } = tariff;
  const between = [1, 2].map((step) => Math.round((fromPercent + ((upToPercent - fromPercent) * step) / 3) / 5) * 5);
  const inside = between.filter((percent) => percent > fromPercent && percent < upToPercent);
  return [...new Set([fromPercent, ...inside, upToPercent])].filter((percent) => percent > 0).map(String);
}

/** The words the reasons begin to explain a refund above its tariff with; the mediator goes on. */
export function aboveTariffOpening({ code, upToPercent }: Pick<TariffUse, 'code' | 'upToPercent'>): string {
  return `The refund is above tariff ${code} (up to ${upToPercent} %) because `;
}

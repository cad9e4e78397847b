/** A range of the tariff: 'up to 20 %', '20 to 50 %' or '100 %'. */
export function percentWords({ fromPercent, upToPercent }: { fromPercent: number; upToPercent: number }): string {
  if (fromPercent === upToPercent) return `${upToPercent} %`;
  return fromPercent === 0 ? `up to ${upToPercent} %` : `${fromPercent} to ${upToPercent} %`;
}

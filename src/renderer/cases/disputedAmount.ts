import type { CaseFile } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';

/** What the case is about in money: the claims' sum when all name one currency, else the first request, else what was paid. */
export function disputedAmount(file: Pick<CaseFile, 'claims' | 'remedies' | 'order'>): Money | null {
  const sums = file.claims.map((claim) => claim.amount).filter((sum) => sum !== null);
  const currency = sums[0]?.currency;
  if (currency !== undefined && sums.length === file.claims.length && sums.every((sum) => sum.currency === currency)) {
    return { minor: String(sums.reduce((total, sum) => total + BigInt(sum.minor), 0n)), currency };
  }
  const request = file.remedies.find((remedy) => remedy.type === 'request' && remedy.amount !== null);
  return request?.amount ?? file.order?.paid ?? null;
}

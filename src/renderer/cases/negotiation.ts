import type { Remedy } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';

/** Where the two sides last stood: what is between them, in one currency and its minor units; met when the offer reaches what was asked. Return agrees unless both spoke of it differently. */
export type NegotiationZone = { asked: Money; offered: Money; gapMinor: bigint; isMet: boolean; isReturnAgreed: boolean };

/** The whole negotiation in order: by time, remedies without a time where the source put them. */
export function remedyChain(remedies: readonly Remedy[]): Remedy[] {
  const keyed: { remedy: Remedy; at: number }[] = [];
  let lastAt = Number.NEGATIVE_INFINITY;
  for (const remedy of remedies) {
    if (remedy.at !== null) lastAt = remedy.at;
    keyed.push({ remedy, at: remedy.at ?? lastAt });
  }
  return keyed.sort((a, b) => a.at - b.at).map(({ remedy }) => remedy);
}

/** The sums between which the sides still differ: the buyer's last position and the last offer of seller or platform; null without both. */
export function negotiationZone(remedies: readonly Remedy[]): NegotiationZone | null {
  const chain = remedyChain(remedies).filter((remedy) => remedy.state !== 'withdrawn');
  const asked = chain.findLast((remedy) => remedy.by === 'buyer' && positions(remedy).length > 0);
  const offered = chain.findLast((remedy) => remedy.by !== 'buyer' && remedy.by !== 'mediator' && positions(remedy).length > 0);
  if (!asked || !offered) return null;
  const isReturnAgreed = asked.withReturn === null || offered.withReturn === null || asked.withReturn === offered.withReturn;
  for (const sum of positions(asked)) {
    const other = positions(offered).find((candidate) => candidate.currency === sum.currency);
    if (!other) continue;
    const gapMinor = BigInt(sum.minor) - BigInt(other.minor);
    return { asked: sum, offered: other, gapMinor, isMet: gapMinor <= 0n, isReturnAgreed };
  }
  return null;
}

/** The sums a remedy names, its own currency first. */
function positions(remedy: Remedy): Money[] {
  return [remedy.amount, remedy.localAmount].filter((sum) => sum !== null);
}

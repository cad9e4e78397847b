import type { Actor, SourceStage } from '../../../contract/vocabulary.ts';

/** AliExpress gives times without a zone in its platform's clock; the seller centre's own millisecond fields confirm it. */
export const aliexpressZone = 'America/Los_Angeles';

/** Where a seller centre status (Chinese or English words) puts a dispute; null when the words are not known. */
export function stageOfStatus(
  status: string,
): { stage: SourceStage; whoseTurn: Actor | null; ending: 'refunded' | 'cancelled' | 'ended' | null } | null {
  if (/取消|撤销|cancel/i.test(status)) return { stage: 'closed', whoseTurn: null, ending: 'cancelled' };
  if (/退款成功|refunded/i.test(status)) return { stage: 'closed', whoseTurn: null, ending: 'refunded' };
  if (/完成|完结|结束|关闭|finish|closed|completed/i.test(status)) return { stage: 'closed', whoseTurn: null, ending: 'ended' };
  if (/平台|仲裁|platform|arbitrat/i.test(status)) return { stage: 'arbitration', whoseTurn: 'mediator', ending: null };
  if (/卖家|商家|seller/i.test(status)) return { stage: 'claim', whoseTurn: 'seller', ending: null };
  if (/买家|buyer/i.test(status)) return { stage: 'claim', whoseTurn: 'buyer', ending: null };
  return null;
}

/** English for the status words a mediator would otherwise see in Chinese only. */
export function englishStatus(status: string): string | null {
  const known: readonly [RegExp, string][] = [
    [/平台介入/, 'the platform is deciding'],
    [/取消|撤销/, 'cancelled'],
    [/退款成功/, 'refunded'],
    [/完成|完结|结束|关闭/, 'ended'],
    [/卖家|商家/, 'waiting for the seller'],
    [/买家/, 'waiting for the buyer'],
  ];
  return known.find(([sign]) => sign.test(status))?.[1] ?? null;
}

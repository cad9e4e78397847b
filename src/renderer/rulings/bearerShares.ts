import type { BearerShare } from '../../contract/rulings.ts';
import type { Bearer } from '../../contract/vocabulary.ts';
import { bearers } from '../../contract/vocabulary.ts';

/** Percent typed for each bearer; empty text bears nothing. */
export type BearerTexts = Record<Bearer, string>;

/** Shares as the fields show them. */
export function bearerTexts(shares: readonly BearerShare[]): BearerTexts {
  const texts: BearerTexts = { seller: '', platform: '', carrier: '' };
  for (const share of shares) texts[share.bearer] = String(share.percent);
  return texts;
}

/** Reads the fields: whole percents that sum to 100, or what is wrong with them. */
export function readBearers(texts: BearerTexts): { shares: BearerShare[]; fault: string | null } {
  const shares: BearerShare[] = [];
  for (const bearer of bearers) {
    const text = texts[bearer].trim().replace(/\s*%$/, '');
    if (text === '' || text === '0') continue;
    if (!/^\d{1,3}$/.test(text) || Number(text) > 100) return { shares: [], fault: 'Whole percents from 0 to 100.' };
    shares.push({ bearer, percent: Number(text) });
  }
  const sum = shares.reduce((total, share) => total + share.percent, 0);
  if (sum === 100) return { shares, fault: null };
  return { shares: [], fault: sum < 100 ? `${100 - sum} percent are not borne by anyone yet.` : `${sum - 100} percent too many.` };
}

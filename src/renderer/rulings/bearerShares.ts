import { toDecimal } from '../../contract/money.ts';
import type { BearerShare } from '../../contract/rulings.ts';
import type { Bearer } from '../../contract/vocabulary.ts';
import { bearers } from '../../contract/vocabulary.ts';
import { readAmount } from '../ui/amount.ts';

/** What was typed for each bearer; empty text bears nothing. */
export type BearerTexts = Record<Bearer, string>;
/** How shares are stated. */
export type BearerUnit = 'percent' | 'sum';

/** Shares as the fields show them; `currency` is the case's. */
export function bearerTexts(shares: readonly BearerShare[], currency: string): BearerTexts {
  const texts: BearerTexts = { seller: '', platform: '', carrier: '' };
  for (const share of shares) texts[share.bearer] = 'percent' in share ? String(share.percent) : toDecimal(share.minor, currency);
  return texts;
}

/** How the shares of a draft are stated. */
export function unitOf(shares: readonly BearerShare[]): BearerUnit {
  return shares.some((share) => 'minor' in share) ? 'sum' : 'percent';
}

/** Reads the fields: whole percents that come to 100, or sums (which the core holds against the amount), or what is wrong with them. */
export function readBearers(texts: BearerTexts, unit: BearerUnit, currency: string): { shares: BearerShare[]; fault: string | null } {
  return unit === 'percent' ? readPercents(texts) : readSums(texts, currency);
}

function readPercents(texts: BearerTexts): { shares: BearerShare[]; fault: string | null } {
  const shares: { bearer: Bearer; percent: number }[] = [];
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

function readSums(texts: BearerTexts, currency: string): { shares: BearerShare[]; fault: string | null } {
  const shares: BearerShare[] = [];
  for (const bearer of bearers) {
    const read = readAmount(texts[bearer], currency);
    if (read.kind === 'fault') return { shares: [], fault: read.words };
    if (read.kind === 'amount' && read.minor !== '0') shares.push({ bearer, minor: read.minor });
  }
  return { shares, fault: shares.length > 0 ? null : 'Nobody bears anything yet.' };
}

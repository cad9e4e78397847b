import type { Actor } from '../../../contract/vocabulary.ts';

const actors: { [word: string]: Actor } = {
  complainant: 'buyer',
  buyer: 'buyer',
  receiver: 'buyer',
  respondent: 'seller',
  seller: 'seller',
  sender: 'seller',
  mediator: 'mediator',
  internal: 'mediator',
  warehouse: 'platform',
  system: 'platform',
  meli: 'platform',
};

/** A role of Mercado Libre as one of the desk's; null when it is not known. */
export function actorOf(word: string | null): Actor | null {
  return word !== null && Object.hasOwn(actors, word) ? (actors[word] ?? null) : null;
}

const currencies: { [site: string]: string } = {
  MLA: 'ARS',
  MLB: 'BRL',
  MLC: 'CLP',
  MCO: 'COP',
  MLM: 'MXN',
  MLU: 'UYU',
  MPE: 'PEN',
  MLV: 'VES',
  MEC: 'USD',
  MBO: 'BOB',
  MPY: 'PYG',
};

/** The currency a site trades in. */
export function siteCurrency(site: string | null): string | null {
  return site !== null && Object.hasOwn(currencies, site) ? (currencies[site] ?? null) : null;
}

/** A currency as the claims API writes it: a code, `US$`, `R$`, or a bare `$` that means the site's own. */
export function currencyOf(word: string | null, ofSite: string | null): string | null {
  if (word === null) return ofSite;
  if (/^(US\$|U\$S|U\$D)$/.test(word)) return 'USD';
  if (word === 'R$') return 'BRL';
  return /^[A-Z]{3}$/.test(word) ? word : word === '$' ? ofSite : null;
}

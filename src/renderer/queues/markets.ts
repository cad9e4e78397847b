/** ISO 3166-1 alpha-2: the buyers' countries a queue can be for. */
const codes =
  'AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KM KN KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PG PH PK PL PR PS PT PY QA RO RS RU RW SA SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW';

let names: Intl.DisplayNames | undefined;

/** Countries by name, for choosing; what a rule already holds is among them or keeps its code. */
export const markets: readonly { value: string; label: string }[] = codes
  .split(' ')
  .map((value) => ({ value, label: marketWords(value) }))
  .sort((a, b) => a.label.localeCompare(b.label, 'en'));

/** A country with its code: 'Germany (DE)'. */
export function marketWords(code: string): string {
  const name = (names ??= new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })).of(code);
  return name === undefined ? code : `${name} (${code})`;
}

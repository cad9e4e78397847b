/** Codes of states and provinces that are country codes elsewhere too: "Carson, CA" lies in no Canada. */
const subdivisions: Record<string, string> = {
  US: 'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY',
  CA: 'AB BC MB NB NL NS NT NU ON PE QC SK YT',
  AU: 'SA NT WA',
  BR: 'AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO',
};
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
let byName: Map<string, string> | null = null;

/** The country (ISO 3166-1 alpha-2) a scan's place names at its end, as "50007 Zaragoza, ES" or "Lyon, France"; null when it names none for sure. `home` is the country it is compared with. */
export function countryOfPlace(place: string, home: string): string | null {
  const last = place.split(/[,，、]/).at(-1)?.trim() ?? '';
  // Italian provinces have codes of two letters, too many and too often those of countries.
  if (/^[A-Z]{2}$/.test(last)) return home === 'IT' || subdivisions[home]?.split(' ').includes(last) || !regions.of(last) ? null : last;
  return namedCountries().get(last.toLowerCase()) ?? null;
}

/** A country's English name; its code when it has none. */
export function countryName(code: string): string {
  return regions.of(code) ?? code;
}

function namedCountries(): Map<string, string> {
  if (byName) return byName;
  byName = new Map();
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const first of letters) {
    for (const second of letters) {
      const name = regions.of(first + second);
      // Some codes of the past share a name with the code of today; the first in the alphabet is not always it.
      if (name && new Intl.Locale('und', { region: first + second }).maximize().region === first + second) byName.set(name.toLowerCase(), first + second);
    }
  }
  return byName;
}

/** A name as names are compared: without differences of case, width or blanks, and without signs that nobody sees. */
export function nameKey(name: string): string {
  return name.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '').normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}

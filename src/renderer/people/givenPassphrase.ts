const starts = 'bdfghjkmnprstvz';
const vowels = 'aeiou';
const wordsInAll = 5;

/** One of `count`, each as likely as any other; `random` gives whole numbers below 2^32. */
function pick(count: number, random: () => number): number {
  // The rest that does not divide evenly would make the first ones likelier.
  const limit = 2 ** 32 - (2 ** 32 % count);
  for (;;) {
    const value = random();
    if (value < limit) return value % count;
  }
}

const fromCrypto = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;

/**
 * A passphrase to hand to somebody, such as 'buno-kire-zapo-temi-hadu': five made-up words that can be said over a phone, 62 bits, of which none
 * stands in a dictionary. It is changed at the first sign-in.
 */
export function givenPassphrase(random: () => number = fromCrypto): string {
  const syllable = (): string => starts[pick(starts.length, random)]! + vowels[pick(vowels.length, random)]!;
  return Array.from({ length: wordsInAll }, () => syllable() + syllable()).join('-');
}

const names: Record<number, string> = {
  0x202a: 'LRE', 0x202b: 'RLE', 0x202c: 'PDF', 0x202d: 'LRO', 0x202e: 'RLO', 0x2066: 'LRI', 0x2067: 'RLI', 0x2068: 'FSI', 0x2069: 'PDI',
};
const hidden = new RegExp('[\\u202a-\\u202e\\u2066-\\u2069\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]', 'g');

/** Text of a party with its invisible controls spelt out, so that "exe.gpj" turned round by a bidi control cannot pass for a photo. */
export function visibleWords(text: string): string {
  return text.replace(hidden, (sign) => {
    const code = sign.codePointAt(0)!;
    return `⟦${names[code] ?? `U+${code.toString(16).padStart(4, '0').toUpperCase()}`}⟧`;
  });
}

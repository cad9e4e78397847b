const names: Record<number, string> = {
  0x1b: 'ESC', 0x61c: 'ALM', 0x200b: 'ZWSP', 0x200c: 'ZWNJ', 0x200d: 'ZWJ', 0x200e: 'LRM', 0x200f: 'RLM', 0x2028: 'LS', 0x2029: 'PS',
  0x202a: 'LRE', 0x202b: 'RLE', 0x202c: 'PDF', 0x202d: 'LRO', 0x202e: 'RLO', 0x2060: 'WJ', 0x2066: 'LRI', 0x2067: 'RLI', 0x2068: 'FSI', 0x2069: 'PDI', 0xfeff: 'BOM',
};
/** Controls but tab and line ends, marks of direction, separators of lines, what has no width, and fillers that look like nothing. */
const always = '\\u{e0000}-\\u{e007f}\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u061c\\u115f\\u1160\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb';
/** Joiners make emoji and the letters of Persian or Hindi; between other signs they only hide. */
const joined = '(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f\\p{M}[\\p{L}--[\\p{sc=Latin}\\p{sc=Greek}\\p{sc=Cyrillic}]]])[\\u200c\\u200d]';
/** Tag letters make the flags of England, Scotland and Wales; elsewhere they are unseen writing. */
const flag = '\\u{1f3f4}[\\u{e0020}-\\u{e007f}]+';
const hidden = new RegExp(`${flag}|[${always}]|${joined}`, 'gv');

/** Text of a party with its invisible controls spelt out, so that "exe.gpj" turned round by a bidi control cannot pass for a photo. */
export function visibleWords(text: string): string {
  return text.replace(hidden, (sign) => {
    const code = sign.codePointAt(0)!;
    if (code === 0x1f3f4) return sign;
    return `⟦${names[code] ?? `U+${code.toString(16).padStart(4, '0').toUpperCase()}`}⟧`;
  });
}

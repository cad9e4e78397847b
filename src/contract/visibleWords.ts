const names: Record<number, string> = {
  0xad: 'SHY', 0x34f: 'CGJ',  0x1b: 'ESC', 0x61c: 'ALM', 0x200b: 'ZWSP', 0x200c: 'ZWNJ', 0x200d: 'ZWJ', 0x200e: 'LRM', 0x200f: 'RLM', 0x2028: 'LS', 0x2029: 'PS',
  0x202a: 'LRE', 0x202b: 'RLE', 0x202c: 'PDF', 0x202d: 'LRO', 0x202e: 'RLO', 0x2060: 'WJ', 0x2066: 'LRI', 0x2067: 'RLI', 0x2068: 'FSI', 0x2069: 'PDI', 0xfeff: 'BOM',
};
/** Controls but tab and line ends, separators of lines, and all that is drawn as nothing: what Unicode lets a font ignore, fillers and the blank of Braille. */
const always = '[\\u{1}-\\u{8}\\u{b}\\u{c}\\u{e}-\\u{1f}\\u{7f}-\\u{9f}\\u{2028}\\u{2029}\\u{2800}\\u{fff9}-\\u{fffb}\\u{1d173}-\\u{1d17a}]|[\\p{Default_Ignorable_Code_Point}--[\\u200c\\u200d\\p{Variation_Selector}]]';
/** Choose between the forms of an emoji, a Han or a Mongolian letter; behind anything else, or one behind another, they only hide writing. */
const selector = '(?<![\\p{Emoji}\\p{sc=Han}\\p{sc=Mongolian}\\p{sc=Myanmar}\\p{S}])\\p{Variation_Selector}';
/** Joiners make emoji and the letters of Persian or Hindi; between other signs they only hide. */
const joined = '(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f\\p{M}[\\p{L}--[\\p{sc=Latin}\\p{sc=Greek}\\p{sc=Cyrillic}]]])[\\u200c\\u200d]';
/** Tag letters make the flags of England, Scotland and Wales; elsewhere they are unseen writing. */
const flag = '\\u{1f3f4}[\\u{e0020}-\\u{e007f}]+';
const hidden = new RegExp(`${flag}|${always}|${selector}|${joined}`, 'gv');

/** Text of a party with its invisible controls spelt out, so that "exe.gpj" turned round by a bidi control cannot pass for a photo. */
export function visibleWords(text: string): string {
  return text.replace(hidden, (sign) => {
    const code = sign.codePointAt(0)!;
    if (code === 0x1f3f4) return sign;
    return `⟦${names[code] ?? `U+${code.toString(16).padStart(4, '0').toUpperCase()}`}⟧`;
  });
}

/** What a US keyboard writes at each place that is neither a letter nor a digit: alone, with Shift. */
const marks: Record<string, readonly [string, string]> = {
  BracketLeft: ['[', '{'], BracketRight: [']', '}'], Backslash: ['\\', '|'], Semicolon: [';', ':'], Quote: ["'", '"'],
  Comma: [',', '<'], Period: ['.', '>'], Slash: ['/', '?'], Backquote: ['`', '~'], Minus: ['-', '_'], Equal: ['=', '+'],
};

/** Where the ten digits of a script begin: Arabic, Persian, Devanagari, Bengali, Thai, full width. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

/**
 * The digit a key stands for, '0' to '9': one of any script, or what a French, Belgian, Czech or Slovak layout writes there
 * without Shift (é is 2). Null for anything else, such as & as Shift and 7 write it.
 */
export function digitOf(key: string, code: string, isShift: boolean): string | null {
  if (/^[0-9]$/.test(key)) return key;
  const point = key.codePointAt(0) ?? 0;
  const zero = zeros.find((start) => point >= start && point < start + 10);
  if (zero !== undefined) return String(point - zero);
  return isShift ? null : (/^Digit([0-9])$/.exec(code)?.[1] ?? null);
}

/**
 * What a US keyboard has at a place, for a layout that writes no ASCII there: 'J' where a Russian one has О. Signs are taken
 * from other scripts only: the ü of a German keyboard lies where [ does, and no one expects it to do what [ does.
 */
export function placeOf(key: string, code: string, isShift: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter;
  if (!/\p{Letter}|^[؟،؛]$/u.test(key) || /\p{Script=Latin}/u.test(key)) return null;
  return marks[code]?.[isShift ? 1 : 0] ?? null;
}

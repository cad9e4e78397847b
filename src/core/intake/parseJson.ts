import { caseLimits } from '../../contract/caseLimits.ts';

/** A JSON value as `parseJson` gives it: a number that would lose digits is text. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** What came of reading JSON, and how many values were read; line and column are 1-based, a column counts UTF-16 units. */
export type ParsedJson =
  { ok: true; value: JsonValue; values: number } | { ok: false; code: 'CASE_NOT_TEXT' | 'CASE_JSON_BROKEN' | 'CASE_TOO_LARGE'; message: string; line: number; column: number; values: number };

/** Deepest nesting that is read; real disputes need about 12, ten thousand brackets are an attack on the stack. */
const maxDepth = 256;
/** Every place is told by all keys that lead to it: one of a million characters would be copied for each value below it. */
const longestKey = 2_000;

/**
 * Reads strict JSON (RFC 8259) from UTF-8, or UTF-16 with a byte order mark. A number stays a number when nothing of it is lost; an integer above
 * 2^53 and a decimal with more digits than a double holds become their own text. A key that stands twice in one object is refused, as one would vanish.
 * A document of more values than any dispute has is refused where it goes too far.
 */
export function parseJson(bytes: Uint8Array, mostValues: number = caseLimits.values): ParsedJson {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const scanner: Scanner = { text: decoded.text, at: 0, depth: 0, left: mostValues };
  try {
    skipBlank(scanner);
    if (scanner.at === scanner.text.length) fail(scanner, 'The file is empty: a JSON value was expected.');
    const value = readValue(scanner, 'a value');
    skipBlank(scanner);
    if (scanner.at < scanner.text.length) fail(scanner, `The end of the file was expected after the value, but ${seen(scanner)} stands here.`);
    return { ok: true, value, values: mostValues - scanner.left };
  } catch (error) {
    if (!(error instanceof BrokenJson)) throw error;
    return { ok: false, code: scanner.left < 0 ? 'CASE_TOO_LARGE' : 'CASE_JSON_BROKEN', message: error.message, ...placeOf(scanner.text, error.at), values: mostValues - scanner.left };
  }
}

/** `left`: values that may still come. */
type Scanner = { text: string; at: number; depth: number; left: number };

class BrokenJson extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

function fail(scanner: Scanner, message: string, at = scanner.at): never {
  throw new BrokenJson(message, at);
}

type Decoded = { ok: true; text: string } | Extract<ParsedJson, { ok: false }>;

function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    const lossy = new TextDecoder(encoding).decode(bytes);
    const place = placeOf(lossy, Math.max(0, lossy.indexOf('\uFFFD')));
    const name = encoding === 'utf-8' ? 'UTF-8' : 'UTF-16';
    return { ok: false, code: 'CASE_NOT_TEXT', message: `The file is not ${name} text: it holds bytes that are no characters.`, ...place, values: 0 };
  }
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function skipBlank(scanner: Scanner): void {
  for (; ; scanner.at += 1) {
    const code = scanner.text.charCodeAt(scanner.at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
  }
}

/** The character that stands where something else was expected, in words. */
function seen(scanner: Scanner): string {
  const code = scanner.text.codePointAt(scanner.at);
  if (code === undefined) return 'the end of the file';
  return code < 0x20 || code === 0x7f
    ? `the control character U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    : `"${String.fromCodePoint(code)}"`;
}

const words: readonly [string, JsonValue][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

function readValue(scanner: Scanner, expected: string): JsonValue {
  scanner.left -= 1;
  if (scanner.left < 0) fail(scanner, 'Up to here the file holds more values than any dispute has; the rest was not read.');
  const character = scanner.text[scanner.at];
  if (character === '{') return nested(scanner, readObject);
  if (character === '[') return nested(scanner, readList);
  if (character === '"') return readString(scanner);
  if (character !== undefined && /[-\d]/.test(character)) return readNumber(scanner);
  for (const [word, value] of words) {
    if (scanner.text.startsWith(word, scanner.at)) {
      scanner.at += word.length;
      return value;
    }
  }
  const hint = character === "'" ? ' JSON text stands in double quotes.' : character === '/' ? ' JSON has no comments.' : '';
  return fail(scanner, `Here ${expected} was expected, but ${seen(scanner)} stands here.${hint}`);
}

function nested<Value>(scanner: Scanner, read: (scanner: Scanner) => Value): Value {
  if (scanner.depth === maxDepth) fail(scanner, `Lists and objects are nested deeper than ${maxDepth} levels here; no dispute needs that.`);
  scanner.depth += 1;
  const value = read(scanner);
  scanner.depth -= 1;
  return value;
}

function readList(scanner: Scanner): JsonValue[] {
  const list: JsonValue[] = [];
  scanner.at += 1;
  skipBlank(scanner);
  if (scanner.text[scanner.at] === ']') return closed(scanner, list);
  for (;;) {
    list.push(readValue(scanner, 'a value'));
    if (isLast(scanner, ']', 'list')) return closed(scanner, list);
  }
}

function readObject(scanner: Scanner): { [key: string]: JsonValue } {
  const object: { [key: string]: JsonValue } = {};
  scanner.at += 1;
  skipBlank(scanner);
  if (scanner.text[scanner.at] === '}') return closed(scanner, object);
  for (;;) {
    const keyAt = scanner.at;
    if (scanner.text[keyAt] !== '"') fail(scanner, `Here a key in double quotes was expected, but ${seen(scanner)} stands here.`);
    const key = readString(scanner);
    if (key.length > longestKey) fail(scanner, `A key of ${key.length} characters stands here; no dispute needs more than ${longestKey}.`, keyAt);
    if (Object.hasOwn(object, key))
      fail(scanner, `The key ${JSON.stringify(key.slice(0, 80))} stands twice in this object; one of its values would be lost.`, keyAt);
    skipBlank(scanner);
    if (scanner.text[scanner.at] !== ':') fail(scanner, `Here a colon was expected after the key, but ${seen(scanner)} stands here.`);
    scanner.at += 1;
    skipBlank(scanner);
    const value = readValue(scanner, 'a value after the colon');
    // Defined, not assigned: a key "__proto__" must not reach the prototype.
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    if (isLast(scanner, '}', 'object')) return closed(scanner, object);
  }
}

/** Steps over the comma between two entries; true at the closing bracket. */
function isLast(scanner: Scanner, close: ']' | '}', what: 'list' | 'object'): boolean {
  skipBlank(scanner);
  const character = scanner.text[scanner.at];
  if (character === close) return true;
  if (character !== ',') fail(scanner, `Here a comma or the closing "${close}" of the ${what} was expected, but ${seen(scanner)} stands here.`);
  scanner.at += 1;
  skipBlank(scanner);
  if (scanner.text[scanner.at] !== close) return false;
  const next = what === 'list' ? 'another value' : 'another key';
  return fail(
    scanner,
    `Here ${next} was expected after the comma, but the ${what} ends with "${close}": a trailing comma, which JSON does not allow.`,
  );
}

function closed<Value>(scanner: Scanner, value: Value): Value {
  scanner.at += 1;
  return value;
}

const escapes: { [letter: string]: string } = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function readString(scanner: Scanner): string {
  const openedAt = scanner.at;
  let value = '';
  scanner.at += 1;
  for (;;) {
    const from = scanner.at;
    while (scanner.at < scanner.text.length && !isSpecial(scanner.text.charCodeAt(scanner.at))) scanner.at += 1;
    value += scanner.text.slice(from, scanner.at);
    const character = scanner.text[scanner.at];
    if (character === '"') return closed(scanner, value);
    if (character === undefined) fail(scanner, 'The text that starts here has no closing quote.', openedAt);
    if (character !== '\\') fail(scanner, `Inside text a line break or control character must be escaped, but ${seen(scanner)} stands here.`);
    value += readEscape(scanner);
  }
}

function isSpecial(code: number): boolean {
  return code === 0x22 || code === 0x5c || code < 0x20;
}

function readEscape(scanner: Scanner): string {
  const letter = scanner.text[scanner.at + 1] ?? '';
  const hex = /^u([0-9a-fA-F]{4})/.exec(scanner.text.slice(scanner.at + 1, scanner.at + 6))?.[1];
  if (hex !== undefined) {
    scanner.at += 6;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }
  const plain = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
  if (plain === undefined) return fail(scanner, 'A backslash inside text must start an escape such as \\n or \\u00e9.');
  scanner.at += 2;
  return plain;
}

const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;

function readNumber(scanner: Scanner): JsonValue {
  numberForm.lastIndex = scanner.at;
  const literal = numberForm.exec(scanner.text)?.[0];
  if (literal === undefined) return fail(scanner, 'Here a number was expected: digits after the minus sign.');
  const next = scanner.text[scanner.at + literal.length];
  if (next !== undefined && /[\d.eE+-]/.test(next))
    fail(scanner, 'This is no JSON number: no leading zeros, and digits on both sides of the point.');
  scanner.at += literal.length;
  const number = Number(literal);
  const isKept = Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number);
  return isKept && plainForm(literal) === plainForm(String(number)) ? number + 0 : literal;
}

/** Digits and power of ten without needless zeros, so that 855.0 and 855 compare as the same number. */
function plainForm(literal: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(literal) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const short = withoutZerosBehind(digits);
  return short === '' ? '0' : `${sign}${short}e${Number(power) - fraction.length + digits.length - short.length}`;
}

/** Counted from the end: a pattern such as /0+$/ starts anew at every zero, and a number of a million zeros would stall the desk. */
function withoutZerosBehind(digits: string): string {
  let end = digits.length;
  while (digits.charAt(end - 1) === '0') end -= 1;
  return digits.slice(0, end);
}

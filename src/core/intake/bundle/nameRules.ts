/** Control characters, NUL among them, and Unicode's own line ends. */
export const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
/** Characters that turn the reading direction and make `gpj.exe` look like `exe.jpg`. */
export const bidiCharacters = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** Characters that Windows keeps for itself. */
export const forbiddenCharacters = /[:*?"<>|]/;

const reservedStem = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])$/i;

/** Whether Windows would open a device instead of a file of this name (`NUL`, `com1.txt`). */
export function isReservedName(part: string): boolean {
  return reservedStem.test((part.split('.')[0] ?? '').replace(/ +$/, ''));
}

/** What is wrong with one name out of a path, as the end of a fault code; null when nothing is. */
export type NameFault =
  | 'CONTROL'
  | 'BIDI'
  | 'ABSOLUTE'
  | 'BACKSLASH'
  | 'DRIVE'
  | 'FORBIDDEN_CHARACTER'
  | 'EMPTY_PART'
  | 'LEAVES'
  | 'TRAILING'
  | 'RESERVED'
  | 'TOO_LONG'
  | 'TOO_DEEP';

/** Most bytes of a path, most bytes and most number of its parts. */
export const nameLimits = { path: 1024, part: 255, depth: 16 } as const;

/** Checks a '/'-separated path against the rules for names in an archive; a folder's closing '/' is taken off by the caller. */
export function checkName(path: string): NameFault | null {
  if (controlCharacters.test(path)) return 'CONTROL';
  if (bidiCharacters.test(path)) return 'BIDI';
  if (path.includes('\\')) return 'BACKSLASH';
  if (path.startsWith('/')) return 'ABSOLUTE';
  if (/^[a-z]:/i.test(path)) return 'DRIVE';
  if (forbiddenCharacters.test(path)) return 'FORBIDDEN_CHARACTER';
  const parts = path.split('/');
  if (parts.includes('..')) return 'LEAVES';
  if (parts.some((part) => part === '' || part === '.')) return 'EMPTY_PART';
  if (parts.some((part) => /[.\s]$/u.test(part))) return 'TRAILING';
  if (parts.some(isReservedName)) return 'RESERVED';
  if (Buffer.byteLength(path) > nameLimits.path || parts.some((part) => Buffer.byteLength(part) > nameLimits.part)) return 'TOO_LONG';
  return parts.length > nameLimits.depth ? 'TOO_DEEP' : null;
}

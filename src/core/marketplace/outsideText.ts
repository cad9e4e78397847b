import { isWholeText } from '../../contract/text.ts';

/** The most nested an answer may be; deeper ones are made to break readers. */
const deepest = 60;

/**
 * The value of a JSON answer; undefined when it is none, is not UTF-8, is nested without end, or holds a NUL or half of a surrogate pair
 * in any text or name: libSQL cuts at the one and ends the process at the other.
 */
export function parseOutside(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (depthOf(value) > deepest) return undefined;
    // Written again: only now are whole pairs characters, and halves and NULs escapes, however they came.
    const again = JSON.stringify(value);
    return isWholeText(again) && !again.replaceAll('\\\\', '').includes('\\u0000') ? value : undefined;
  } catch {
    return undefined;
  }
}

function depthOf(value: unknown): number {
  let level = [value];
  for (let depth = 0; ; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (level.length === 0 || depth > deepest) return depth;
  }
}

/** Controls, line ends, and signs that are drawn as nothing or turn the order of writing. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;

/** Words of the other side as they may stand in a sentence of the desk, in its log and on a terminal: one line, without tags and unseen signs. */
export function plainWords(text: string): string {
  return text.replace(unseen, ' ').replace(/<[^<>]*>/g, ' ').replace(/ {2,}/g, ' ').trim();
}

import { applyPatch, structuredPatch } from 'diff';

/**
 * The mediator's change to an old letter made to the new one: `edited` is what they made of `basedOn`, `composed` what the desk writes now.
 * Null when both changed the same lines, so that only a person can say what is right.
 */
export function carryOver(basedOn: string, edited: string, composed: string): string | null {
  const patch = structuredPatch('letter', 'letter', basedOn, edited, undefined, undefined, { context: 1 });
  const carried = applyPatch(composed, patch, { fuzzFactor: 0, autoConvertLineEndings: false });
  return carried === false ? null : carried;
}

import type { IntakeFault } from '../../../contract/caseFile.ts';
import { cutText } from './cutText.ts';

/** Collects what is wrong (faults) and what is worth knowing (warnings) while a bundle is read. */
export type BundleReport = {
  faults: IntakeFault[];
  warnings: IntakeFault[];
  fault(code: string, path: string | null, message: string): void;
  warn(code: string, path: string | null, message: string): void;
};

/** As many of one code as a person may still look through; a hostile manifest can hold a million broken lines. */
const mostOfOneCode = 1_000;
/** A sentence that quotes a stranger's words may be as long as they like. */
const longestText = 300;

/** An empty report. Of each code it keeps the first 1,000, and how many more there were in one line behind them. */
export function createReport(): BundleReport {
  const faults: IntakeFault[] = [];
  const warnings: IntakeFault[] = [];
  return { faults, warnings, fault: collectInto(faults), warn: collectInto(warnings) };
}

function collectInto(list: IntakeFault[]): BundleReport['fault'] {
  const counts = new Map<string, number>();
  const further = new Map<string, IntakeFault>();
  return (code, path, message) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    if (count <= mostOfOneCode) list.push({ code, path: path && cutText(path, longestText), message: cutText(message, longestText) });
    else if (count === mostOfOneCode + 1) {
      const line = { code, path: null, message: 'There is 1 more of this kind.' };
      further.set(code, line);
      list.push(line);
    } else Object.assign(further.get(code) ?? {}, { message: `There are ${count - mostOfOneCode} more of this kind.` });
  };
}

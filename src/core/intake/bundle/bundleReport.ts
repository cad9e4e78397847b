import type { IntakeFault } from '../../../contract/caseFile.ts';

/** Collects what is wrong (faults) and what is worth knowing (warnings) while a bundle is read. */
export type BundleReport = {
  faults: IntakeFault[];
  warnings: IntakeFault[];
  fault(code: string, path: string | null, message: string): void;
  warn(code: string, path: string | null, message: string): void;
};

/** An empty report. */
export function createReport(): BundleReport {
  const faults: IntakeFault[] = [];
  const warnings: IntakeFault[] = [];
  return {
    faults,
    warnings,
    fault: (code, path, message) => void faults.push({ code, path, message }),
    warn: (code, path, message) => void warnings.push({ code, path, message }),
  };
}

import { CaseFile } from '../../contract/caseFile.ts';

/** The case as it was ruled, or why it cannot be shown; the stored bytes are untouched by either. */
export type FrozenFile = { file: CaseFile; fault: null } | { file: null; fault: string };

/** Reads a frozen case file with the contract's schema, so that a damaged or older one is said and never half shown. */
export function readFrozen(value: unknown): FrozenFile {
  const parsed = CaseFile.safeParse(value);
  if (parsed.success) return { file: parsed.data, fault: null };
  const issue = parsed.error.issues[0];
  return { file: null, fault: `The frozen case file cannot be read at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'unknown shape'}.` };
}

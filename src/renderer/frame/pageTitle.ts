import type { CaseFile } from '../../contract/caseFile.ts';
import { reasonWords } from '../ui/words.ts';

/** The title of the window: the open case first, so that it is seen in a narrow tab. */
export function titleOf(screen: string | null, file: CaseFile | null): string {
  if (screen === null) return 'Mediation Desk';
  const reason = file?.claims[0]?.reason;
  if (file) return `${file.reference}${reason ? ` ${reasonWords[reason]}` : ''} · Mediation Desk`;
  return `${screen} · Mediation Desk`;
}

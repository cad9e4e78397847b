import type { CaseFile } from '../../contract/caseFile.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';

type Name = 'cases.openExhibit' | 'cases.setAdmissibility' | 'cases.eraseExhibit';
type Handlers = { [One in Name]: (input: ParsedInputOf<One>) => OutputOf<One> };
type Parts = { files: Map<string, CaseFile>; caseOf: (caseId: string) => CaseFile; change: (caseId: string, patch: Partial<CaseFile>) => CaseFile };

/** Exhibits of the fake: opened, judged and erased. */
export function fakeExhibits({ files, caseOf, change }: Parts): Handlers {
  return {
    'cases.openExhibit': ({ caseId, evidenceId }) => {
      const openedAt = Date.now();
      const file = caseOf(caseId);
      files.set(caseId, { ...file, exhibits: file.exhibits.map((one) => (one.evidenceId === evidenceId ? { ...one, openedAt } : one)) });
      return { openedAt };
    },
    'cases.setAdmissibility': ({ caseId, evidenceId, admissibility, reason }) => {
      const exhibits = caseOf(caseId).exhibits.map((one) => (one.evidenceId === evidenceId ? { ...one, admissibility, admissibilityReason: reason } : one));
      return { version: change(caseId, { exhibits }).version };
    },
    'cases.eraseExhibit': ({ caseId, evidenceId, reason }) => {
      const exhibits = caseOf(caseId).exhibits.map((one) => (one.evidenceId === evidenceId ? { ...one, state: 'erased' as const, stateWords: reason } : one));
      return { version: change(caseId, { exhibits }).version, stillIn: [] };
    },
  };
}

import type { CaseFile } from '../../contract/caseFile.ts';
import { mostElsewhere } from '../../contract/elsewhere.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';

type Name = 'cases.exhibitElsewhere' | 'cases.openExhibit' | 'cases.setAdmissibility' | 'cases.eraseExhibit';
type Handlers = { [One in Name]: (input: ParsedInputOf<One>) => OutputOf<One> };
type Parts = { files: Map<string, CaseFile>; caseOf: (caseId: string) => CaseFile; change: (caseId: string, patch: Partial<CaseFile>) => CaseFile };

/** Exhibits of the fake: opened, judged and erased; the same file is found elsewhere, and nothing is compared by its looks. */
export function fakeExhibits({ files, caseOf, change }: Parts): Handlers {
  return {
    'cases.exhibitElsewhere': ({ caseId, evidenceId }) => {
      const own = caseOf(caseId).exhibits.find((one) => one.evidenceId === evidenceId);
      const isThere = ({ sha256, state }: CaseFile['exhibits'][number]) => own !== undefined && own.sha256 !== null && sha256 === own.sha256 && state !== 'erased';
      const rows = [...files.values()].filter((file) => file.caseId !== caseId).flatMap((file) =>
        file.exhibits.filter(isThere).map(({ evidenceId, label, side, kind, handedInAt }) => ({
          caseId: file.caseId, reference: file.reference, evidenceId, label, side, kind, match: 'same' as const, at: handedInAt ?? file.receivedAt,
          partyName: file.parties.find(({ role }) => role === side)?.displayName ?? null,
        })));
      return { compared: own?.show === 'image' ? 'looks' : 'file', same: rows.length, near: 0, rows: rows.slice(0, mostElsewhere) };
    },
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

import type { AppealStep } from '../../contract/appealParts.ts';
import type { appealMethods } from '../../contract/appeals.ts';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { Conflict, conflictMethods } from '../../contract/conflicts.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Person } from '../../contract/people.ts';
import { checkDraft } from './fakeRulings.ts';

/** What appeals and conflicts of the fake need of the rest of it. */
export type FakeAppealParts = { caseOf(caseId: string): CaseFile; change(caseId: string, patch: Partial<CaseFile>): CaseFile; me(): Person; newId(word: string): string; free(caseId: string): null };

type Names = keyof typeof appealMethods | keyof typeof conflictMethods;

/** Appeals, own views, the register of conflicts and stepping back, in memory. */
export function fakeAppeals({ caseOf, change, me, newId, free }: FakeAppealParts): { [Name in Names]: (input: ParsedInputOf<Name>) => OutputOf<Name> } {
  let conflicts: Conflict[] = [];
  return {
    'appeals.record': ({ caseId, by, how, newInformation, exhibits, receivedAt }) => {
      const file = caseOf(caseId);
      const first = file.rulings.find((one) => one.state === 'effective');
      const step: AppealStep = { appealId: newId('appeal'), rulingId: first?.rulingId ?? '', by, how, newInformation, exhibits, receivedAt: receivedAt ?? Date.now(), personName: me().name, state: 'open', result: null, decidedRulingId: null };
      change(caseId, { state: 'queued', lease: null, rulings: [], refunds: [], appealUntil: null, appeal: { ...step, notBy: [first?.personName ?? 'somebody'], view: null, isHidden: true, appealed: null } });
      return step;
    },
    'appeals.noteView': ({ caseId, outcome, basis, words }) => {
      const file = caseOf(caseId);
      const { amount } = checkDraft(file, { outcome, basis });
      return { version: change(caseId, { appeal: file.appeal && { ...file.appeal, isHidden: false, view: { outcome, amount, words, notedAt: Date.now() } } }).version };
    },
    'people.conflicts': () => conflicts,
    'people.addConflict': ({ party, partyName, words, fromAt, untilAt }) => {
      const { personId, name } = me();
      const added: Conflict = { conflictId: newId('conflict'), personId, personName: name, source: party?.source ?? null, partyId: party?.id ?? null, partyName, words, fromAt: fromAt ?? Date.now(), untilAt, enteredByName: name, enteredAt: Date.now() };
      conflicts = [added, ...conflicts];
      return added;
    },
    'people.endConflict': ({ conflictId }) => {
      conflicts = conflicts.map((one) => (one.conflictId === conflictId ? { ...one, untilAt: Date.now() } : one));
      return conflicts.find((one) => one.conflictId === conflictId)!;
    },
    'cases.recuse': ({ caseId }) => {
      free(caseId);
      change(caseId, { mayNotDecide: 'You stepped back from this case; it goes to others.' });
      return null;
    },
  };
}

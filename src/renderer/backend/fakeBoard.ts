import type { boardMethods } from '../../contract/board.ts';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { DeskEvent } from '../../contract/events.ts';
import type { MethodName, OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Person } from '../../contract/people.ts';
import type { Spot, spotMethods } from '../../contract/spots.ts';

type Handled = keyof typeof boardMethods | keyof typeof spotMethods | 'cases.setReminder' | 'cases.reminders' | 'cases.ofParties' | 'cases.upNext';
type Handlers = { [Name in Handled & MethodName]: (input: ParsedInputOf<Name>) => OutputOf<Name> };

/** What the board of the fake needs of the rest of it. */
export type FakeCases = {
  files: ReadonlyMap<string, CaseFile>;
  caseOf(caseId: string): CaseFile;
  change(caseId: string, patch: Partial<CaseFile>): CaseFile;
  me(): Person;
  newId(word: string): string;
  tell(event: DeskEvent): void;
};

/** The claim board, its spots and reminders, in memory. */
export function fakeBoard({ files, caseOf, change, me, newId, tell }: FakeCases): Handlers {
  const removed = new Map<string, Spot>();
  const author = () => ({ personName: me().name, at: Date.now() });
  const exhibits = (caseId: string, evidenceId: string, to: (one: CaseFile['exhibits'][number]) => CaseFile['exhibits'][number]) =>
    change(caseId, { exhibits: caseOf(caseId).exhibits.map((one) => (one.evidenceId === evidenceId ? to(one) : one)) });
  const spots = (caseId: string, to: (all: Spot[]) => Spot[]) => ({ version: change(caseId, { spots: to(caseOf(caseId).spots) }).version });
  return {
    'cases.setStanding': ({ caseId, claimId, standing, reason }) => {
      const claims = caseOf(caseId).claims.map((one) => (one.claimId !== claimId ? one : standing === null ? { ...one, standingNote: null } : { ...one, standing, standingNote: { reason: reason ?? '', ...author() } }));
      return { version: change(caseId, { claims }).version };
    },
    'cases.setGoods': ({ caseId, itemId, goods }) => ({
      version: change(caseId, { items: caseOf(caseId).items.map((one) => (one.id === itemId ? { ...one, goods, goodsBy: goods === null ? null : me().name } : one)) }).version,
    }),
    'cases.tieExhibit': ({ caseId, evidenceId, claimId, proves }) => {
      const tie = { claimId, proves, ...author() };
      const { version } = exhibits(caseId, evidenceId, (one) => ({ ...one, claimIds: [...new Set([...one.claimIds, claimId])], ties: [...one.ties.filter((other) => other.claimId !== claimId), tie] }));
      return { version };
    },
    'cases.untieExhibit': ({ caseId, evidenceId, claimId }) => {
      const { version } = exhibits(caseId, evidenceId, (one) => ({ ...one, claimIds: one.claimIds.filter((id) => id !== claimId), ties: one.ties.filter((tie) => tie.claimId !== claimId) }));
      return { version };
    },
    'cases.addContradiction': ({ caseId, between, words }) => {
      const contradictionId = newId('contradiction');
      const { version } = change(caseId, { contradictions: [...caseOf(caseId).contradictions, { contradictionId, between, words, ...author() }] });
      return { contradictionId, version };
    },
    'cases.removeContradiction': ({ caseId, contradictionId }) => ({
      version: change(caseId, { contradictions: caseOf(caseId).contradictions.filter((one) => one.contradictionId !== contradictionId) }).version,
    }),
    'cases.addSpot': ({ caseId, evidenceId, name, place }) => {
      const exhibit = caseOf(caseId).exhibits.find((one) => one.evidenceId === evidenceId);
      const number = caseOf(caseId).spots.filter((one) => one.evidenceId === evidenceId).length + 1;
      const label = exhibit ? `${exhibit.label}.${number}` : `${place.type === 'scan' ? 'T' : 'M'}-${number}`;
      const spot: Spot = { spotId: newId('spot'), label, evidenceId, name, place, ...author() };
      return { spotId: spot.spotId, label, ...spots(caseId, (all) => [...all, spot]) };
    },
    'cases.renameSpot': ({ caseId, spotId, name }) => spots(caseId, (all) => all.map((one) => (one.spotId === spotId ? { ...one, name } : one))),
    'cases.removeSpot': ({ caseId, spotId }) => {
      const spot = caseOf(caseId).spots.find((one) => one.spotId === spotId);
      if (spot) removed.set(spotId, spot);
      return spots(caseId, (all) => all.filter((one) => one.spotId !== spotId));
    },
    'cases.restoreSpot': ({ caseId, spotId }) => spots(caseId, (all) => [...all, ...[removed.get(spotId)].filter((one) => one !== undefined)]),
    'cases.setReminder': ({ caseId, reminder }) => {
      change(caseId, { reminder });
      queueMicrotask(() => tell({ type: 'reminders.changed' }));
      return null;
    },
    'cases.reminders': () =>
      [...files.values()]
        .flatMap((file) => (file.reminder ? [{ ...file.reminder, caseId: file.caseId, reference: file.reference, title: file.items[0]?.title ?? null }] : []))
        .sort((a, b) => a.dueAt - b.dueAt),
    'cases.ofParties': () => [
      { role: 'buyer', total: 0, isMore: false, ruledByMe: 0, ruledAmong: 0, rows: [] },
      { role: 'seller', total: 0, isMore: false, ruledByMe: 0, ruledAmong: 0, rows: [] },
    ],
    'cases.upNext': () => ({ caseIds: [...files.values()].filter((file) => file.state === 'queued' && !file.lease).slice(0, 2).map((file) => file.caseId) }),
  };
}

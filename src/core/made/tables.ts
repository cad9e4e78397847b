import { caseOrder, claim, deadline, historyEntry, item, message, parcel, party, remedy } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence, openedMark } from '../db/schema/evidence.ts';
import { caseExit } from '../db/schema/exit.ts';
import { job } from '../db/schema/job.ts';
import { letter, rulingLetter } from '../db/schema/letter.ts';
import { refundSheet } from '../db/schema/refundSheet.ts';
import { draftEdit, finding, findingExhibit, payoutRun, refund, ruling } from '../db/schema/ruling.ts';
import { rulingMoment } from '../db/schema/rulingMoment.ts';
import { rulingSuggestion } from '../db/schema/suggestion.ts';
import { toText } from '../db/insertRows.ts';

/** Tables generated cases are written into, each after those it refers to. */
export const madeTables = {
  disputeCase, party, caseOrder, item, claim, remedy, message, parcel, deadline, historyEntry, evidence, openedMark,
  ruling, finding, findingExhibit, rulingLetter, rulingSuggestion, rulingMoment, refundSheet, draftEdit, refund, payoutRun, letter, caseExit, job,
} as const;

type Tables = typeof madeTables;
export type MadeTable = keyof Tables;

/** Rows to come, by table. */
export type MadeRows = { [Name in MadeTable]?: readonly Tables[Name]['$inferInsert'][] };

/** Rows of many cases as texts to be inserted, in the order of `madeTables`. */
export function textsOf(all: readonly MadeRows[]): [MadeTable, string][] {
  return (Object.keys(madeTables) as MadeTable[]).flatMap((name) => {
    const rows = all.flatMap((one) => [...(one[name] ?? [])]);
    return rows.length > 0 ? [[name, toText(madeTables[name], rows as never[])] as [MadeTable, string]] : [];
  });
}

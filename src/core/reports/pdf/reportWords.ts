import type { ReportHead } from '../../../contract/reportParts.ts';
import type { Block } from './blocks.ts';
import type { Paper } from './paper.ts';
import { moment } from './words.ts';

/** The line at the foot of every page: which paper this is, and whose. */
export function footOf({ reportId, by, madeAt }: ReportHead): string {
  return `Report ${reportId} · ${moment(madeAt)} UTC · ${by.name}`;
}

/** Who took the report out, and where the log stood: what lets the paper be held against the desk later. */
export function madeFacts({ by, madeAt, desk, reportId, log }: ReportHead): (readonly [string, Block[]])[] {
  const hash = (text: string): Block => ({ text, isHash: true });
  return [
    ['Made by', [{ text: `${by.name} (${by.role}), ${moment(madeAt)} UTC` }]],
    ['Made with', [{ text: `${desk.name} ${desk.version}` }]],
    ['Report number', [{ text: reportId }, { text: 'The log of the desk names this number, and the SHA-256 of the file it was made as.', isQuiet: true }]],
    ['Log at that time', [{ text: log.head === null ? 'No entries.' : `${log.entries.toLocaleString('en-US')} entries; the newest has the hash` }, ...(log.head === null ? [] : [hash(log.head)])]],
    ['Signed last', log.checkpoint === null ? [{ text: 'The log carries no signature yet.' }] : [{ text: `At ${log.checkpoint.size.toLocaleString('en-US')} entries, ${moment(log.checkpoint.at)} UTC, with the head` }, hash(log.checkpoint.head), { text: 'by the key', isQuiet: true }, hash(log.checkpoint.publicKey)]],
  ];
}

/** The first lines of a report: its title, and what it is of. */
export function drawTitle(paper: Paper, title: string, below: readonly Block[]): void {
  paper.heading(1, title);
  if (below.length > 0) paper.text(below);
}

import type { CaseReport } from '../../../contract/reportParts.ts';
import type { Block } from './blocks.ts';
import { drawTable } from './drawTable.ts';
import type { Paper } from './paper.ts';
import { moment, said } from './words.ts';

/** What happened in order, and the times the parties had. */
export function drawTimes(paper: Paper, { timeline, deadlines }: CaseReport): void {
  paper.heading(2, 'Timeline');
  if (timeline.length === 0) paper.text('Nothing is known of what happened when.');
  else drawTable(paper, [{ head: 'When', width: 20 }, { head: 'Who', width: 13 }, { head: 'What', width: 67 }], timeline.map(({ at, by, words }) => [moment(at), by === null ? '–' : said(by), words]));
  paper.heading(2, 'Deadlines');
  if (deadlines.length === 0) return paper.text('No side had a time to act.');
  drawTable(
    paper,
    [{ head: 'Side', width: 13 }, { head: 'What for', width: 31 }, { head: 'Until', width: 20 }, { head: 'Kept', width: 36 }],
    deadlines.map((one) => [
      said(one.party),
      `${said(one.action)}${one.isMandatory ? '' : ' (not mandatory)'}`,
      [{ text: moment(one.dueAt) }, ...(one.statedDueAt !== null && one.statedDueAt !== one.dueAt ? [{ text: `stated first ${moment(one.statedDueAt)}`, isQuiet: true }] : [])],
      [
        { text: keptWords(one.state, one.metAt) },
        ...one.notices.map(({ at, words }): Block => ({ text: `Told ${moment(at)}: ${words}`, isQuiet: true })),
        ...one.moves.map((move): Block => ({ text: `${said(move.kind)} by ${move.personName}, ${moment(move.at)}, to ${moment(move.dueAt)}${move.reason === null ? '' : `: ${move.reason}`}`, isQuiet: true })),
      ],
    ]),
  );
}

function keptWords(state: string, metAt: string | null): string {
  if (state === 'met') return metAt === null ? 'Kept' : `Kept, ${moment(metAt)}`;
  return { open: 'Still runs', paused: 'Stands still', passed: 'Passed without an answer', withdrawn: 'Taken back' }[state] ?? said(state);
}

/** The letters of the case by their dates. */
export function drawLetters(paper: Paper, { letters }: CaseReport): void {
  paper.heading(2, 'Letters');
  if (letters.length === 0) return paper.text('No letter went out.');
  drawTable(
    paper,
    [{ head: 'To', width: 11 }, { head: 'Letter', width: 41 }, { head: 'Sent', width: 20 }, { head: 'State', width: 28 }],
    letters.map((one) => [
      said(one.to),
      [{ text: one.subject }, { text: `${said(one.kind)}, in ${one.language}`, isQuiet: true }],
      moment(one.sentAt),
      [{ text: `${{ planned: 'Not sent yet', sent: 'Sent', failed: 'Could not be sent', withdrawn: 'Taken back' }[one.state] ?? one.state}${one.delivery === null ? '' : `; ${one.delivery} ${moment(one.deliveredAt)}`}` }, ...(one.error === null ? [] : [{ text: one.error, isQuiet: true }])],
    ]),
  );
}

/** The entries of the log on the case, each with its number and hash in full. */
export function drawLog(paper: Paper, { log }: CaseReport): void {
  paper.heading(2, `Log of the case (${log.length})`);
  if (log.length === 0) return paper.text('The log has no entry on this case.');
  drawTable(
    paper,
    [{ head: 'No.', width: 11, align: 'right', isRowHead: true }, { head: 'When', width: 20 }, { head: 'What was done, and the hash of the entry', width: 69 }],
    log.map(({ seq, at, words, personName, hash }) => [String(seq), moment(at), [{ text: words.includes(personName) ? words : `${words} (${personName})` }, { text: hash, isHash: true }]]),
  );
}

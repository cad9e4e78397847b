import type { DecisionRow, DecisionsReport, ReportShare } from '../../../contract/reportParts.ts';
import type { Block, Cell } from './blocks.ts';
import { drawBars } from './drawBars.ts';
import { drawFacts, drawTable } from './drawTable.ts';
import { createPaper, type Paper } from './paper.ts';
import { drawTitle, footOf, madeFacts } from './reportWords.ts';
import { approvalWords, count, moment, rulingStateWords, said, sum } from './words.ts';

/** Sets a decisions report as a tagged PDF, landscape; `onRow` hears of every row that is set. */
export function decisionsPaper(report: DecisionsReport, onRow: () => void = () => undefined): Promise<Uint8Array> {
  const title = 'Decisions report';
  const paper = createPaper({ title, at: Date.parse(report.made.madeAt), isLandscape: true, head: `${report.made.desk.name} · ${title} · ${report.filterWords.join(' ')}`, foot: footOf(report.made) });
  drawTitle(paper, title, [{ text: `${count(report.rows.length, 'decision')}: ${count(report.totals.rulings, 'ruling')}, ${count(report.totals.settlements, 'settlement')}. All times are UTC.`, isBold: true }]);
  paper.list(report.filterWords);
  drawTotals(paper, report.totals);
  paper.heading(2, 'Decisions, the newest first');
  if (report.rows.length === 0) paper.text('No decision fits the filter.');
  else drawTable(paper, columns, rowsOf(report.rows), onRow);
  paper.heading(2, 'This report');
  drawFacts(paper, madeFacts(report.made));
  return paper.end();
}

function drawTotals(paper: Paper, totals: DecisionsReport['totals']): void {
  if (totals.rulings + totals.settlements === 0) return;
  paper.heading(2, 'Totals');
  paper.text([{ text: `By state: ${totals.byState.map(({ state, n }) => `${rulingStateWords[state].toLowerCase()} ${n}`).join(', ')}. What was taken back or not approved is listed below and counted nowhere else. A ruling that was changed on appeal and the one that changed it both count.`, isQuiet: true }]);
  if (totals.byCurrency.length > 0) {
    paper.heading(3, 'Amounts, by currency');
    drawTable(
      paper,
      [{ head: 'Currency', width: 20, isRowHead: true }, { head: 'Refunds', width: 20, align: 'right' }, { head: 'Ruled', width: 30, align: 'right' }, { head: 'Paid so far', width: 30, align: 'right' }],
      totals.byCurrency.map(({ currency, n, ruled, paid }) => [currency, n.toLocaleString('en-US'), sum(ruled), sum(paid)]),
    );
  }
  const shareTable = (heading: string, head: string, rows: readonly (readonly [string, ReportShare])[]) => {
    if (rows.length === 0) return;
    paper.heading(3, heading);
    drawTable(
      paper,
      [{ head, width: 40, isRowHead: true }, { head: 'Count', width: 15, align: 'right' }, { head: 'Share', width: 15, align: 'right' }, { head: '95 % interval (Wilson)', width: 30, align: 'right' }],
      rows.map(([name, { n, share, low, high }]) => [name, n.toLocaleString('en-US'), percent(share), `${percent(low)} to ${percent(high)}`]),
    );
    const said = rows.map(([name, { share, low, high }]) => `${name} ${percent(share)} (${percent(low)} to ${percent(high)})`);
    drawBars(paper, rows.map(([name, share]) => ({ name, ...share })), `Bars of the shares from 0 to 100 %, with their intervals as lines: ${said.join('; ')}.`);
  };
  shareTable(`Outcomes, of ${totals.counted.toLocaleString('en-US')}`, 'Outcome', totals.byOutcome.map(({ outcome, ...share }) => [said(outcome), share]));
  shareTable(`Reasons, of ${totals.counted.toLocaleString('en-US')}`, 'Reason', totals.byReason.map(({ reason, ...share }) => [said(reason), share]));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

const columns = [
  { head: 'Staged', width: 14 },
  { head: 'Case', width: 9, isRowHead: true },
  { head: 'Mediator', width: 15 },
  { head: 'Reason', width: 13 },
  { head: 'Outcome', width: 12 },
  { head: 'Amount', width: 15, align: 'right' as const },
  { head: 'Policy', width: 8 },
  { head: 'State and after', width: 20 },
];

function* rowsOf(rows: readonly DecisionRow[]): Iterable<Cell[]> {
  for (const row of rows) {
    yield [
      moment(row.stagedAt),
      row.reference,
      row.isSettlement ? [{ text: 'Both sides' }, { text: `offered by ${row.personName}`, isQuiet: true, isName: true }] : [{ text: row.personName, isName: true }],
      said(row.reason),
      `${said(row.outcome)}${row.withReturn ? ', goods back' : ''}`,
      [{ text: sum(row.amount) }, ...(row.second ? [{ text: sum(row.second), isQuiet: true }] : [])],
      row.policyVersion,
      afterOf(row),
    ];
  }
}

function afterOf({ state, approval, appeal, review }: DecisionRow): Block[] {
  return [
    { text: rulingStateWords[state] },
    ...(approval ? [{ text: `${approvalWords[approval.action] ?? said(approval.action)}: ${approval.personName}`, isQuiet: true }] : []),
    ...(appeal ? [{ text: `Appeal of the ${appeal.by}: ${said(appeal.result ?? appeal.state).toLowerCase()}`, isQuiet: true }] : []),
    ...(review ? [{ text: `Review: ${[review.verdict, review.state].filter((one) => one !== null).map((one) => said(one).toLowerCase()).join(', ')}`, isQuiet: true }] : []),
  ];
}

import type { CaseReport } from '../../../contract/reportParts.ts';
import { drawExhibits } from './exhibitPaper.ts';
import { drawFacts, drawTable } from './drawTable.ts';
import { createPaper, type Paper } from './paper.ts';
import { drawTitle, footOf, madeFacts } from './reportWords.ts';
import { drawRulings } from './rulingPaper.ts';
import { drawLetters, drawLog, drawTimes } from './recordPaper.ts';
import { moment, said, sum } from './words.ts';
import type { Block } from './blocks.ts';

/** Sets a case report as a tagged PDF; the same report gives the same bytes. */
export function casePaper(report: CaseReport): Promise<Uint8Array> {
  const { reference } = report.case;
  const title = report.asOf ? `Case report ${reference}, as it was ruled` : `Case report ${reference}`;
  const paper = createPaper({ title, at: Date.parse(report.made.madeAt), head: `${report.made.desk.name} · ${title}`, foot: footOf(report.made) });
  drawTitle(paper, title, [...(report.case.title === null ? [] : [{ text: report.case.title, isBold: true }]), { text: standingWords(report), isQuiet: true }]);
  if (report.leftOut.length > 0) paper.list(report.leftOut);
  drawCase(paper, report);
  drawClaims(paper, report);
  drawRulings(paper, report);
  drawExhibits(paper, report);
  drawTimes(paper, report);
  drawLetters(paper, report);
  drawLog(paper, report);
  paper.heading(2, 'This report');
  drawFacts(paper, madeFacts(report.made));
  return paper.end();
}

function standingWords({ asOf, case: one, made }: CaseReport): string {
  if (asOf) return `The case as it was when it was ruled on at ${moment(asOf.at)} UTC. All times are UTC.`;
  return `${stateWords[one.state]}, as of ${moment(made.madeAt)} UTC. All times are UTC.`;
}

const stateWords = { received: 'Received with a fault', queued: 'Waiting to be decided', in_review: 'In review', waiting: 'Waiting for a party', staged: 'Ruled, can still be taken back', held: 'Ruled, held for approval', ruled: 'Ruled', closed: 'Closed' } as const;

function drawCase(paper: Paper, report: CaseReport): void {
  const one = report.case;
  paper.heading(2, 'Case');
  const { order, exit, chargeback, container } = one;
  const facts: [string, string | Block[]][] = [
    ['Reference', `${one.reference} at this desk; ${one.sourceId} at ${one.source}`],
    ...one.parties.map((party): [string, Block[]] => [said(party.role), [{ text: party.name ?? 'Name not known', isName: true }, { text: [party.id === null ? null : `id ${party.id}`, party.country, party.language].filter((part) => part !== null).join(', '), isQuiet: true }]]),
    ['Reason', [...new Set(report.claims.map(({ reason }) => said(reason)))].join(', ') || 'No claim'],
    ['In dispute', one.claimed ? sum(one.claimed) : 'No sum stated in one currency'],
    ['Opened', `${moment(one.openedAt)}; escalated ${moment(one.escalatedAt)}${one.escalationCause === null ? '' : ` (${one.escalationCause})`}; received here ${moment(one.receivedAt)}`],
  ];
  if (order) {
    const paid = [['captured', order.captured], ['shipping', order.shipping], ['tax', order.tax], ['refunded before', order.refundedBefore], ['charged back', order.chargedBack], ['can still be refunded', order.cap]] as const;
    facts.push(['Order', [{ text: `${order.orderId}, placed ${moment(order.placedAt)}, delivered ${moment(order.deliveredAt)}` }, { text: paid.flatMap(([name, money]) => (money ? [`${name} ${sum(money)}`] : [])).join('; ') }]]);
  }
  for (const item of one.items) facts.push(['Item', `${item.quantity} × ${item.title}${item.unitPrice ? `, ${sum(item.unitPrice)} each` : ''}${item.sku === null ? '' : `, ${item.sku}`}`]);
  if (chargeback) facts.push(['Chargeback', `${chargeback.isOpen ? 'Open' : 'Over'}${chargeback.amount ? `, ${sum(chargeback.amount)}` : ''}${chargeback.reference === null ? '' : `, ${chargeback.reference}`}`]);
  if (exit) facts.push(['Ended', `${said(exit.as)}, ${exit.personName}, ${moment(exit.at)}${exit.words === null ? '' : `: ${exit.words}`}`]);
  facts.push(['Came as', [{ text: `A ${container.kind}, ${container.isValid ? 'valid' : 'not valid'}, ${container.isComplete ? 'complete' : 'not complete'}` }, ...container.faults.map((text): Block => ({ text, isQuiet: true }))]]);
  if (report.asOf) facts.push(['File as ruled', [{ text: 'SHA-256 of the whole file of the case at that moment', isQuiet: true }, { text: report.asOf.sha256, isHash: true }]]);
  drawFacts(paper, facts);
}

function drawClaims(paper: Paper, { claims, asked, offers }: CaseReport): void {
  paper.heading(2, 'What is claimed, and what both sides say');
  for (const claim of claims) {
    paper.heading(3, `Claim ${claim.number}: ${said(claim.reason)}${claim.amount ? `, ${sum(claim.amount)}` : ''}`);
    const answers = claim.answers.map((answer): [string, Block[]] => [said(answer.by), [{ text: `${said(answer.stance)}${answer.at === null ? '' : `, ${moment(answer.at)}`}` }, ...(answer.words === null ? [] : [{ text: answer.words }])]]);
    drawFacts(paper, [
      ['Buyer', claim.words ?? 'Gave no words.'],
      ...(answers.length > 0 ? answers : [['Seller', 'Did not answer this claim.'] as [string, string]]),
      ['Stands', [{ text: `${{ agreed: 'Agreed', contested: 'Contested', unanswered: 'Not answered' }[claim.standing]}${claim.firstReason === claim.reason ? '' : `; first labelled ${said(claim.firstReason).toLowerCase()}`}` }, ...(claim.item === null ? [] : [{ text: claim.item, isQuiet: true }])]],
      ['Exhibits', claim.exhibits.join(', ') || 'None at this claim'],
      ...claim.missing.map(({ side, words }): [string, string] => ['Missing', `${said(side)}: ${words}`]),
    ]);
  }
  if (asked.length + offers.length > 0) paper.heading(2, 'What was asked for and offered');
  if (asked.length > 0) {
    drawTable(
      paper,
      [{ head: 'When', width: 19 }, { head: 'By', width: 13 }, { head: 'What', width: 42 }, { head: 'Amount', width: 26, align: 'right' }],
      asked.map((one) => [
        moment(one.at),
        said(one.by),
        [{ text: `${one.type === 'request' ? 'Asks for' : 'Offers'} ${said(one.kind).toLowerCase()}${one.withReturn ? ', goods back' : ''} (${one.state})` }, ...(one.words === null ? [] : [{ text: one.words, isQuiet: true }])],
        [{ text: sum(one.amount) }, ...(one.localAmount ? [{ text: sum(one.localAmount), isQuiet: true }] : [])],
      ]),
    );
  }
  for (const offer of offers) {
    paper.heading(3, `Offer of the desk, ${moment(offer.at)}: ${said(offer.outcome).toLowerCase()}${offer.amount ? `, ${sum(offer.amount)}` : ''}`);
    drawFacts(paper, [
      ['Put by', `${offer.personName}, open until ${moment(offer.dueAt)}; ${offer.state}${offer.endedAt === null ? '' : ` ${moment(offer.endedAt)}`}`],
      ['Words', offer.words],
      ...offer.replies.map((reply): [string, string] => [said(reply.from), `${said(reply.reply)}, ${moment(reply.saidAt)}, ${said(reply.how).toLowerCase()}${reply.words === null ? '' : `: ${reply.words}`}`]),
    ]);
  }
}

import type { CaseReport, ReportRuling, ReportRulingDetail } from '../../../contract/reportParts.ts';
import type { Block, Cell } from './blocks.ts';
import { drawFacts, drawTable } from './drawTable.ts';
import type { Paper } from './paper.ts';
import { approvalWords, moment, refundStateWords, rulingStateWords, said, sum } from './words.ts';

/** Every ruling with its amount, findings, clauses and reasons, who approved it, what was paid, and the appeals against it. */
export function drawRulings(paper: Paper, report: CaseReport): void {
  const { rulings, appeals, returns } = report;
  paper.heading(2, rulings.length === 1 ? 'Ruling' : `Rulings (${rulings.length})`);
  if (rulings.length === 0) paper.text(report.leftOut.length > 0 ? 'Left out, see above.' : 'Nothing was ruled yet.');
  for (const ruling of rulings) {
    drawRuling(paper, ruling);
    for (const appeal of appeals.filter(({ rulingId }) => rulingId === ruling.rulingId)) drawAppeal(paper, appeal);
    for (const back of returns.filter(({ rulingId }) => rulingId === ruling.rulingId)) {
      paper.heading(3, `Goods back: ${said(back.state).toLowerCase()}, to be sent until ${moment(back.dueAt)}`);
      paper.list(back.steps.map(({ at, kind, by, words }) => `${moment(at)}: ${said(kind).toLowerCase()} (${by})${words === null ? '' : `: ${words}`}`));
    }
  }
  for (const appeal of appeals.filter(({ rulingId }) => !rulings.some((one) => one.rulingId === rulingId))) drawAppeal(paper, appeal);
}

function drawRuling(paper: Paper, ruling: ReportRuling): void {
  const { detail } = ruling;
  paper.heading(3, `${ruling.isSettlement ? 'Settlement' : 'Ruling'} of ${moment(ruling.stagedAt)}: ${said(ruling.outcome).toLowerCase()}${ruling.amount ? `, ${sum(ruling.amount)}` : ''}`);
  drawFacts(paper, [
    [ruling.isSettlement ? 'Offered by' : 'Mediator', [{ text: ruling.personName, isName: true }]],
    ['State', stateWords(ruling)],
    ['Decision', `${said(ruling.outcome)}${ruling.withReturn ? ', goods go back' : ', goods stay with the buyer'}; reason: ${said(ruling.reason).toLowerCase()}`],
    ...(detail?.goodsBack ? [['Return', `Within ${detail.goodsBack.days} working days; paid when ${said(detail.goodsBack.refundWhen).toLowerCase()}`] as [string, Cell]] : []),
    ['Policy', `Version ${ruling.policyVersion}`],
    ...(detail?.followedSuggestion ? [['Suggestion', { yes: 'Followed', partly: 'Followed in part', no: 'Not followed' }[detail.followedSuggestion] ?? detail.followedSuggestion] as [string, Cell]] : []),
    ...(ruling.hold ? [['Second person', [{ text: `Asked for ${moment(ruling.hold.heldAt)}: ${sum(ruling.hold.total)} in all, above the limit of ${sum(ruling.hold.limit)}` }, { text: 'What was to be approved has the SHA-256', isQuiet: true }, { text: ruling.hold.sha256, isHash: true }]] as [string, Cell]] : []),
    ...ruling.approvals.map((step): [string, Cell] => [approvalWords[step.action] ?? said(step.action), `${step.personName}, ${moment(step.at)}${step.reason === null ? '' : `: ${step.reason}`}`]),
    ['Appeal', ruling.appealUntil === null ? 'No time was set' : `Possible until ${moment(ruling.appealUntil)}`],
    ...ruling.refunds.map((one): [string, Cell] => [
      one.kind === 'order' ? 'Refund' : 'Return postage',
      [{ text: `${sum(one.amount)}: ${refundStateWords[one.state] ?? one.state}, ${moment(one.changedAt)}${one.waitsFor === null ? '' : `; waits for the ${one.waitsFor}`}${one.error === null ? '' : `; ${one.error}`}` }, { text: one.refundId, isQuiet: true }],
    ]),
    ...(detail?.correction ? [['Correction', correctionWords(detail.correction)] as [string, Cell]] : []),
  ]);
  if (detail) drawDetail(paper, detail);
}

function stateWords({ state, effectiveAt }: ReportRuling): string {
  if (state === 'effective') return `In effect since ${moment(effectiveAt)}`;
  return state === 'staged' ? `Staged; takes effect ${moment(effectiveAt)}` : rulingStateWords[state];
}

function correctionWords({ fromBuyer, debits, credits, state, changedAt }: NonNullable<ReportRulingDetail['correction']>): string {
  const parts = (list: typeof debits) => list.map(({ party, amount }) => `${said(party)} ${sum(amount)}`).join(', ');
  return `${said(state)}, ${moment(changedAt)}: ${sum(fromBuyer)} back from the buyer; gives: ${parts(debits) || 'nobody'}; gets: ${parts(credits) || 'nobody'}`;
}

function drawDetail(paper: Paper, detail: ReportRulingDetail): void {
  if (detail.lines.length > 0) drawAmount(paper, detail);
  if (detail.findings.length > 0) {
    paper.heading(3, 'Findings');
    drawTable(
      paper,
      [{ head: 'Claim', width: 12, isRowHead: true }, { head: 'Result', width: 20 }, { head: 'What it rests on', width: 68 }],
      detail.findings.map(({ claim, claimId, result, words, absence, exhibits, spots }) => [
        claim === null ? claimId : `Claim ${claim}`,
        said(result),
        [
          ...(exhibits.length > 0 ? [{ text: exhibits.join(', ') }] : []),
          ...(spots.length > 0 ? [{ text: spots.join('; ') }] : []),
          ...(absence === null ? [] : [{ text: `Missing: ${absence}` }]),
          ...(words === null ? [] : [{ text: words }]),
        ] satisfies Block[],
      ]),
    );
  }
  paper.heading(3, 'Reasons');
  paper.text(detail.reasons);
  if (detail.onAppeal) {
    paper.heading(3, `On the appeal: ${said(detail.onAppeal.result).toLowerCase()}`);
    paper.text(detail.onAppeal.newInformation);
  }
  if (detail.clauses.length > 0) {
    paper.heading(3, 'Clauses of the policy');
    drawFacts(paper, detail.clauses.map(({ code, title, text }) => [code, title === null ? 'This version of the policy is not on this desk any more.' : [{ text: title, isBold: true }, { text: text ?? '' }]]));
  }
  paper.text([{ text: 'SHA-256 of the file of the case as it was ruled', isQuiet: true }, { text: detail.frozenSha256, isHash: true }]);
}

function drawAmount(paper: Paper, { lines, sums, second, shares }: ReportRulingDetail): void {
  paper.heading(3, 'The amount, line by line');
  const other = second ? [{ head: `In ${second.currency}`, width: 18, align: 'right' as const }] : [];
  const row = (words: Cell, of: string, before: string, refund: string, inSecond: string): Cell[] => [words, of, before, refund, ...(second ? [inSecond] : [])];
  drawTable(
    paper,
    [{ head: 'Line', width: 36, isRowHead: true }, { head: 'Paid', width: 18, align: 'right' }, { head: 'Refunded before', width: 16, align: 'right' }, { head: 'Refund', width: 18, align: 'right' }, ...other],
    [
      ...lines.map((line) => row(`${line.words}${line.percent === null ? '' : ` (${line.percent}\u00a0%)`}`, sum(line.of), sum(line.before), sum(line.refund), sum(line.second))),
      ...(sums.postage?.amount ? [row(`Return postage, paid by the ${sums.postage.paidBy}`, '–', '–', sum(sums.postage.amount), sum(second?.postage))] : []),
      ...(sums.buyerGets ? [row([{ text: 'Buyer gets', isBold: true }], '–', '–', sum(sums.buyerGets), sum(second?.buyerGets))] : []),
      ...shares.map(({ bearer, amount }) => row(`${said(bearer)} bears`, '–', '–', sum(amount), sum(second?.shares.find((one) => one.bearer === bearer)?.amount))),
    ],
  );
  const notes = [
    sums.capBefore ? `${sum(sums.capBefore)} could be refunded before, ${sum(sums.capAfter)} after${sums.percent === null ? '' : `; the refund is ${sums.percent} % of it`}.` : null,
    sums.tariff === null ? null : `Tariff ${sums.tariff}`,
    second ? `The ${second.for} is concerned in ${second.currency}: ${lines[0]?.of.currency ?? ''} 1 = ${second.currency} ${second.rate}, ${second.source}, ${moment(second.at)}. The sum was converted and rounded once; its lines are parts of it by the largest remainder.` : null,
  ].filter((one) => one !== null);
  if (notes.length > 0) paper.text(notes.map((text) => ({ text, isQuiet: true })));
}

function drawAppeal(paper: Paper, appeal: CaseReport['appeals'][number]): void {
  paper.heading(3, `${appeal.by === 'platform' ? 'Correction after a review' : `Appeal of the ${appeal.by}`}, ${moment(appeal.receivedAt)}: ${said(appeal.result ?? appeal.state).toLowerCase()}`);
  paper.text(appeal.newInformation);
}

import type { CaseReport, ReportExhibit } from '../../../contract/reportParts.ts';
import type { Block } from './blocks.ts';
import { drawTable } from './drawTable.ts';
import type { Paper } from './paper.ts';
import { bytes, count, integrityWords, moment, said } from './words.ts';

/** The list of exhibits: what each is and is said to prove, whether it counts, and the hash by which a copy is recognised. */
export function drawExhibits(paper: Paper, { exhibits, contradictions }: CaseReport): void {
  paper.heading(2, `Exhibits (${exhibits.length})`);
  if (exhibits.length === 0) return paper.text('Nobody handed anything in.');
  paper.text([{ text: `${count(exhibits.length, 'exhibit')}. The SHA-256 of each file stands in groups of eight digits: a copy is the same file when all eight groups agree.`, isQuiet: true }]);
  drawTable(
    paper,
    [
      { head: 'Label', width: 11, isRowHead: true },
      { head: 'What it is, and is said to prove', width: 50 },
      { head: 'Counts as', width: 18 },
      { head: 'File', width: 21 },
    ],
    exhibits.map((exhibit) => [[{ text: exhibit.label, isBold: true }, { text: said(exhibit.side), isQuiet: true }], whatOf(exhibit), admissibilityOf(exhibit), fileOf(exhibit)]),
  );
  if (contradictions.length > 0) {
    paper.heading(3, 'Exhibits that cannot both be right');
    paper.list(contradictions.map(({ between, words, personName, at }) => `${between.join(' and ')}: ${words} (${personName}, ${moment(at)})`));
  }
}

function whatOf(exhibit: ReportExhibit): Block[] {
  const came = [exhibit.handedInAt === null ? null : `Handed in ${moment(exhibit.handedInAt)}`, exhibit.openedAt === null ? null : `opened by who ruled ${moment(exhibit.openedAt)}`].filter((one) => one !== null);
  return [
    { text: exhibit.fileName },
    ...(exhibit.statement === null ? [{ text: 'Its side does not say what it proves.', isQuiet: true }] : [{ text: exhibit.statement }]),
    ...exhibit.proves.map(({ claim, words }) => ({ text: `Held to prove at claim ${claim}: ${words}` })),
    ...exhibit.flags.map((text) => ({ text, isQuiet: true })),
    ...(came.length === 0 ? [] : [{ text: came.join(', '), isQuiet: true }]),
    ...(exhibit.sha256 === null ? [] : [{ text: exhibit.sha256, isHash: true }]),
  ];
}

function admissibilityOf({ admissibility, admissibilityReason, claims }: ReportExhibit): Block[] {
  return [
    { text: said(admissibility) },
    ...(admissibilityReason === null ? [] : [{ text: admissibilityReason, isQuiet: true }]),
    { text: claims.length === 0 ? 'At no claim' : `At claim ${claims.join(', ')}`, isQuiet: true },
  ];
}

function fileOf(exhibit: ReportExhibit): Block[] {
  return [
    { text: integrityWords[exhibit.integrity] },
    ...(exhibit.integrity === 'record' ? [] : [{ text: bytes(exhibit.size) }]),
    ...(exhibit.integrityWords === null ? [] : [{ text: exhibit.integrityWords, isQuiet: true }]),
    { text: `${said(exhibit.kind)}${exhibit.mediaType === null ? '' : `, ${exhibit.mediaType}`}`, isQuiet: true },
  ];
}

import { safeFileName } from '../../contract/fileName.ts';
import type { Figures } from '../../contract/figures.ts';
import { csvOf } from '../ui/csv.ts';
import { exactWords } from '../ui/time.ts';
import { visibleWords } from '../ui/visibleWords.ts';
import { periodWords } from './figureWords.ts';
import type { Palette } from './palette.ts';
import type { Panel } from './panel.ts';

/** What a panel is of, as what is saved says it; `filter` in words, empty for all. */
export type About = Pick<Figures, 'at' | 'period' | 'zone'> & { filter: string };

/** The numbers of a panel as CSV: its question, answer and period first, then the table. */
export function panelCsv(panel: Panel, about: About): Promise<string> {
  const { question, answer, basis, before, also, note, columns, rows } = panel;
  const head = [['Question', question], ['Answer', answer], ['Basis', basis], ...(before === null ? [] : [['Before', before]]), ...also.map((line) => ['Also', line]), ['Counted', note], ['Period', aboutWords(about)]];
  return csvOf([...head, [], [...columns], ...rows.map(({ cells }) => [...cells])]);
}

/** '1 Nov to 30 Nov 2026, Europe/Berlin, worked out 28 Nov 2026, 12:05'. */
export function aboutWords({ at, period, zone, filter }: About): string {
  return `${filter === '' ? '' : `${filter}, `}${periodWords(period, zone)}, ${zone.replaceAll('_', ' ')}, worked out ${exactWords(at, zone)}`;
}

/** A name such as 'figures-overturns-2026-11-01.csv'. */
export function panelFileName(panel: Pick<Panel, 'id'>, { period, zone }: Pick<About, 'period' | 'zone'>, ending: 'csv' | 'png'): string {
  const day = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }).format(period.fromAt);
  return safeFileName(`figures-${panel.id}-${day}.${ending}`);
}

const [scale, margin, lineHeight] = [2, 24, 18];

/** The chart as a picture that says by itself what it shows: question, answer, what it rests on, period. Twice the size, for print. */
export async function panelPng(panel: Panel, about: About, svg: string, size: { width: number; height: number }, palette: Palette): Promise<Blob> {
  const image = new Image();
  image.src = svg;
  await image.decode();
  const width = size.width + 2 * margin;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser draws no pictures.');
  const fonts = { title: '600 15px system-ui, sans-serif', answer: '600 20px system-ui, sans-serif', words: '12px system-ui, sans-serif' };
  const folded = (text: string) => fold(text, size.width, (part) => {
    pen.font = fonts.words;
    return pen.measureText(part).width;
  });
  const words = [panel.basis, panel.before ?? '', ...panel.also].filter(Boolean).flatMap(folded);
  const foot = [...folded(panel.note), ...folded(visibleWords(`Mediation Desk. ${aboutWords(about)}`))];
  const top = margin + 24 + 30 + words.length * lineHeight + 8;
  const height = top + size.height + 12 + foot.length * lineHeight + margin;
  canvas.width = width * scale;
  canvas.height = height * scale;
  pen.scale(scale, scale);
  pen.fillStyle = palette.ground;
  pen.fillRect(0, 0, width, height);
  const write = (text: string, y: number, font: string, colour: string) => {
    [pen.font, pen.fillStyle] = [font, colour];
    pen.fillText(text, margin, y);
  };
  write(panel.question, margin + 14, fonts.title, palette.text);
  write(panel.answer, margin + 24 + 20, fonts.answer, palette.text);
  words.forEach((line, place) => write(line, margin + 24 + 30 + 12 + place * lineHeight, fonts.words, palette.text));
  pen.drawImage(image, margin, top, size.width, size.height);
  foot.forEach((line, place) => write(line, top + size.height + 24 + place * lineHeight, fonts.words, palette.muted));
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be written.'))), 'image/png'));
}

/** Words in lines that are no wider than `width`, by what `widthOf` measures. Pure. */
export function fold(text: string, width: number, widthOf: (part: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

import { words, type Ink } from './ink.ts';

/** What is printed on a shipping label. */
export interface Label {
  carrier: string;
  to: readonly string[];
  tracking: string;
  weight?: string;
}

/** Bars that look like a code 128 of the text. */
export function bars(text: string, width: number, height: number): string {
  let x = 0;
  let shapes = '';
  for (const char of text.repeat(2)) {
    const code = char.charCodeAt(0);
    for (const bit of [1 + (code & 3), 1 + ((code >> 2) & 3), 1 + ((code >> 4) & 1)]) {
      shapes += `<rect x="${x}" y="0" width="${bit}" height="${height}" fill="#111"/>`;
      x += bit * 2;
    }
  }
  return `<g transform="scale(${(width / x).toFixed(4)} 1)">${shapes}</g>`;
}

/** A shipping label, 300 x 210, upper left at 0,0. */
export function shippingLabel(label: Label): string {
  const lines = label.to.map((line, index) => words(18, 72 + index * 25, 19, line, '#111')).join('');
  return `<g><rect width="300" height="210" rx="3" fill="#fbfbf8"/><rect width="300" height="34" fill="#111"/>${words(14, 25, 21, label.carrier, '#fff', 'font-weight="700"')}
${label.weight ? words(288, 25, 18, label.weight, '#fff', 'text-anchor="end"') : ''}${lines}
<path d="M0 142H300" stroke="#111" stroke-width="2"/><g transform="translate(18 150)">${bars(label.tracking, 264, 36)}</g>${words(150, 203, 14, label.tracking, '#111', 'text-anchor="middle"')}</g>`;
}

/** A carton seen a little from above, base at 0,0; `state` crushed shows a caved corner and torn edge. */
export function carton(ink: Ink, label: Label | null, state: 'whole' | 'crushed' | 'open' = 'whole'): string {
  const front = ink.linear(['#c49a68', '#b18654', '#a0764a']);
  const side = ink.linear(['#8d653c', '#77522e'], 0);
  const top = ink.linear(['#d8b385', '#c79f6e'], 20);
  const tape = '#d9c9a3';
  const body =
    state === 'crushed'
      ? `<path d="M-280 -330L-60 -330L10 -300L120 -318L200 -250L218 -150L205 0L-280 0Z" fill="${front}"/>
<path d="M-280 -330L-190 -420L330 -420L270 -355L120 -318L10 -300L-60 -330Z" fill="${top}"/><path d="M200 -250L270 -355L330 -420L335 -70L205 0L218 -150Z" fill="${side}"/>
<path d="M120 -318L200 -250L218 -150L150 -190L165 -240L90 -262Z" fill="#5a3d22" opacity=".85"/><path d="M95 -262L150 -190L130 -172L180 -120" fill="none" stroke="#3d2816" stroke-width="5"/>
<path d="M100 -300l42 30l-12 26l34 18" fill="none" stroke="#ead2ab" stroke-width="6"/><path d="M200 -250C170 -236 150 -238 120 -254M218 -150C190 -152 170 -166 156 -186" fill="none" stroke="#6d4a2a" stroke-width="5"/>`
      : `<path d="M-280 -330H200V0H-280Z" fill="${front}"/><path d="M-280 -330L-190 -420H330L200 -330Z" fill="${top}"/><path d="M200 -330L330 -420V-70L200 0Z" fill="${side}"/>`;
  const flaps =
    state === 'open'
      ? `<path d="M-280 -330L-190 -420H330L200 -330Z" fill="#2b1d10"/><path d="M-280 -330L200 -330L170 -250L-300 -250Z" fill="#cda676"/><path d="M-190 -420L330 -420L370 -500L-150 -505Z" fill="#b98f5e"/>
<path d="M200 -330L330 -420L420 -380L290 -285Z" fill="#a37a4c"/><path d="M-280 -330L-190 -420L-290 -470L-380 -370Z" fill="#c49c6b"/>`
      : `<path d="M-70 -330L20 -420H70L-16 -330Z" fill="${tape}" opacity=".9"/><path d="M-70 -330H-16V-270H-70Z" fill="${tape}" opacity=".8"/>`;
  const printed = label ? `<g transform="translate(-258 -248) scale(.98)">${shippingLabel(label)}</g>` : '';
  const arrows = `<g transform="translate(95 -70)" stroke="#4b3119" stroke-width="7" fill="none" opacity=".75"><path d="M0 50V5M-15 20L0 3L15 20M45 50V5M30 20L45 3L60 20M-18 60H78"/></g>`;
  return `${body}${flaps}${printed}${state === 'crushed' ? '' : arrows}`;
}

/** A bench scale with a lit display, base at 0,0; goods go on top at y -150. */
export function scales(ink: Ink, reading: string): string {
  return `<path d="M-330 -130H330L360 -110H-360Z" fill="${ink.linear(['#e5e8ea', '#aeb4b8'])}"/><path d="M-320 -150H320L330 -130H-330Z" fill="${ink.linear(['#f4f6f7', '#c6cbce'])}"/>
<path d="M-360 -110H360L340 0H-340Z" fill="${ink.linear(['#4a5056', '#25292d'])}"/><rect x="-170" y="-95" width="340" height="76" rx="8" fill="#10180f"/>
<rect x="-162" y="-88" width="324" height="62" rx="5" fill="${ink.linear(['#a5bf8e', '#b9d1a0'])}"/>${words(150, -36, 54, reading, '#15210f', 'text-anchor="end" font-weight="700" letter-spacing="2"')}
<circle cx="-260" cy="-56" r="17" fill="#c3483d"/><circle cx="250" cy="-56" r="17" fill="#9aa1a6"/>`;
}

/** A roll of packing tape lying flat, seen from the front, base at 0,0. */
export function tapeRoll(ink: Ink): string {
  return `<path d="M-90 -50V-18A90 26 0 0 0 90 -18V-50Z" fill="${ink.linear(['#a9824c', '#d9b77c', '#8f6a38'], 0)}"/><ellipse cx="0" cy="-50" rx="90" ry="26" fill="#d8bb86"/><ellipse cx="0" cy="-50" rx="52" ry="15" fill="#6f5330"/><ellipse cx="0" cy="-47" rx="46" ry="12" fill="#2b2014"/>`;
}

/** A sheet of paper from above, 420 x 594, centred, with a heading and lines of print. */
export function sheet(heading: string, lines: readonly string[]): string {
  const print = lines.map((line, index) => words(-175, -170 + index * 34, 18, line, '#2a2a2a')).join('');
  return `<rect x="-210" y="-297" width="420" height="594" fill="#f6f4ee"/>${words(-175, -225, 28, heading, '#111', 'font-weight="700"')}<path d="M-175 -208H175" stroke="#333" stroke-width="2"/>${print}`;
}

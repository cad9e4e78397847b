import { words, type Ink } from './ink.ts';

/** One running shoe from the side, base at 0,0, about 520 wide; `worn` adds scuffs and a split sole. */
export function shoe(ink: Ink, colour: { upper: string; dark: string; accent: string }, worn = false): string {
  const upper = ink.linear([colour.upper, colour.dark]);
  const sole = ink.linear(['#fbfaf6', '#d9d5cb']);
  const mesh = Array.from({ length: 9 }, (_, i) => `<path d="M${60 + i * 20} ${-128 + i * 5}q8 24 -6 62" stroke="#fff" stroke-opacity=".22" stroke-width="3" fill="none"/>`).join('');
  const scuffs = worn
    ? `<path d="M120 -40q40 -16 80 -4q24 8 44 2" stroke="#8d8170" stroke-width="13" fill="none" opacity=".85"/><path d="M-250 -46l60 10l70 -8" stroke="#766a58" stroke-width="14" fill="none" opacity=".7"/>
<path d="M128 -58l34 10l42 -8l36 10" stroke="#1b1512" stroke-width="7" fill="none"/><path d="M190 -84q22 6 44 24" stroke="#a89a84" stroke-width="16" fill="none" opacity=".8"/><circle cx="-120" cy="-30" r="26" fill="#8a7b66" opacity=".55"/><path d="M-60 -16l44 -10M0 -14l50 -8M70 -10l40 -10" stroke="#6e6250" stroke-width="6"/>`
    : '';
  return `<path d="M-262 -62C-270 -20 -262 0 -230 0H210C258 0 278 -18 270 -46L262 -62Z" fill="${sole}"/><path d="M-258 -20C-120 -6 120 -6 272 -26L268 -12C258 -2 240 0 210 0H-230C-250 0 -256 -8 -258 -20Z" fill="#3a3a3c"/>
<path d="M-256 -58C-262 -140 -262 -200 -236 -236C-220 -222 -190 -214 -150 -232C-120 -246 -96 -262 -74 -262C-40 -232 0 -190 60 -160C120 -132 200 -124 246 -96C268 -82 270 -66 262 -58C90 -42 -90 -42 -256 -58Z" fill="${upper}"/>
<path d="M-236 -236C-220 -222 -190 -214 -150 -232C-120 -246 -96 -262 -74 -262L-66 -252C-100 -244 -140 -206 -190 -206C-214 -206 -232 -218 -236 -236Z" fill="#1d1d20"/>
<path d="M-70 -258L-40 -276L-16 -246L44 -186L20 -172C-20 -200 -50 -232 -70 -258Z" fill="${colour.dark}"/>
${[0, 1, 2, 3].map((i) => `<path d="M${-62 + i * 27} ${-236 + i * 19}l34 -26" stroke="#f2f0ea" stroke-width="11" stroke-linecap="round"/>`).join('')}
<path d="M-200 -66C-140 -140 -80 -160 10 -66Z" fill="none" stroke="${colour.accent}" stroke-width="20"/><path d="M-150 -66C-110 -112 -76 -124 -24 -66" fill="none" stroke="${colour.accent}" stroke-width="14"/>${mesh}
<path d="M-256 -120q24 10 46 0l-6 60h-38Z" fill="${colour.dark}"/><path d="M-240 -225q-22 60 -12 100" stroke="#fff" stroke-opacity=".35" stroke-width="8" fill="none"/>${scuffs}`;
}

/** A watch from above, upright; without `strap` only the case with bare lugs. */
export function watch(ink: Ink, look: { dial: string; case: readonly string[]; strap: string | null }): string {
  const ticks = Array.from({ length: 12 }, (_, i) => `<path d="M0 -128V${i % 3 ? -116 : -104}" stroke="#f3f0e6" stroke-width="${i % 3 ? 4 : 8}" transform="rotate(${i * 30})"/>`).join('');
  const strap = look.strap
    ? `<path d="M-78 -140L-66 -520Q0 -545 66 -520L78 -140Z" fill="${ink.linear([look.strap, '#00000055', look.strap], 0)}"/><path d="M-78 -140L-66 -520Q0 -545 66 -520L78 -140Z" fill="${look.strap}" opacity=".75"/>
<path d="M-78 140L-62 500Q0 560 62 500L78 140Z" fill="${look.strap}"/><path d="M-60 170L-48 480M60 170L48 480M-58 -170L-50 -500M58 -170L50 -500" stroke="#fff" stroke-opacity=".45" stroke-width="4" stroke-dasharray="14 10"/>
${[0, 1, 2, 3, 4].map((i) => `<circle cx="0" cy="${300 + i * 42}" r="8" fill="#17110c"/>`).join('')}<rect x="-84" y="-560" width="168" height="62" rx="16" fill="none" stroke="#b9bcc0" stroke-width="15"/>`
    : '';
  const lugs = [[-70, -150], [44, -150], [-70, 110], [44, 110]].map(([x, y]) => `<rect x="${x}" y="${y}" width="26" height="42" rx="7" fill="${look.case[1] ?? '#888'}"/>`).join('');
  const pins = look.strap ? '' : `<path d="M-50 -146H50M-50 146H50" stroke="#8b8f94" stroke-width="6"/>`;
  return `${strap}${lugs}${pins}<circle r="160" fill="${ink.linear(look.case, 50)}"/><circle r="160" fill="none" stroke="#000" stroke-opacity=".35" stroke-width="4"/><rect x="156" y="-20" width="30" height="40" rx="7" fill="${look.case[1] ?? '#888'}"/>
<circle r="138" fill="${ink.radial([look.dial, '#0b0b0d'], 0.4, 0.35, 0.95)}"/>${ticks}<path d="M0 0L-52 -52" stroke="#f3f0e6" stroke-width="11" stroke-linecap="round"/><path d="M0 0L76 -70" stroke="#f3f0e6" stroke-width="7" stroke-linecap="round"/><path d="M0 20L10 -104" stroke="#d06a3a" stroke-width="3"/><circle r="9" fill="#f3f0e6"/>
${words(0, -52, 20, 'HALDEN', '#f3f0e6', 'text-anchor="middle" letter-spacing="5"')}<path d="M-120 -60A134 134 0 0 1 30 -128L10 -20Z" fill="#fff" opacity=".13"/>`;
}

/** Only a watch box insert, with an empty cushion slot. */
export function watchBox(ink: Ink): string {
  return `<rect x="-420" y="-330" width="840" height="660" rx="26" fill="#191b20"/><rect x="-380" y="-290" width="760" height="580" rx="14" fill="${ink.linear(['#3a3d46', '#24262c'], 60)}"/>
<rect x="-330" y="-240" width="290" height="480" rx="40" fill="${ink.linear(['#54586380', '#2a2c32'], 60)}"/><rect x="60" y="-240" width="260" height="480" rx="24" fill="#121317"/><rect x="76" y="-222" width="228" height="448" rx="18" fill="${ink.linear(['#0a0b0d', '#1f2126'])}"/>
${words(190, 10, 24, 'STRAP 2', '#565b66', 'text-anchor="middle" letter-spacing="4"')}`;
}

/** A coat on a hanger, shoulders at -520, hem at 0. */
export function coat(ink: Ink, colour: string, dark: string): string {
  const cloth = ink.linear([dark, colour, colour, dark], 0);
  return `<path d="M0 -640q34 -4 30 -34q-6 -30 -42 -24" fill="none" stroke="#8d9297" stroke-width="9"/><path d="M-210 -520L0 -600L210 -520" fill="none" stroke="#7a5a38" stroke-width="26" stroke-linecap="round"/>
<path d="M-70 -575L-230 -520C-270 -500 -290 -400 -320 -140L-240 -120L-205 -330L-220 0H220L205 -330L240 -120L320 -140C290 -400 270 -500 230 -520L70 -575L0 -480Z" fill="${cloth}"/>
<path d="M-70 -575L0 -480L70 -575L120 -440L18 -330L0 -400L-18 -330L-120 -440Z" fill="${dark}"/><path d="M0 -400V0" stroke="#000" stroke-opacity=".5" stroke-width="5"/>
${[-280, -190, -100].map((y) => `<circle cx="28" cy="${y}" r="13" fill="#241a12"/><circle cx="28" cy="${y}" r="5" fill="#7b6a52"/>`).join('')}<path d="M-170 -170h90v16h-90ZM80 -170h90v16h-90Z" fill="${dark}"/>
<path d="M-150 -20q10 -150 -10 -300M110 -20q20 -120 0 -260" stroke="#000" stroke-opacity=".22" stroke-width="14" fill="none"/>`;
}

/** A sewn-in care label from above, 360 x 500, centred. */
export function careLabel(lines: readonly string[]): string {
  const print = lines.map((line, i) => words(0, -150 + i * 52, i === 0 ? 34 : 36, line, '#1c1c1c', `text-anchor="middle" font-weight="${i === 0 ? 400 : 700}"`)).join('');
  const signs = `<g transform="translate(-110 175)" fill="none" stroke="#1c1c1c" stroke-width="5"><path d="M0 0l8 44h44l8 -44M0 0q15 12 30 0t30 0"/><path d="M90 48l30 -52l30 52ZM84 52l72 -60M84 -8l72 60"/><rect x="180" y="-4" width="54" height="54"/><circle cx="207" cy="23" r="20"/></g>`;
  return `<rect x="-210" y="-255" width="420" height="520" rx="8" fill="#f4f0e4"/><path d="M-200 -245H200M-200 -238H200" stroke="#b8ad92" stroke-width="4" stroke-dasharray="12 7"/>${print}${signs}`;
}

/** A pendant on a chain from above with an engraving. */
export function pendant(ink: Ink, engraving: string): string {
  const links = Array.from({ length: 34 }, (_, i) => {
    const t = (i / 33) * Math.PI;
    return `<ellipse cx="${(Math.cos(t) * 430).toFixed(1)}" cy="${(-190 - Math.sin(t) * 330).toFixed(1)}" rx="22" ry="13" fill="none" stroke="#b8bdc4" stroke-width="8" transform="rotate(${((t * 180) / Math.PI + 90).toFixed(0)} ${(Math.cos(t) * 430).toFixed(1)} ${(-190 - Math.sin(t) * 330).toFixed(1)})"/>`;
  }).join('');
  return `${links}<path d="M-430 -190Q-200 -60 -20 -140M430 -190Q200 -60 20 -140" fill="none" stroke="#b8bdc4" stroke-width="11" stroke-dasharray="22 6"/><circle cy="-140" r="30" fill="none" stroke="#c9ced4" stroke-width="12"/>
<rect x="-330" y="-115" width="660" height="250" rx="125" fill="${ink.linear(['#f3f5f7', '#b4bac2', '#e4e8ec', '#9aa1aa'], 60)}"/><rect x="-316" y="-101" width="632" height="222" rx="111" fill="none" stroke="#fff" stroke-opacity=".6" stroke-width="4"/>
<text y="36" font-size="92" fill="#4a4f57" text-anchor="middle" font-style="italic" font-family="Liberation Serif, DejaVu Serif, serif" letter-spacing="3">${engraving}</text>`;
}

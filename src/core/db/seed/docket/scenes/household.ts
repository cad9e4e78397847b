import { words, type Ink } from './ink.ts';

/** An electric kettle from the front, base at 0,0, 560 high. */
export function kettle(ink: Ink, lamp: string): string {
  return `<path d="M-190 -26H190L210 0H-210Z" fill="#26292d"/><path d="M-170 -26C-190 -180 -170 -340 -120 -450H120C170 -340 190 -180 170 -26Z" fill="${ink.linear(['#7d848a', '#e9edf0@0.28', '#b3b9be@0.5', '#6a7076'], 0)}"/>
<path d="M-120 -450C-170 -440 -210 -450 -236 -480C-210 -486 -170 -500 -118 -476Z" fill="#aab0b5"/><path d="M-122 -450C-118 -520 118 -520 122 -450Z" fill="#2c2f33"/><rect x="-26" y="-540" width="52" height="40" rx="14" fill="#17191b"/>
<path d="M118 -440C300 -450 300 -120 164 -90" fill="none" stroke="#1d1f22" stroke-width="46" stroke-linecap="round"/><rect x="-34" y="-380" width="24" height="230" rx="12" fill="#20303a"/><rect x="-30" y="-280" width="16" height="126" rx="8" fill="#6fa7c7"/>
<circle cx="0" cy="-68" r="34" fill="#17191b"/><circle cx="0" cy="-68" r="19" fill="${lamp}"/>${words(40, -260, 26, 'Brio', '#43494f', 'font-style="italic"')}`;
}

/** A perfume flask, base at 0,0, 420 high; broken ones have lost the shoulder. */
export function flask(ink: Ink, broken: boolean): string {
  const glass = ink.linear(['#c98a3c/0.85', '#f2cf8a/0.75', '#a9651f/0.9'], 15);
  if (broken) {
    return `<path d="M-130 0V-180L-96 -214L-60 -170L-20 -226L24 -160L66 -196L96 -132L130 -150V0Z" fill="${glass}"/><path d="M-130 -180L-96 -214L-60 -170L-20 -226L24 -160L66 -196L96 -132L130 -150" fill="none" stroke="#fff6e0" stroke-width="7"/>
<rect x="-88" y="-120" width="176" height="84" rx="5" fill="#f4ead3"/>${words(0, -66, 36, 'عود', '#5e3d16', 'text-anchor="middle" font-weight="700"')}<path d="M-60 -170L-30 -60L-70 0M24 -160L60 -90L40 0" stroke="#fff" stroke-opacity=".75" stroke-width="4" fill="none"/>`;
  }
  return `<path d="M-130 0V-250Q-130 -280 -90 -290L-50 -305H50L90 -290Q130 -280 130 -250V0Z" fill="${glass}"/><rect x="-44" y="-350" width="88" height="48" fill="#c2a14d"/><path d="M-62 -350L-50 -430H50L62 -350Z" fill="${ink.linear(['#7b5b1d', '#f0d48a', '#8e6a24'], 0)}"/><rect x="-88" y="-180" width="176" height="110" rx="5" fill="#f4ead3"/>
${words(0, -112, 46, 'عود', '#5e3d16', 'text-anchor="middle" font-weight="700"')}<path d="M-112 -20V-240" stroke="#fff" stroke-opacity=".6" stroke-width="9"/>`;
}

/** The lost flask neck and shards, and the puddle, from a low front view. */
export function spill(): string {
  return `<ellipse cx="110" cy="10" rx="420" ry="62" fill="#a86a1d" opacity=".55"/><ellipse cx="150" cy="6" rx="330" ry="40" fill="#d99c43" opacity=".6"/><path d="M250 -6l60 -46l34 40l-46 26ZM390 24l44 -34l20 40ZM180 40l52 -20l16 30Z" fill="#edc47a" stroke="#fff3d8" stroke-width="4"/>
<g transform="translate(470 -4) rotate(74)"><rect x="-44" y="-48" width="88" height="48" fill="#b8963f"/><path d="M-62 -48L-50 -128H50L62 -48Z" fill="#cfae5c"/></g>`;
}

/** A tea bowl from the front, base at 0,0, 440 wide; `broken` has a wedge knocked out. */
export function teaBowl(ink: Ink, broken: boolean): string {
  const glaze = ink.linear(['#2c4a52', '#7fa3a2@0.3', '#54797c@0.6', '#1f353b'], 8);
  const rim = broken
    ? `<ellipse cx="0" cy="-280" rx="220" ry="52" fill="#23383d"/><path d="M40 -232L66 -150L110 -176L128 -110L196 -190L219 -268C200 -250 110 -228 40 -232Z" fill="#1b2a2e"/><path d="M40 -232L66 -150L110 -176L128 -110L196 -190L215 -262" fill="none" stroke="#efe6d3" stroke-width="13"/>`
    : '<ellipse cx="0" cy="-280" rx="220" ry="52" fill="#23383d"/><ellipse cx="0" cy="-276" rx="200" ry="42" fill="#3b5a5f"/>';
  return `<path d="M-80 0L-86 -34H86L80 0Z" fill="#8a6f55"/><path d="M-220 -280C-220 -120 -150 -36 -70 -30H70C150 -36 220 -120 220 -280A220 52 0 0 1 -220 -280Z" fill="${glaze}"/><path d="M-190 -150q40 30 70 -6t80 22t90 -30t110 4" stroke="#c8d8cf" stroke-opacity=".5" stroke-width="14" fill="none"/>${rim}<path d="M-180 -230q-4 90 60 160" stroke="#fff" stroke-opacity=".35" stroke-width="14" fill="none"/>`;
}

/** A loose shard of the bowl. */
export function shard(): string {
  return `<path d="M-90 0L-60 -96L10 -66L40 -120L96 -40L80 0Z" fill="#5d8386"/><path d="M-60 -96L10 -66L40 -120L96 -40" fill="none" stroke="#efe6d3" stroke-width="12"/>`;
}

/** A vase with a crack running down, base at 0,0, 620 high. */
export function vase(ink: Ink, broken: boolean): string {
  const body = ink.linear(['#e9edf2', '#ffffff@0.3', '#cfd6de@0.65', '#8f9aa6'], 0);
  const flowers = [[-70, -380], [60, -330], [0, -210], [-96, -220], [96, -210], [30, -110], [-50, -110]]
    .map(([x = 0, y = 0], i) => `<g transform="translate(${x} ${y}) scale(${0.7 + (i % 3) * 0.2})">${[0, 72, 144, 216, 288].map((t) => `<ellipse cx="0" cy="-20" rx="12" ry="22" fill="#2f55a4" transform="rotate(${t})"/>`).join('')}<circle r="8" fill="#f0f3f8"/></g>`)
    .join('');
  const crack = broken
    ? `<path d="M70 -590L58 -520L88 -470L54 -400L92 -330L60 -262L110 -190L78 -110L98 -40" fill="none" stroke="#20262e" stroke-width="9"/><path d="M54 -400L-10 -372L-40 -300L-96 -280M60 -262L0 -220L-20 -150" fill="none" stroke="#20262e" stroke-width="6"/><path d="M88 -470L150 -440L132 -384L168 -330L92 -330L54 -400Z" fill="#12161b"/><path d="M88 -470L150 -440L132 -384L168 -330" fill="none" stroke="#d9cbb5" stroke-width="8"/>`
    : '';
  return `<path d="M-90 0L-100 -18C-210 -140 -220 -330 -110 -440C-70 -480 -66 -540 -90 -610H90C66 -540 70 -480 110 -440C220 -330 210 -140 100 -18L90 0Z" fill="${body}"/><ellipse cx="0" cy="-610" rx="90" ry="17" fill="#5f6a76"/><path d="M-176 -250q90 40 176 0t176 0M-120 -60q60 26 120 0t120 0" stroke="#2f55a4" stroke-width="7" fill="none" opacity=".8"/>${flowers}${crack}<path d="M-140 -330q-36 100 10 210" stroke="#fff" stroke-width="16" opacity=".7" fill="none"/>`;
}

/** A wooden chair from the front, base at 0,0; `scratch` marks the left leg. */
export function chair(ink: Ink, scratch: boolean): string {
  const wood = ink.linear(['#5d3b22', '#9a683e', '#6b4427'], 0);
  const leg = (x: number, tilt: number): string => `<path d="M${x} -330l${tilt} 330h34l${-tilt * 0.6} -330Z" fill="${wood}"/>`;
  const mark = scratch
    ? `<path d="M-196 -262l22 60l-16 50l24 64" stroke="#f0d9b4" stroke-width="11" fill="none"/><path d="M-182 -240l14 80" stroke="#f0d9b4" stroke-width="6"/><path d="M-206 -180l40 40" stroke="#e8cba0" stroke-width="7"/>`
    : '';
  return `${leg(-130, 10)}${leg(110, 0)}<path d="M-190 -760C-196 -600 -190 -450 -180 -330h36C-150 -460 -156 -600 -150 -760ZM190 -760C196 -600 190 -450 180 -330h-36C150 -460 156 -600 150 -760Z" fill="${wood}"/>
${[-740, -650, -560].map((y) => `<path d="M-160 ${y}Q0 ${y - 34} 160 ${y}v46Q0 ${y + 12} -160 ${y + 46}Z" fill="${wood}"/>`).join('')}<path d="M-220 -330Q0 -392 220 -330L236 -286Q0 -270 -236 -286Z" fill="${ink.linear(['#b98453', '#8a5c35'])}"/><path d="M-236 -286Q0 -270 236 -286V-262Q0 -246 -236 -262Z" fill="#54351d"/>${leg(-216, -6)}${leg(182, 6)}${mark}`;
}

/** A dinner plate from above, radius 260, centred; `broken` in two with a gap. */
export function plate(ink: Ink, broken: boolean, rimColour = '#2d5f8b'): string {
  const whole = `<circle r="260" fill="${ink.radial(['#ffffff', '#f1efea@0.75', '#d8d4cc'], 0.42, 0.4, 0.65)}"/><circle r="236" fill="none" stroke="${rimColour}" stroke-width="12"/><circle r="168" fill="none" stroke="#c9c4ba" stroke-width="4"/>${Array.from({ length: 24 }, (_, i) => `<circle cx="0" cy="-206" r="9" fill="${rimColour}" transform="rotate(${i * 15})"/>`).join('')}`;
  if (!broken) return whole;
  const edge = 'L-40 -150L30 -90L-24 -10L46 60L-10 140L20 270';
  const left = ink.clip(`<path d="M0 -270${edge}L-300 300V-300Z"/>`);
  const right = ink.clip(`<path d="M0 -270${edge}L300 300V-300Z"/>`);
  const line = `<path d="M0 -262${edge}" fill="none" stroke="#b3a48a" stroke-width="9"/>`;
  return `<g transform="translate(-26 0) rotate(-5)"><g clip-path="${left}">${whole}${line}</g></g><g transform="translate(44 16) rotate(7)"><g clip-path="${right}">${whole}${line}</g></g><path d="M40 300l34 -24l16 36ZM-30 320l22 -14l10 26Z" fill="#f4f2ec" stroke="#b3a48a" stroke-width="3"/>`;
}

/** A patterned rug from above, centred. */
export function rug(width: number, height: number): string {
  const [x, y] = [-width / 2, -height / 2];
  const fringe = Array.from({ length: Math.floor(height / 14) }, (_, i) => `<path d="M${x} ${y + 6 + i * 14}h-26M${-x} ${y + 6 + i * 14}h26" stroke="#e7dcc4" stroke-width="5"/>`).join('');
  const diamonds = Array.from({ length: 5 }, (_, i) => `<path d="M${x + (width * (i + 0.5)) / 5} ${-height * 0.26}l${width / 13} ${height * 0.26}l${-width / 13} ${height * 0.26}l${-width / 13} ${-height * 0.26}Z" fill="${i % 2 ? '#1f3a4d' : '#d8b878'}" stroke="#efe3c8" stroke-width="5"/>`).join('');
  return `${fringe}<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#8d2f2a"/><rect x="${x + 26}" y="${y + 26}" width="${width - 52}" height="${height - 52}" fill="none" stroke="#d8b878" stroke-width="16"/><rect x="${x + 54}" y="${y + 54}" width="${width - 108}" height="${height - 108}" fill="none" stroke="#1f3a4d" stroke-width="10" stroke-dasharray="30 14"/>${diamonds}`;
}

/** An unrolled measuring tape from above, reading from 0 to `centimetres`, starting at 0,0. */
export function measure(length: number, centimetres: number): string {
  const step = length / (centimetres / 10);
  const marks = Array.from({ length: centimetres / 10 + 1 }, (_, i) => `<path d="M${(i * step).toFixed(1)} 0v${i % 5 ? 22 : 36}" stroke="#1a1a1a" stroke-width="4"/>${i % 2 && i * 10 !== centimetres ? '' : words(i * step + 6, 54, 26, String(i * 10), i * 10 === centimetres ? '#b3261e' : '#1a1a1a', 'font-weight="700"')}`).join('');
  return `<rect x="-6" y="0" width="${length + 70}" height="62" fill="#f2c81f"/>${marks}<rect x="${length + 40}" y="-40" width="150" height="150" rx="30" fill="#2b2d31"/><circle cx="${length + 115}" cy="35" r="42" fill="#f2c81f"/>`;
}

/** A desk lamp from the front, base at 0,0; without its shade when `bare`. */
export function lamp(ink: Ink, bare: boolean): string {
  const brass = ink.linear(['#6f5420', '#e7c877@0.4', '#8a6a2b'], 0);
  const shade = bare
    ? `<path d="M-20 -470h40v-44h-40Z" fill="#d9d5cb"/><path d="M-14 -514h28l8 -24h-44Z" fill="#8f949a"/><path d="M-150 -452H150" stroke="${brass}" stroke-width="6"/>`
    : `<path d="M-120 -640H120L220 -400H-220Z" fill="${ink.linear(['#c9bfa6', '#f5efdf@0.45', '#b3a789'], 0)}"/>`;
  return `<ellipse cx="0" cy="-14" rx="150" ry="24" fill="${brass}"/><rect x="-13" y="-450" width="26" height="440" fill="${brass}"/><circle cx="0" cy="-230" r="40" fill="${brass}"/>${shade}`;
}

/** A painted figurine of a knight, base at 0,0; `armless` lost the sword arm. */
export function figurine(ink: Ink, armless: boolean): string {
  const steel = ink.linear(['#5b6570', '#d7dee5@0.4', '#6d7883'], 0);
  const arm = armless ? '<circle cx="118" cy="-370" r="26" fill="#3a3f45"/><circle cx="118" cy="-370" r="11" fill="#a2a9b0"/>' : `<path d="M110 -390L210 -300L190 -262L96 -340Z" fill="${steel}"/><path d="M186 -300l60 -250l22 6l-50 256Z" fill="#c8d0d8"/><path d="M170 -300h76v18h-76Z" fill="#b08a2e"/>`;
  return `<ellipse cx="0" cy="-22" rx="190" ry="34" fill="#2e3338"/><ellipse cx="0" cy="-34" rx="180" ry="30" fill="#495048"/><path d="M-100 -390C-170 -250 -180 -120 -150 -50H150C180 -120 160 -250 110 -390Z" fill="${ink.linear(['#5b1518', '#a12a2d', '#4b1013'], 0)}"/><path d="M-70 -200L-80 -40H-14L-6 -190ZM70 -200L80 -40H14L6 -190Z" fill="${steel}"/>
<path d="M-100 -400Q0 -450 100 -400L84 -190H-84Z" fill="${steel}"/><path d="M-96 -395L-170 -290L-146 -262L-80 -330Z" fill="${steel}"/><path d="M-240 -330h120v110q-20 70 -60 84q-40 -14 -60 -84Z" fill="#24508a" stroke="#d9b64e" stroke-width="8"/><path d="M-180 -316v150M-226 -260h92" stroke="#d9b64e" stroke-width="12"/>${arm}
<path d="M-58 -440C-66 -540 66 -540 58 -440L40 -410H-40Z" fill="${steel}"/><path d="M-46 -474H46" stroke="#15181c" stroke-width="12"/><path d="M0 -520C20 -600 90 -590 110 -540C70 -550 40 -530 6 -508Z" fill="#b3322f"/>`;
}

/** A bar of soap with its brand pressed in, from above, 360 x 220, centred. */
export function soap(ink: Ink): string {
  return `<rect x="-180" y="-110" width="360" height="220" rx="70" fill="${ink.linear(['#f3e3b0', '#d9bf7b'], 60)}"/><rect x="-146" y="-80" width="292" height="160" rx="52" fill="none" stroke="#b99b54" stroke-width="5"/>${words(0, 18, 54, 'SAVON', '#b08f45', 'text-anchor="middle" font-weight="700" letter-spacing="6"')}`;
}

/** A small open product carton from above with an empty phone tray. */
export function phoneBox(ink: Ink, content: string): string {
  return `<rect x="-300" y="-440" width="600" height="880" rx="10" fill="#f3f3f1"/><rect x="-270" y="-410" width="540" height="820" rx="6" fill="${ink.linear(['#dcdcd8', '#c6c6c1'], 70)}"/><rect x="-205" y="-370" width="410" height="740" rx="46" fill="${ink.linear(['#a9a9a4', '#d0d0cb'], 80)}"/>${content}`;
}

/** A wall plug lying on its side, from above; British has three flat pins. */
export function plug(kind: 'british' | 'european'): string {
  const cable = '<path d="M-60 0C-260 20 -240 240 -520 210C-760 186 -700 420 -980 400" fill="none" stroke="#17191c" stroke-width="38"/>';
  if (kind === 'british') return `${cable}<path d="M-90 -120H60V120H-90Q-130 0 -90 -120Z" fill="#22252a"/><rect x="60" y="-22" width="120" height="44" fill="#c9b06a"/><rect x="60" y="-100" width="96" height="26" fill="#c9b06a"/><rect x="60" y="74" width="96" height="26" fill="#c9b06a"/><rect x="60" y="-22" width="52" height="44" fill="#17191c"/>`;
  return `${cable}<path d="M-90 -80L60 -96V96L-90 80Z" fill="#22252a"/><rect x="60" y="-66" width="120" height="26" rx="13" fill="#c3c8cd"/><rect x="60" y="40" width="120" height="26" rx="13" fill="#c3c8cd"/>`;
}

/** A wireless speaker from the front, base at 0,0; `dented` shows a caved grille. */
export function speaker(ink: Ink, dented: boolean): string {
  const grille = Array.from({ length: 12 }, (_, r) => Array.from({ length: 22 }, (_, c) => `<circle cx="${-252 + c * 24}" cy="${-290 + r * 22}" r="5" fill="#0c0d0f"/>`).join('')).join('');
  const dent = dented ? `<ellipse cx="110" cy="-190" rx="110" ry="84" fill="#000" opacity=".62" filter="url(#soft6)"/><path d="M30 -220q70 -60 150 -10q40 50 -10 90q-70 40 -130 -10q-30 -30 -10 -70Z" fill="#15242a"/><path d="M34 -226q66 -54 140 -8" stroke="#0a1013" stroke-width="12" fill="none"/><path d="M46 -132q70 40 128 -6q26 -34 12 -76" stroke="#9fb6be" stroke-opacity=".8" stroke-width="7" fill="none"/><path d="M20 -240l-34 -22M196 -238l40 -20M60 -124l-26 40M180 -130l34 34" stroke="#7e959d" stroke-width="4"/>` : '';
  return `<rect x="-300" y="-340" width="600" height="340" rx="60" fill="${ink.linear(['#4d6a74', '#2c424a', '#1d2e34'])}"/>${grille}${dent}<rect x="-60" y="-336" width="120" height="16" rx="8" fill="#9fb3ba"/>${words(0, -22, 26, 'ONDA', '#d5e0e3', 'text-anchor="middle" letter-spacing="10"')}`;
}

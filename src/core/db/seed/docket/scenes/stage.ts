import type { Ink } from './ink.ts';
import type { Random } from '../random.ts';

/** Pixel size every scene is drawn in; the lens crops a little of it. */
export const canvas = { width: 1600, height: 1200 };

/** What the goods lie or stand on. */
export type Surface = 'oak' | 'walnut' | 'white' | 'concrete' | 'linen' | 'mat' | 'tiles' | 'carpet' | 'workbench' | 'doormat';

const grounds: Record<Surface, { base: string; dark: string; frequency: string; strength: number; planks: number }> = {
  oak: { base: '#c79a63', dark: '#7d5426', frequency: '0.0035 0.085', strength: 0.75, planks: 6 },
  walnut: { base: '#7a553a', dark: '#2f1c10', frequency: '0.003 0.07', strength: 0.8, planks: 5 },
  white: { base: '#e6e3dd', dark: '#b9b3a8', frequency: '0.006 0.03', strength: 0.35, planks: 0 },
  concrete: { base: '#a9a8a4', dark: '#6d6c69', frequency: '0.02 0.024', strength: 0.6, planks: 0 },
  linen: { base: '#cfc4b2', dark: '#94866f', frequency: '0.35 0.3', strength: 0.55, planks: 0 },
  mat: { base: '#2f5d57', dark: '#17332f', frequency: '0.5 0.5', strength: 0.35, planks: 0 },
  tiles: { base: '#cfcbc4', dark: '#9b958b', frequency: '0.012 0.015', strength: 0.35, planks: 0 },
  carpet: { base: '#8b8078', dark: '#4c443e', frequency: '0.28 0.28', strength: 0.9, planks: 0 },
  workbench: { base: '#b08d62', dark: '#6a4c2b', frequency: '0.012 0.05', strength: 0.7, planks: 0 },
  doormat: { base: '#6f5436', dark: '#2e2114', frequency: '0.4 0.25', strength: 1, planks: 0 },
};

/** The filters every scene may use: `soft6`, `soft20`, `soft60`, `cast` (silhouette as a blurred shadow), `drop` (shadow of a flat lay). */
export const filters = `
<filter id="soft6" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="6"/></filter>
<filter id="soft20" x="-40%" y="-40%" width="180%" height="180%"><feGaussianBlur stdDeviation="20"/></filter>
<filter id="soft60" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="60"/></filter>
<filter id="cast" x="-30%" y="-30%" width="160%" height="160%"><feColorMatrix values="0 0 0 0 0.05  0 0 0 0 0.04  0 0 0 0 0.05  0 0 0 0.55 0"/><feGaussianBlur stdDeviation="14"/></filter>
<filter id="drop" x="-20%" y="-20%" width="150%" height="150%">
<feGaussianBlur in="SourceAlpha" stdDeviation="22" result="b"/><feOffset in="b" dx="26" dy="34" result="o"/><feComponentTransfer in="o" result="far"><feFuncA type="linear" slope="0.5"/></feComponentTransfer>
<feGaussianBlur in="SourceAlpha" stdDeviation="5" result="n"/><feOffset in="n" dx="5" dy="7" result="near"/><feComponentTransfer in="near" result="close"><feFuncA type="linear" slope="0.55"/></feComponentTransfer>
<feMerge><feMergeNode in="far"/><feMergeNode in="close"/><feMergeNode in="SourceGraphic"/></feMerge></filter>
<filter id="rough" x="-5%" y="-5%" width="110%" height="110%"><feTurbulence type="fractalNoise" baseFrequency="0.02" numOctaves="2" seed="4"/><feDisplacementMap in="SourceGraphic" scale="10"/></filter>`;

function channel(hex: string, index: number): number {
  return parseInt(hex.slice(1 + index * 2, 3 + index * 2), 16) / 255;
}

/** A textured ground from `top` down to the lower edge. */
export function ground(surface: Surface, top: number, random: Random): string {
  const look = grounds[surface];
  const seed = Math.floor(random() * 1000);
  const rows = [0, 1, 2].map((i) => {
    const [low, high] = [channel(look.dark, i), channel(look.base, i)];
    return `${((high - low) * look.strength * 1.6).toFixed(3)} 0 0 0 ${(high - (high - low) * look.strength * 0.8).toFixed(3)}`;
  });
  const height = canvas.height - top;
  const grain = `<filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="${look.frequency}" numOctaves="4" seed="${seed}"/><feColorMatrix values="${rows.join(' ')} 0 0 0 0 1"/></filter>`;
  let joints = '';
  for (let row = 1; row < look.planks; row++) {
    const y = top + (height * row) / look.planks + (random() - 0.5) * 20;
    joints += `<path d="M0 ${y}L1600 ${y}" stroke="#1d1108" stroke-opacity=".55" stroke-width="4"/><path d="M0 ${y + 4}L1600 ${y + 4}" stroke="#fff" stroke-opacity=".18" stroke-width="2"/>`;
    const x = random() * 1600;
    joints += `<path d="M${x} ${y}v${height / look.planks}" stroke="#1d1108" stroke-opacity=".4" stroke-width="3"/>`;
  }
  if (surface === 'tiles') {
    for (let x = -100; x < 1700; x += 400) joints += `<path d="M${x} ${top}V1200" stroke="#8b857a" stroke-width="9"/>`;
    for (let y = top + 60; y < 1200; y += 400) joints += `<path d="M0 ${y}H1600" stroke="#8b857a" stroke-width="9"/>`;
  }
  if (surface === 'mat') {
    for (let x = 0; x < 1600; x += 80) joints += `<path d="M${x} ${top}V1200" stroke="#bfe0d6" stroke-opacity=".28" stroke-width="2"/>`;
    for (let y = top; y < 1200; y += 80) joints += `<path d="M0 ${y}H1600" stroke="#bfe0d6" stroke-opacity=".28" stroke-width="2"/>`;
  }
  return `${grain}<rect x="0" y="${top}" width="1600" height="${height}" filter="url(#grain)"/>${joints}`;
}

/** A wall with a blurred hint of a room: window light, a shelf, a plant. */
export function room(ink: Ink, top: number, tone: 'warm' | 'cool' | 'grey', random: Random): string {
  const tints = { warm: ['#d9cbb8', '#b7a48b'], cool: ['#c3ccd2', '#94a3ad'], grey: ['#bdbbb7', '#8d8b88'] }[tone];
  const shelfY = 120 + random() * 60;
  const left = random() < 0.5;
  const objects = [0, 1, 2, 3, 4]
    .map((i) => {
      const x = (left ? 60 : 1010) + i * 105 + random() * 30;
      const height = 70 + random() * 120;
      const colour = ['#6b4a3a', '#8a9a8b', '#3f5666', '#b08a4b', '#a3563f'][Math.floor(random() * 5)];
      return `<rect x="${x}" y="${shelfY + 200 - height}" width="${40 + random() * 45}" height="${height}" fill="${colour}"/>`;
    })
    .join('');
  const windowX = left ? 1050 : 120;
  return `<rect width="1600" height="${top + 4}" fill="${ink.linear(tints)}"/>
<g filter="url(#soft20)"><rect x="${windowX}" y="-80" width="420" height="${top - 120}" fill="#f4f7fa"/><path d="M${windowX + 205} -80v${top - 120}" stroke="#9b9a97" stroke-width="18"/>
<rect x="${left ? 30 : 980}" y="${shelfY + 200}" width="580" height="22" fill="#5b432f"/>${objects}</g>
<rect y="${top - 60}" width="1600" height="64" fill="#000" opacity=".12" filter="url(#soft20)"/>`;
}

/** Stands a thing (drawn with its base at y 0) on a table at x, y, with contact and cast shadow. */
export function stand(thing: string, x: number, y: number, scale = 1, halfWidth = 200, turn = 0): string {
  return `<g transform="translate(${x} ${y}) scale(${scale})">
<g transform="matrix(1 0 .55 -.32 10 4)" filter="url(#cast)" opacity=".6">${thing}</g>
<ellipse cx="12" cy="2" rx="${halfWidth * 1.02}" ry="${halfWidth * 0.1 + 6}" fill="#000" opacity=".55" filter="url(#soft6)"/>
<g transform="rotate(${turn})">${thing}</g></g>`;
}

/** Lays a thing (drawn around 0,0, seen from above) down at x, y with its shadow. */
export function lay(thing: string, x: number, y: number, scale = 1, turn = 0): string {
  return `<g transform="translate(${x} ${y})" filter="url(#drop)"><g transform="rotate(${turn}) scale(${scale})">${thing}</g></g>`;
}

/** Light from one corner and a darker far corner, over everything. */
export function light(ink: Ink, x: number, y: number, strength = 0.3): string {
  const glow = ink.radial([`#fff4dc/${strength}`, '#fff4dc/0@0.7'], x / 1600, y / 1200, 0.75);
  const fall = ink.radial(['#000/0@0.45', `#0a0806/${strength * 1.25}`], x / 1600, y / 1200, 1.05);
  return `<rect width="1600" height="1200" fill="${glow}"/><rect width="1600" height="1200" fill="${fall}"/>`;
}

/** Wraps parts into one SVG document of the canvas size. */
export function picture(ink: Ink, parts: readonly string[], size: { width: number; height: number } = canvas): string {
  const { width, height } = size;
  const body = parts.join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${filters}${ink.defs()}</defs>${body}</svg>`;
}

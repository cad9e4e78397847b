import { words, type Ink } from './ink.ts';
import type { Random } from '../random.ts';

/** Cracks spreading from a point, clipped by the caller. */
export function cracks(x: number, y: number, reach: number, random: Random): string {
  let lines = '';
  const arms = 13;
  for (let arm = 0; arm < arms; arm++) {
    let angle = (arm / arms) * Math.PI * 2 + random() * 0.4;
    let [px, py] = [x, y];
    let path = `M${px} ${py}`;
    const steps = 5 + Math.floor(random() * 4);
    for (let step = 0; step < steps; step++) {
      angle += (random() - 0.5) * 0.5;
      px += Math.cos(angle) * reach * (0.1 + random() * 0.13);
      py += Math.sin(angle) * reach * (0.1 + random() * 0.13);
      path += `L${px.toFixed(0)} ${py.toFixed(0)}`;
      if (random() < 0.4) lines += `<path d="M${px.toFixed(0)} ${py.toFixed(0)}l${((random() - 0.5) * 160).toFixed(0)} ${((random() - 0.5) * 160).toFixed(0)}" stroke="#e8eef4" stroke-opacity=".7" stroke-width="2" fill="none"/>`;
    }
    lines += `<path d="${path}" stroke="#f6fafd" stroke-opacity=".92" stroke-width="${(2.5 + random() * 3).toFixed(1)}" fill="none"/><path d="${path}" transform="translate(3 3)" stroke="#000" stroke-opacity=".8" stroke-width="2" fill="none"/>`;
  }
  for (const radius of [0.09, 0.17, 0.29]) {
    const sides = Array.from({ length: 11 }, (_, i) => {
      const t = (i / 11) * Math.PI * 2;
      const r = reach * radius * (0.75 + random() * 0.5);
      return `${(x + Math.cos(t) * r).toFixed(0)} ${(y + Math.sin(t) * r).toFixed(0)}`;
    });
    lines += `<polygon points="${sides.join(' ')}" fill="#dfe8ef" fill-opacity=".07" stroke="#eef4f9" stroke-opacity=".75" stroke-width="2.5"/>`;
  }
  return `${lines}<circle cx="${x}" cy="${y}" r="13" fill="#f4f8fb" opacity=".8"/>`;
}

/** A tablet from above, landscape 900 x 640, centred; with a lit home screen. */
export function tablet(ink: Ink, damage: string): string {
  const screen = '<rect x="-412" y="-282" width="824" height="564" rx="10"/>';
  const icons = Array.from({ length: 15 }, (_, i) => `<rect x="${-330 + (i % 5) * 150}" y="${-120 + Math.floor(i / 5) * 130}" width="74" height="74" rx="18" fill="${['#e46f51', '#f0b54a', '#57a773', '#3f7cac', '#8e6bbf'][(i * 2) % 5]}"/>`).join('');
  return `<rect x="-450" y="-320" width="900" height="640" rx="42" fill="${ink.linear(['#6e747b', '#3f444a'], 40)}"/><rect x="-443" y="-313" width="886" height="626" rx="36" fill="#0c0d0f"/>
<g clip-path="${ink.clip(screen)}"><rect x="-412" y="-282" width="824" height="564" fill="${ink.linear(['#27466b', '#6b5b95', '#d98c6a'], 60)}"/>${icons}${words(0, -185, 76, '14:07', '#fff', 'text-anchor="middle" font-weight="300"')}
<path d="M-412 -282H120L-260 282H-412Z" fill="#fff" opacity=".1"/>${damage}</g><circle cx="0" cy="-298" r="6" fill="#26303a"/>`;
}

/** A phone from above, upright 380 x 780, centred. */
export function phone(ink: Ink, damage: string, screenOn = true): string {
  const screen = '<rect x="-172" y="-372" width="344" height="744" rx="34"/>';
  const face = screenOn
    ? `<rect x="-172" y="-372" width="344" height="744" fill="${ink.linear(['#0e3a4f', '#1f7a7a', '#e0b15c'], 70)}"/>${words(0, -200, 84, '09:41', '#fff', 'text-anchor="middle" font-weight="300"')}`
    : '<rect x="-172" y="-372" width="344" height="744" fill="#08090b"/>';
  return `<rect x="-190" y="-390" width="380" height="780" rx="52" fill="${ink.linear(['#8b9096', '#4a4e54'], 30)}"/><rect x="-183" y="-383" width="366" height="766" rx="46" fill="#0a0b0d"/><g clip-path="${ink.clip(screen)}">${face}<path d="M-172 -372H60L-172 140Z" fill="#fff" opacity=".1"/>${damage}</g><rect x="-46" y="-356" width="92" height="24" rx="12" fill="#000"/>`;
}

/** Headphones from above, centred, about 700 wide, with the name on the cup. */
export function headphones(ink: Ink, name: string, colour: string, dark: string): string {
  const cup = (x: number, turn: number): string =>
    `<g transform="translate(${x} 150) rotate(${turn})"><ellipse rx="130" ry="170" fill="${dark}"/><ellipse cx="-6" cy="-6" rx="112" ry="150" fill="${ink.radial([colour, dark], 0.35, 0.3, 0.8)}"/><ellipse cx="-6" cy="-6" rx="84" ry="116" fill="none" stroke="#fff" stroke-opacity=".18" stroke-width="4"/>${words(-6, 6, 34, name, '#e9e4d8', 'text-anchor="middle" font-weight="700" letter-spacing="2"')}</g>`;
  return `<path d="M-260 120C-300 -330 300 -330 260 120" fill="none" stroke="${dark}" stroke-width="62"/><path d="M-260 120C-300 -330 300 -330 260 120" fill="none" stroke="${colour}" stroke-width="40"/><path d="M-236 0C-236 -250 236 -250 236 0" fill="none" stroke="#000" stroke-opacity=".4" stroke-width="10"/>
<rect x="-292" y="20" width="62" height="110" rx="14" fill="#9ba0a6"/><rect x="230" y="20" width="62" height="110" rx="14" fill="#9ba0a6"/>${cup(-262, 8)}${cup(262, -8)}`;
}

/** A camera lens seen into the front element, centred, radius 330; `haze` shows fungus threads. */
export function cameraLens(ink: Ink, haze: boolean, random: Random): string {
  const ribs = Array.from({ length: 72 }, (_, i) => `<path d="M0 -318V-296" stroke="#4b4d52" stroke-width="9" transform="rotate(${i * 5})"/>`).join('');
  let threads = '';
  if (haze) {
    for (let i = 0; i < 16; i++) {
      let angle = random() * Math.PI * 2;
      let [x, y] = [Math.cos(angle) * random() * 110 - 30, Math.sin(angle) * random() * 110 + 20];
      let path = `M${x.toFixed(0)} ${y.toFixed(0)}`;
      for (let step = 0; step < 7; step++) {
        angle += (random() - 0.5) * 1.5;
        x += Math.cos(angle) * 18;
        y += Math.sin(angle) * 18;
        path += `L${x.toFixed(0)} ${y.toFixed(0)}`;
      }
      threads += `<path d="${path}" fill="none" stroke="#e6efe9" stroke-opacity=".75" stroke-width="${(2 + random() * 3).toFixed(1)}"/>`;
    }
    threads = `<ellipse cx="-20" cy="20" rx="130" ry="110" fill="#dfe9e2" opacity=".24" filter="url(#soft20)"/>${threads}`;
  }
  return `<circle r="330" fill="${ink.radial(['#3b3d42', '#17181b@0.85', '#2b2d31'], 0.4, 0.35, 0.75)}"/>${ribs}<circle r="280" fill="#101114"/><circle r="262" fill="none" stroke="#c6a24a" stroke-width="5"/><path id="ring" d="M-236 0A236 236 0 0 1 236 0" fill="none"/>
<text font-size="27" fill="#d9d6cd" font-family="Liberation Sans, DejaVu Sans" letter-spacing="4"><textPath href="#ring" startOffset="18%">AURIGA 50 mm 1:1.2 ASPH Ø 72</textPath></text><circle r="205" fill="#060709"/>
<circle r="198" fill="${ink.radial(['#1d2c4f', '#16152c@0.5', '#3a1d3f@0.8', '#0a0a10'], 0.42, 0.4, 0.62)}"/><circle r="120" fill="${ink.radial(['#0b1220', '#1a2f4a@0.7', '#0a0f18'], 0.5, 0.5, 0.6)}"/><ellipse cx="-70" cy="-86" rx="72" ry="40" fill="#cfe3ff" opacity=".5" transform="rotate(-38 -70 -86)" filter="url(#soft6)"/>
<ellipse cx="60" cy="80" rx="38" ry="20" fill="#e3b7ff" opacity=".35" transform="rotate(-38 60 80)" filter="url(#soft6)"/>${threads}`;
}

/** A graphics card from above, 940 x 380, centred. */
export function graphicsCard(ink: Ink): string {
  const fan = (x: number): string =>
    `<g transform="translate(${x} 0)"><circle r="140" fill="#0b0c0e"/>${Array.from({ length: 11 }, (_, i) => `<path d="M0 -34C34 -60 44 -104 26 -132C2 -112 -10 -70 0 -34Z" fill="#2c2f35" transform="rotate(${i * 32.7})"/>`).join('')}<circle r="42" fill="${ink.radial(['#565b63', '#24272c'])}"/></g>`;
  return `<rect x="-470" y="-190" width="940" height="380" rx="22" fill="${ink.linear(['#4a4e56', '#25282d', '#3a3d44'], 30)}"/><path d="M-470 -120L-330 -190H-250L-470 -60ZM470 120L330 190H250L470 60Z" fill="#7c2f2b"/>${fan(-300)}${fan(0)}${fan(300)}
<rect x="-500" y="-205" width="34" height="430" rx="4" fill="#b9bec4"/><rect x="-330" y="190" width="420" height="36" fill="#2e5b3a"/>${Array.from({ length: 30 }, (_, i) => `<rect x="${-322 + i * 13.6}" y="204" width="8" height="22" fill="#d8b048"/>`).join('')}${words(150, -160, 26, 'VANTA 4080', '#d5d8dc', 'text-anchor="middle" letter-spacing="5"')}`;
}

/** A robot vacuum from above, radius 330, centred. */
export function robotVacuum(ink: Ink): string {
  return `<circle r="330" fill="${ink.radial(['#f5f6f7', '#d6d9dc@0.8', '#9ea3a8'], 0.4, 0.35, 0.75)}"/><circle r="316" fill="none" stroke="#8c9196" stroke-width="3"/><path d="M-300 110A320 320 0 0 0 300 110Q0 200 -300 110Z" fill="#c2c6ca"/><circle cy="-60" r="92" fill="${ink.radial(['#3c4046', '#17191c'])}"/><circle cy="-60" r="62" fill="#0c0d0f"/><circle cx="-18" cy="-78" r="14" fill="#b9473d"/>
<rect x="-34" y="196" width="68" height="24" rx="12" fill="#59a36e"/>${words(0, 110, 34, 'NIMBO R7', '#6b7076', 'text-anchor="middle" letter-spacing="6"')}`;
}

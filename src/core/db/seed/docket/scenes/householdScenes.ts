import { fromAbove, lay, onTable, stand, type Scene } from './album.ts';
import { chair, figurine, flask, kettle, lamp, measure, plate, rug, shard, spill, teaBowl, vase } from './household.ts';
import { carton, sheet, tapeRoll, type Label } from './parcels.ts';
import { ground } from './stage.ts';

const crushedLabel: Label = { carrier: 'NORDPAKET', to: ['Familie Brandt', 'Lindenweg 8', '04229 Leipzig'], tracking: 'NP60118834DE', weight: '1.310 kg' };

/** Pictures of things for the house, and of parcels on their way. */
export const householdScenes: Record<string, Scene> = {
  'parcel-crushed': (ink, random) => [ground('tiles', 0, random), stand(carton(ink, crushedLabel, 'crushed'), 780, 900, 1.75, 270), `<rect width="1600" height="1200" fill="${ink.radial(['#000/0@0.4', '#000/.45'], 0.4, 0.4, 0.9)}"/>`],
  'parcel-at-door': (ink, random) => [
    `<rect width="1600" height="700" fill="#8f4a3a"/>${Array.from({ length: 9 }, (_, row) => Array.from({ length: 11 }, (_, c) => `<rect x="${c * 160 - (row % 2) * 80}" y="${row * 78}" width="150" height="68" fill="${['#9c5443', '#8b4636', '#a35d4a', '#7f3f31'][(row * 7 + c * 3) % 4]}"/>`).join('')).join('')}`,
    `<rect x="430" y="-20" width="620" height="730" fill="#24463c"/><rect x="470" y="20" width="540" height="660" fill="${ink.linear(['#2f5a4d', '#1f3d34'], 0)}"/><rect x="530" y="60" width="420" height="250" fill="none" stroke="#183028" stroke-width="12"/><rect x="530" y="370" width="420" height="270" fill="none" stroke="#183028" stroke-width="12"/><circle cx="975" cy="380" r="17" fill="#d8b85c"/>
<rect x="1130" y="180" width="150" height="110" rx="8" fill="#f1efe6"/><text x="1205" y="262" font-size="76" font-weight="700" text-anchor="middle" fill="#1c3b66" font-family="Liberation Serif, DejaVu Serif">41</text>`,
    ground('concrete', 700, random), `<path d="M380 1010L470 760H1060L1160 1010Z" fill="#5b452c"/><path d="M400 1000L485 772H1045L1138 1000Z" fill="none" stroke="#33241a" stroke-width="10"/>`,
    stand(carton(ink, { carrier: 'IBERPAQ', to: ['L. Ferrer Soler', 'C/ Sueca'], tracking: 'IB7750023119ES' }), 780, 950, 1.0, 270),
  ],
  'kettle-dark-lamp': onTable('white', 'cool', (ink) => stand(kettle(ink, '#3a1512'), 800, 1040, 1.55, 210)),
  'flask-broken': onTable('white', 'warm', (ink) => `<g transform="translate(700 960) scale(1.6)">${spill()}</g>${stand(flask(ink, true), 640, 980, 1.9, 130)}`),
  'flask-wet-box': fromAbove('carpet', (ink) => `${lay(`<rect x="-420" y="-330" width="840" height="660" fill="${ink.linear(['#c79d68', '#a67c48'], 30)}"/><path d="M-200 330Q-320 40 -60 -60Q240 -140 300 60Q360 240 260 330Z" fill="#5e3c14" opacity=".6"/><path d="M-200 330Q-320 40 -60 -60Q240 -140 300 60Q360 240 260 330" fill="none" stroke="#4a2c0c" stroke-width="8" opacity=".6"/><path d="M-420 -20H420" stroke="#d9c9a3" stroke-width="70" opacity=".7"/>`, 800, 600, 1.4, 4)}`),
  'rug-measured': fromAbove('oak', () => `${lay(rug(1150, 760), 740, 560, 1, 0)}<g transform="translate(165 1000)" filter="url(#drop)">${measure(1150, 170)}</g>`),
  'rug-in-shop': fromAbove('concrete', () => lay(rug(1300, 860), 800, 600, 1, 2)),
  'tea-bowl-broken': onTable('walnut', 'warm', (ink) => `${stand(teaBowl(ink, true), 700, 980, 1.9, 90)}${stand(shard(), 1230, 1040, 1.5, 90)}`),
  'tea-bowl-wrapped': onTable('workbench', 'grey', (ink) => `${stand(carton(ink, null, 'open'), 1150, 900, 1, 280)}${stand(teaBowl(ink, false), 560, 1010, 1.5, 90)}${stand(tapeRoll(ink), 1060, 1110, 1.1, 90)}`),
  'vase-cracked': onTable('oak', 'warm', (ink) => stand(vase(ink, true), 800, 1100, 1.5, 100)),
  'vase-whole': onTable('white', 'grey', (ink) => stand(vase(ink, false), 800, 1100, 1.5, 100)),
  'chair-scratched': onTable('tiles', 'warm', (ink) => stand(chair(ink, true), 800, 1120, 1.35, 230), 700),
  'chair-leg-close': onTable('carpet', 'warm', (ink) => stand(chair(ink, true), 1300, 1330, 3.4, 230), 300),
  'plate-broken': fromAbove('linen', (ink) => `${lay(plate(ink, false), 420, 420, 1.05)}${lay(plate(ink, true), 960, 680, 1.5, 10)}`),
  'plates-green-rim': fromAbove('oak', (ink) => `${lay(plate(ink, false, '#5c8a4a'), 560, 600, 1.35)}${lay(plate(ink, false, '#5c8a4a'), 1130, 720, 1.2)}`),
  'lamp-without-shade': onTable('oak', 'warm', (ink) => `${stand(lamp(ink, true), 560, 1050, 1.7, 150)}${stand(carton(ink, null, 'open'), 1200, 980, 0.9, 280)}`),
  'lamp-complete': onTable('workbench', 'cool', (ink) => stand(lamp(ink, false), 800, 1100, 1.6, 150)),
  'figurine-armless': onTable('white', 'cool', (ink) => stand(figurine(ink, true), 800, 1060, 1.6, 180)),
  'figurine-whole': onTable('workbench', 'grey', (ink) => stand(figurine(ink, false), 800, 1060, 1.5, 180)),
  'return-slip': fromAbove('oak', () => lay(sheet('Comprovante', ['Objeto CS554017288BR', 'Peso 5,240 kg', 'Postado em Recife PE', 'Destino Curitiba PR', 'Remetente C. Duarte']), 800, 620, 1.9, -7)),
};

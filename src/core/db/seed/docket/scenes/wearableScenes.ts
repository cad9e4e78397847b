import { fromAbove, lay, onTable, stand, type Scene } from './album.ts';
import { words } from './ink.ts';
import { carton, scales, sheet, tapeRoll } from './parcels.ts';
import { careLabel, coat, pendant, shoe, watch, watchBox } from './wearables.ts';

/** Colours the running shoe is sold in. */
export const shoeColours = {
  navy: { upper: '#2d4a7c', dark: '#16284a', accent: '#e8ecf2' },
  red: { upper: '#d2402f', dark: '#7e1c14', accent: '#f6e7d8' },
  white: { upper: '#e9e6df', dark: '#b6b0a4', accent: '#5c6b60' },
} as const;

const rose = { dial: '#7b4a4a', case: ['#f0c9b5', '#c08a72', '#e8bda6'], strap: '#b78f82' };
const black = { dial: '#22252b', case: ['#6b7077', '#33373c', '#565b62'], strap: '#2a2320' };

/** Pictures of shoes, watches, clothes and jewellery. */
export const wearableScenes: Record<string, Scene> = {
  'red-shoes-on-table': onTable('oak', 'warm', (ink) => `${stand(carton(ink, null, 'open'), 1180, 800, 0.95, 260)}${stand(shoe(ink, shoeColours.red), 800, 900, 1.25, 250, -2)}${stand(shoe(ink, shoeColours.red), 560, 1060, 1.4, 250, 1)}`),
  'navy-shoes-packing-bench': onTable('workbench', 'grey', (ink) => `${stand(carton(ink, { carrier: 'YUNEXPRESS', to: ['M. Whitfield', 'Portland OR 97214', 'USA'], tracking: 'YT2630921104', weight: '1.02 kg' }), 1150, 860, 1, 280)}${stand(tapeRoll(ink), 270, 830, 1.2, 90)}${stand(shoe(ink, shoeColours.navy), 560, 900, 1.15, 250)}${stand(shoe(ink, shoeColours.navy), 640, 1080, 1.3, 250)}`),
  'worn-soles': fromAbove('concrete', (ink) => `${lay(shoe(ink, shoeColours.white, true), 760, 560, 1.75, -4)}${lay(shoe(ink, shoeColours.white, true), 900, 1060, 1.75, 3)}`),
  'watch-black-in-box': fromAbove('linen', (ink) => `${lay(watchBox(ink), 800, 610, 1.5, -3)}${lay(watch(ink, black), 522, 610, 0.92, -3)}`),
  'watch-rose-packing': fromAbove('mat', (ink) => `${lay(watchBox(ink), 800, 610, 1.45, 2)}${lay(watch(ink, rose), 535, 600, 0.9, 2)}<g>${lay(`<path d="M-56 -270L-48 250Q0 290 48 250L56 -270Z" fill="#5a6b8a"/>${[0, 1, 2, 3].map((i) => `<circle cx="0" cy="${80 + i * 36}" r="7" fill="#1b222e"/>`).join('')}`, 1075, 625, 1.05, 2)}</g>`),
  'watch-on-scales': onTable('white', 'cool', (ink) => `${stand(`${scales(ink, '268 g')}<g transform="translate(-10 -150) scale(.62)">${carton(ink, { carrier: 'PARCELIO', to: ['J. Okafor', 'Leeds LS6 2AA'], tracking: 'PC88120457GB', weight: '0.412 kg' })}</g>`, 800, 1030, 1.45, 340)}`),
  'coat-on-door': (ink, random) => [`<rect width="1600" height="1200" fill="${ink.linear(['#d8d2c6', '#b9b1a2'], 0)}"/><rect x="330" y="-20" width="940" height="1240" fill="#efece5"/><rect x="400" y="60" width="800" height="500" fill="none" stroke="#cbc5b8" stroke-width="14"/><rect x="400" y="640" width="800" height="520" fill="none" stroke="#cbc5b8" stroke-width="14"/>`, lay(coat(ink, '#6d6f73', '#45474b'), 800, 1110, 1.55, 0), `<rect width="1600" height="1200" fill="${ink.linear(['#fff/.12', '#000/.28'], random() * 10)}"/>`],
  'care-label': fromAbove('carpet', (ink) => `<path d="M-50 -20H1650V1250H-50Z" fill="${ink.linear(['#77797d', '#55575b', '#6c6e72'], 35)}" opacity=".94"/><path d="M-50 330Q800 200 1650 380" stroke="#35373a" stroke-width="40" fill="none" opacity=".6" filter="url(#soft20)"/>${lay(careLabel(['СОСТАВ', '35% WOOL', '60% POLYESTER', '5% VISCOSE', 'SIZE 50']), 800, 620, 1.7, -5)}`),
  'pendant-engraving': fromAbove('linen', (ink) => `${lay(pendant(ink, 'Katarina'), 800, 760, 1.45, -4)}`),
  'pendant-order-slip': fromAbove('workbench', (ink) => `${lay(sheet('Engraving slip 5518', ['Order  EM-70418', 'Item  pendant, silver 925', 'Font  Italic 3', 'Text as typed by buyer:', '', '     Katarina', '', 'Proof sent: yes', 'Answer: none']), 620, 600, 1.75, -3)}${lay(pendant(ink, 'Katarina'), 1250, 880, 0.62, 8)}`),
  'dress-label': fromAbove('walnut', (ink) => `${lay(sheet('Packing list', ['1  Dress Amapola  size M', '1  Belt, leather', '', 'Packed by 14']), 700, 620, 1.7, 5)}${lay(`<rect x="-120" y="-190" width="240" height="380" rx="12" fill="${ink.linear(['#f2e9dc', '#d9ccb8'])}"/><circle cy="-150" r="16" fill="#4a3524"/>${words(0, 20, 70, 'XS', '#3a2b1e', 'text-anchor="middle" font-weight="700"')}${words(0, 90, 28, 'AMAPOLA', '#3a2b1e', 'text-anchor="middle"')}`, 1200, 680, 1.25, 14)}`),
};

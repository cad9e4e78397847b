import { fromAbove, lay, onTable, stand, type Scene } from './album.ts';
import { cameraLens, cracks, graphicsCard, headphones, phone, robotVacuum, tablet } from './electronics.ts';
import { phoneBox, plug, soap, speaker } from './household.ts';
import { words } from './ink.ts';
import { bars, carton, scales, sheet, tapeRoll } from './parcels.ts';

/** Pictures of phones, tablets, cameras, sound and computers. */
export const electronicScenes: Record<string, Scene> = {
  'tablet-cracked': fromAbove('walnut', (ink, random) => lay(tablet(ink, cracks(190, -40, 620, random)), 800, 610, 1.35, -6)),
  'tablet-before-packing': fromAbove('workbench', (ink) => `${lay(tablet(ink, ''), 690, 560, 1.05, 3)}${lay(sheet('Lieferschein', ['Pos 1  Tablet 11"', 'SN  R52T-90417', 'geprüft: K. Lenz', 'Display: ok']), 1330, 760, 0.85, -8)}`),
  'phone-box-soap': fromAbove('tiles', (ink) => `${lay(phoneBox(ink, `<g transform="translate(0 40) rotate(86)">${soap(ink)}</g>`), 800, 600, 1.3, 5)}`),
  'phone-packed': fromAbove('mat', (ink) => `${lay(phoneBox(ink, `<g transform="scale(.95)">${phone(ink, '', false)}</g>`), 560, 600, 1.25, -2)}${lay(`<rect x="-230" y="-120" width="460" height="240" fill="#fbfbf9"/>${words(-200, -60, 34, 'IMEI 35 890411 220518 7', '#111', 'font-weight="700"')}<g transform="translate(-200 -30)">${bars('358904112205187', 400, 90)}</g>`, 1230, 560, 1.15, 4)}`),
  'phone-cracked': fromAbove('concrete', (ink, random) => lay(phone(ink, cracks(60, 150, 460, random)), 800, 600, 1.4, 12)),
  'phone-parcel-scales': onTable('concrete', 'grey', (ink) => stand(`${scales(ink, '0.184 kg')}<g transform="translate(-10 -150) scale(.56)">${carton(ink, { carrier: 'GULF POST', to: ['Kuwait City', 'Salmiya, Block 10'], tracking: 'GP400718KW', weight: '0.612 kg' })}</g>`, 800, 1030, 1.45, 340)),
  'headphones-misprint': fromAbove('white', (ink) => `${lay(headphones(ink, 'AUDIELLE', '#3b3e44', '#1c1d20'), 640, 560, 1.35, -8)}${lay(`<rect x="-210" y="-110" width="420" height="220" rx="8" fill="#f7f6f2"/>${words(-180, -56, 30, 'Model  SOLENNE 2', '#111')}${words(-180, -14, 30, 'S/N 000000000', '#111', 'font-weight="700"')}${words(-180, 28, 24, 'Desinged in Lyon, Frence', '#111')}<g transform="translate(-180 44)">${bars('0000', 300, 46)}</g>`, 1270, 960, 1.1, 6)}`),
  'headphones-original': fromAbove('mat', (ink) => `${lay(headphones(ink, 'AUDELLE', '#4a4d54', '#222327'), 800, 600, 1.5, 3)}`),
  'lens-haze': fromAbove('mat', (ink, random) => `${lay(cameraLens(ink, true, random), 800, 600, 1.55, 8)}`),
  'lens-clear': fromAbove('linen', (ink, random) => `${lay(cameraLens(ink, false, random), 700, 600, 1.35, -6)}${lay(`<circle r="210" fill="#141517"/><circle r="190" fill="#1e2023"/><path d="M-130 0H130" stroke="#3a3d42" stroke-width="10"/>${words(0, 90, 34, 'AURIGA', '#c9c5ba', 'text-anchor="middle" letter-spacing="5"')}`, 1330, 900, 0.9, 10)}`),
  'graphics-card': fromAbove('mat', (ink) => `${lay(`<rect x="-560" y="-260" width="1120" height="520" rx="20" fill="#b9c7d6" opacity=".75"/>`, 800, 600, 1.15, -5)}${lay(graphicsCard(ink), 800, 600, 1.2, -5)}`),
  'graphics-card-screen': onTable('walnut', 'cool', (ink, random) => {
    const blocks = Array.from({ length: 70 }, () => `<rect x="${(-470 + random() * 900).toFixed(0)}" y="${(-720 + random() * 500).toFixed(0)}" width="${(20 + random() * 120).toFixed(0)}" height="${(8 + random() * 18).toFixed(0)}" fill="${['#ff2fd0', '#2fffe0', '#f6ff4a', '#111'][Math.floor(random() * 4)]}" opacity=".85"/>`).join('');
    return stand(`<path d="M-60 -180H60L90 0H-90Z" fill="#202226"/><rect x="-500" y="-760" width="1000" height="590" rx="14" fill="#121316"/><rect x="-480" y="-740" width="960" height="550" fill="${ink.linear(['#1d3557', '#457b9d', '#8d99ae'], 60)}"/><path d="M-480 -330L-300 -470L-140 -360L60 -540L260 -380L480 -500V-190H-480Z" fill="#20343f"/>${blocks}`, 800, 1060, 1.2, 200);
  }),
  'vacuum-packed': onTable('oak', 'cool', (ink) => `${stand(carton(ink, { carrier: 'CORREIO SUL', to: ['Loja Casa Viva', 'Rua das Acácias 410', 'Curitiba PR'], tracking: 'CS554017288BR', weight: '5.240 kg' }), 780, 1010, 1.55, 280)}${stand(tapeRoll(ink), 1370, 1090, 1.2, 90)}`),
  'vacuum-on-floor': fromAbove('tiles', (ink) => lay(robotVacuum(ink), 800, 600, 1.4, 15)),
  'speaker-dented': onTable('white', 'warm', (ink) => stand(speaker(ink, true), 800, 1000, 1.75, 300)),
  'grinder-plug': fromAbove('tiles', () => lay(plug('european'), 980, 560, 1.9, -14)),
};

import sharp from 'sharp';
import { randomFrom } from '../random.ts';
import { cameraLens, graphicsCard, headphones, phone, robotVacuum, tablet } from './electronics.ts';
import { chair, figurine, flask, kettle, lamp, plate, rug, speaker, teaBowl, vase } from './household.ts';
import { bars } from './parcels.ts';
import { startInk, words, type Ink } from './ink.ts';
import { picture } from './stage.ts';
import { shoeColours } from './wearableScenes.ts';
import { coat, pendant, shoe, watch } from './wearables.ts';

const rose = { dial: '#7b4a4a', case: ['#f0c9b5', '#c08a72', '#e8bda6'], strap: '#b78f82' };

/** The shop's own pictures of the goods, in a 520 px square. */
const heroes: Record<string, (ink: Ink) => string> = {
  shoes: (ink) => `<g transform="translate(250 400) scale(.85)">${shoe(ink, shoeColours.navy)}</g>`,
  shoesWhite: (ink) => `<g transform="translate(250 400) scale(.85)">${shoe(ink, shoeColours.white)}</g>`,
  watch: (ink) => `<g transform="translate(260 265) scale(.44)">${watch(ink, rose)}</g>`,
  coat: (ink) => `<g transform="translate(260 490) scale(.68)">${coat(ink, '#6d6f73', '#45474b')}</g>`,
  pendant: (ink) => `<g transform="translate(260 350) scale(.5)">${pendant(ink, 'Katharina')}</g>`,
  tablet: (ink) => `<g transform="translate(260 260) scale(.5)">${tablet(ink, '')}</g>`,
  phone: (ink) => `<g transform="translate(260 260) scale(.58)">${phone(ink, '')}</g>`,
  headphones: (ink) => `<g transform="translate(260 240) scale(.66)">${headphones(ink, 'AUDELLE', '#4a4d54', '#222327')}</g>`,
  lens: (ink) => `<g transform="translate(260 260) scale(.68)">${cameraLens(ink, false, randomFrom('hero'))}</g>`,
  card: (ink) => `<g transform="translate(260 260) scale(.5)">${graphicsCard(ink)}</g>`,
  vacuum: (ink) => `<g transform="translate(260 260) scale(.68)">${robotVacuum(ink)}</g>`,
  speaker: (ink) => `<g transform="translate(260 390) scale(.74)">${speaker(ink, false)}</g>`,
  kettle: (ink) => `<g transform="translate(240 490) scale(.82)">${kettle(ink, '#d84a2f')}</g>`,
  flask: (ink) => `<g transform="translate(260 480) scale(1)">${flask(ink, false)}</g>`,
  rug: () => `<g transform="translate(260 260) scale(.4)">${rug(1150, 760)}</g>`,
  teaBowl: (ink) => `<g transform="translate(260 420) scale(.95)">${teaBowl(ink, false)}</g>`,
  vase: (ink) => `<g transform="translate(260 490) scale(.74)">${vase(ink, false)}</g>`,
  chair: (ink) => `<g transform="translate(260 490) scale(.6)">${chair(ink, false)}</g>`,
  plates: (ink) => `<g transform="translate(260 260) scale(.85)">${plate(ink, false)}</g>`,
  lamp: (ink) => `<g transform="translate(260 490) scale(.7)">${lamp(ink, false)}</g>`,
  figurine: (ink) => `<g transform="translate(260 490) scale(.76)">${figurine(ink, false)}</g>`,
};

/** A shop page: what the buyer saw. */
export interface ListingPage {
  hero: string;
  shop: string;
  title: string;
  price: string;
  attributes: readonly { name: string; value: string }[];
  description: string;
}

/** Breaks text into lines of at most so many characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (`${line} ${word}`.trim().length > width && line) {
      lines.push(line);
      line = word;
    } else line = `${line} ${word}`.trim();
  }
  return line ? [...lines, line] : lines;
}

/** Draws the page as a JPEG screenshot, 1280 x 900. */
export async function drawListing(page: ListingPage): Promise<Buffer> {
  const ink = startInk();
  const hero = heroes[page.hero];
  if (!hero) throw new Error(`no shop picture ${page.hero}`);
  const title = wrap(page.title, 46).slice(0, 5);
  let y = 170;
  const titleLines = title.map((line) => words(640, (y += 34) - 34, 25, line, '#16181d', 'font-weight="700"')).join('');
  const priceY = (y += 24);
  const rows = page.attributes.slice(0, 7).map(({ name, value }, index) => `<rect x="640" y="${priceY + 92 + index * 42}" width="580" height="42" fill="${index % 2 ? '#fff' : '#f4f5f7'}"/>${words(656, priceY + 120 + index * 42, 18, name, '#5c6370')}${words(850, priceY + 120 + index * 42, 18, value, '#16181d')}`).join('');
  const text = wrap(page.description, 104).slice(0, 5).map((line, index) => words(60, 760 + index * 28, 18, line, '#3a3f48')).join('');
  const thumbs = [0, 1, 2, 3].map((i) => `<rect x="${60 + i * 92}" y="650" width="78" height="60" rx="4" fill="#f4f5f7" stroke="${i ? '#d8dbe0' : '#b4472f'}" stroke-width="${i ? 1 : 3}"/>`).join('');
  const svg = picture(
    ink,
    [
      `<rect width="1280" height="900" fill="#fff"/><rect width="1280" height="64" fill="#b4472f"/>${words(60, 42, 27, page.shop, '#fff', 'font-weight="700"')}<rect x="520" y="14" width="560" height="36" rx="18" fill="#fff"/>${words(544, 38, 17, 'Search in this shop', '#8a909b')}`,
      `${words(60, 100, 15, 'Home  ›  Shop  ›  Item', '#8a909b')}<rect x="60" y="120" width="520" height="520" rx="6" fill="#f7f7f8"/><g transform="translate(60 120)">${hero(ink)}</g>${thumbs}`,
      `${titleLines}${words(640, priceY + 8, 33, page.price, '#b4472f', 'font-weight="700"')}<rect x="640" y="${priceY + 28}" width="190" height="44" rx="22" fill="#b4472f"/>${words(735, priceY + 57, 18, 'Add to basket', '#fff', 'text-anchor="middle"')}<rect x="850" y="${priceY + 28}" width="150" height="44" rx="22" fill="none" stroke="#b4472f" stroke-width="2"/>${words(925, priceY + 57, 18, 'Ask seller', '#b4472f', 'text-anchor="middle"')}`,
      `${rows}<path d="M60 728H1220" stroke="#d8dbe0"/>${text}<g transform="translate(1120 84)" opacity=".5">${bars(page.shop, 90, 18)}</g>`,
    ],
    { width: 1280, height: 900 },
  );
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' }).jpeg({ quality: 80 }).toBuffer();
}

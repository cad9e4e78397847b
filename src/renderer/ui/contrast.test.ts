import { describe, expect, it } from 'vitest';
import css from './tokens.css?raw';

const [usual, contrast] = css.split(":root[data-contrast='more'] {") as [string, string];
const read = (text: string) => [...text.matchAll(/--t-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((match) => [match[1]!, [match[2]!, match[3]!]] as const);
const usualColours = new Map(read(usual));
const sets = { usual: usualColours, contrast: new Map([...usualColours, ...read(contrast)]) };

/** WCAG 2 relative luminance of '#rrggbb'. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['canvas', 'sunken', 'surface', 'paper', 'float', 'hover', 'selected'];
const tones = ['info', 'attention', 'danger', 'done'];
const pairs: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [['text', ground], ['muted', ground], ['accent', ground], ...tones.map((tone): [string, string] => [tone, ground])]),
  ...tones.flatMap((tone): [string, string][] => [[tone, `${tone}-soft`], ['text', `${tone}-soft`]]),
  ['accent', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  // The tooltip is drawn in reverse.
  ['canvas', 'text'],
];

describe.each(['usual', 'contrast'] as const)('colours of the %s set', (name) => {
  const colours = sets[name];
  const of = (token: string, look: 0 | 1): string => {
    const colour = colours.get(token)?.[look];
    if (!colour) throw new Error(`tokens.css has no colour ${token}`);
    return colour;
  };

  it.each([['light', 0], ['dark', 1]] as const)('words are never fainter than 4.5:1 on any ground they stand on, %s', (_look, look) => {
    const faint = pairs.filter(([word, ground]) => ratio(of(word, look), of(ground, look)) < 4.5);
    expect(faint.map(([word, ground]) => `${word} on ${ground} ${ratio(of(word, look), of(ground, look)).toFixed(2)}`)).toEqual([]);
  });
  it.each([['light', 0], ['dark', 1]] as const)('the edge of a control and the focus ring are never fainter than 3:1, %s', (_look, look) => {
    const faint = ['paper', 'surface', 'sunken', 'canvas'].filter((ground) => ratio(of('border-strong', look), of(ground, look)) < 3 || ratio(of('focus', look), of(ground, look)) < 3);
    expect(faint).toEqual([]);
  });
});

describe('the high-contrast set', () => {
  const of = (token: string, look: number): string => sets.contrast.get(token)![look]!;
  const looks = [0, 1] as const;

  it('raises words to 7:1 on every ground they stand on, selected and hovered rows too', () => {
    const faint = looks.flatMap((look) => pairs.filter(([word, ground]) => ratio(of(word, look), of(ground, look)) < 7).map(([word, ground]) => `${word} on ${ground} ${look === 0 ? 'light' : 'dark'} ${ratio(of(word, look), of(ground, look)).toFixed(2)}`));
    expect(faint).toEqual([]);
  });
  it('raises every edge and the focus ring to 4.5:1, hairlines and the edges of notes included', () => {
    const edges = ['border', 'border-strong', 'focus', 'buyer', 'seller', ...tones.map((tone) => `${tone}-border`)];
    const faint = looks.flatMap((look) => ['canvas', 'sunken', 'surface', 'paper', 'float', 'stage'].flatMap((ground) => edges.filter((edge) => ratio(of(edge, look), of(ground, look)) < 4.5)));
    expect(faint).toEqual([]);
  });
  it('has a colour of its own for all but nothing: none of the usual set shines through', () => {
    const own = new Set(read(contrast).map(([token]) => token));
    expect([...usualColours.keys()].filter((token) => !own.has(token))).toEqual([]);
  });
});

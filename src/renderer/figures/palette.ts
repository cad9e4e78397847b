/** Colours of the tokens as the page shows them now, resolved to what SVG takes. */
export type Palette = { font: string; text: string; muted: string; border: string; ground: string; series: string[] };

const seriesTokens = ['accent', 'attention', 'done', 'info', 'danger'];

/** Reads the tokens where `place` stands: a token is `light-dark(…)`, which only a used colour resolves. */
export function paletteAt(place: HTMLElement): Palette {
  const probe = place.ownerDocument.createElement('span');
  probe.hidden = true;
  place.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(--t-${token})`;
    return getComputedStyle(probe).color;
  };
  // Written into attributes of the SVG, which double quotes would end.
  const font = getComputedStyle(place).fontFamily.replaceAll('"', "'");
  const palette = { font, text: colour('text'), muted: colour('muted'), border: colour('border'), ground: colour('paper'), series: seriesTokens.map(colour) };
  probe.remove();
  return palette;
}

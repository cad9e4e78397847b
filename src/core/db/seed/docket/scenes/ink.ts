/** Collects the gradients and clips of one drawing, so that ids never collide. */
export interface Ink {
  /** Registers a linear gradient of evenly spaced (or `colour@0.3`) stops and returns its paint; angle in degrees, 0 is left to right. */
  linear(stops: readonly string[], angle?: number): string;
  /** Registers a radial gradient, centre in parts of the box. */
  radial(stops: readonly string[], cx?: number, cy?: number, r?: number): string;
  /** Registers a clip path and returns its attribute value. */
  clip(shape: string): string;
  /** Everything registered so far. */
  defs(): string;
}

function stopTags(stops: readonly string[]): string {
  return stops
    .map((stop, index) => {
      const [paint = '', offset] = stop.split('@');
      const [colour = '', opacity] = paint.split('/');
      const at = offset ?? String(index / Math.max(1, stops.length - 1));
      return `<stop offset="${at}" stop-color="${colour}"${opacity ? ` stop-opacity="${opacity}"` : ''}/>`;
    })
    .join('');
}

/** Starts a drawing. A stop is `#rrggbb`, with `/opacity` and `@offset` where wanted. */
export function startInk(): Ink {
  const tags: string[] = [];
  const add = (prefix: string, tag: (id: string) => string): string => {
    const id = `${prefix}${tags.length}`;
    tags.push(tag(id));
    return `url(#${id})`;
  };
  return {
    linear: (stops, angle = 90) => {
      const turn = (angle * Math.PI) / 180;
      const [dx, dy] = [Math.cos(turn) / 2, Math.sin(turn) / 2].map((part) => Number(part.toFixed(3))) as [number, number];
      return add('l', (id) => `<linearGradient id="${id}" x1="${0.5 - dx}" y1="${0.5 - dy}" x2="${0.5 + dx}" y2="${0.5 + dy}">${stopTags(stops)}</linearGradient>`);
    },
    radial: (stops, cx = 0.5, cy = 0.5, r = 0.5) =>
      add('r', (id) => `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopTags(stops)}</radialGradient>`),
    clip: (shape) => add('c', (id) => `<clipPath id="${id}">${shape}</clipPath>`),
    defs: () => tags.join(''),
  };
}

/** Escapes text for SVG. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);
}

/** A line of text; `anchor` start, middle or end. */
export function words(x: number, y: number, size: number, text: string, fill = '#222', extra = ''): string {
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" font-family="Liberation Sans, DejaVu Sans, Noto Sans, Noto Sans CJK JP, sans-serif" ${extra}>${escapeXml(text)}</text>`;
}

/** Words that may hold anything, as text or an attribute of an SVG. */
export function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

type At = { x: number; y: number };

/** A line of text; `anchor` says which end of it is at the place. */
export function text({ x, y }: At, words: string, kind = 'words', anchor: 'start' | 'middle' | 'end' = 'start'): string {
  return `<text class="${kind}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

/** A straight line. */
export function line(from: At, to: At, kind: string): string {
  return `<line class="${kind}" x1="${round(from.x)}" y1="${round(from.y)}" x2="${round(to.x)}" y2="${round(to.y)}"/>`;
}

/** A rectangle with the words that a pointer over it shows. */
export function rect({ x, y }: At, width: number, height: number, kind: string, title: string): string {
  return `<rect class="${kind}" x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${height}" rx="2"><title>${escaped(title)}</title></rect>`;
}

/** A line through points, with a dot at each. */
export function path(points: readonly At[], kind: string, title: string): string {
  const dots = points.map(({ x, y }) => `<circle class="${kind} dot" cx="${round(x)}" cy="${round(y)}" r="2.5"/>`).join('');
  return `<g><title>${escaped(title)}</title><polyline class="${kind}" points="${points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')}"/>${dots}</g>`;
}

/** A whole picture on a ground of its own, in the colours of the reader's system, light or dark. */
export function picture(width: number, height: number, title: string, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<style>${style}</style>
<rect class="ground" width="${width}" height="${height}"/>
${parts.join('\n')}
</svg>
`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const style = `
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
text.small { font-size: 11px; fill: #59636e; }
text.title { font-size: 14px; font-weight: 600; }
text.missed { fill: #a83a00; }
.ground { fill: #ffffff; }
line.grid { stroke: #d1d9e0; }
line.peer { stroke: #59636e; }
line.bar { stroke: #1f2328; stroke-width: 2.5; }
rect.met { fill: #3b7dd8; } rect.missed { fill: #d9652b; } rect.none { fill: #98a2ad; }
polyline { fill: none; stroke-width: 1.5; } polyline.met { stroke: #3b7dd8; } polyline.missed { stroke: #d9652b; stroke-width: 2; }
circle.met { fill: #3b7dd8; } circle.missed { fill: #d9652b; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } text.small { fill: #9198a1; } text.missed { fill: #ff9a66; }
  .ground { fill: #0d1117; }
  line.grid { stroke: #2c333b; } line.peer { stroke: #9198a1; } line.bar { stroke: #e6edf3; }
  rect.met { fill: #5b9bf0; } rect.missed { fill: #ee7f45; } rect.none { fill: #6b7580; }
  polyline.met { stroke: #5b9bf0; } polyline.missed { stroke: #ee7f45; } circle.met { fill: #5b9bf0; } circle.missed { fill: #ee7f45; }
}`;

/** HTML as words; the result is only ever shown as text. A tag never reaches over the next '<', so each is read once. */
export function toWords(html: string): string {
  return withoutHidden(html)
    .replace(/<(br|\/p|\/div|\/tr|\/h\d|\/li)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_whole, hex?: string, decimal?: string) => characterOf(hex === undefined ? Number(decimal) : parseInt(hex, 16)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function characterOf(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}

/** Takes out elements that are never shown; one that is not closed stays, and is looked for once only: a mail of openings must not stall. */
function withoutHidden(html: string): string {
  const unclosed = new Set<string>();
  let shown = '';
  let at = 0;
  for (const { index, 1: name = '' } of html.matchAll(/<(script|style|head)\b/gi)) {
    if (index < at || unclosed.has(name.toLowerCase())) continue;
    const close = new RegExp(`</${name}\\s*>`, 'gi');
    close.lastIndex = index;
    if (close.exec(html) === null) {
      unclosed.add(name.toLowerCase());
      continue;
    }
    shown += html.slice(at, index);
    at = close.lastIndex;
  }
  return shown + html.slice(at);
}

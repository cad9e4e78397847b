/** Where a mail's headers or an SVG's root element must have begun; real ones do within a few thousand characters. */
const mostHead = 256 * 1024;

/** Whether text is an SVG picture: its first element, behind declarations and comments, is <svg>. Reads the text once, however it is made. */
export function startsAsSvg(text: string): boolean {
  const head = text.slice(0, mostHead);
  for (let at = 0; ; ) {
    while (/\s/.test(head.charAt(at))) at += 1;
    const end = head.startsWith('<!--', at) ? '-->' : head.startsWith('<?', at) || /^<!doctype svg/i.test(head.slice(at, at + 13)) ? '>' : null;
    if (end === null) return /^<svg[\s>]/i.test(head.slice(at, at + 5));
    const endsAt = head.indexOf(end, at);
    if (endsAt < 0) return false;
    at = endsAt + end.length;
  }
}

/** Whether text begins like a mail: three or more header lines, then an empty one. Reads line by line, so a long chat cannot stall it. */
export function startsAsMail(text: string): boolean {
  let headers = 0;
  for (const line of text.slice(0, mostHead).split(/\r?\n/)) {
    if (line === '') return headers >= 3;
    if (/^[A-Za-z][A-Za-z-]*:/.test(line)) headers += 1;
    else if (headers === 0 || !/^[ \t]/.test(line)) return false;
  }
  return false;
}

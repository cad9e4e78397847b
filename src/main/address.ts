/** The scheme of everything the Electron shell shows. */
export const deskScheme = 'desk';
/** The start of the screens. */
export const startPage = 'desk://app/index.html';
/** The origin the screens have, as a browser writes it. */
export const pageOrigin = 'desk://app';

/** Whether a URL is one of the desk's own screens. */
export function isPage(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'desk:' && parsed.host === 'app';
}

/** Whether a URL is a document that the screens may show in a frame: the inert page of an exhibit, or what draws PDFs. */
export function isFramed(url: string): boolean {
  return /^desk:\/\/evidence\/[\w-]{1,100}\/page(\?|$)/.test(url) || url === 'desk://app/pdf-frame.html';
}

/** Whether a URL is a file of the core, which is saved rather than navigated to. */
export function isFile(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'desk:' && (['evidence', 'export', 'letter', 'report'].includes(parsed.host));
}

/** Whether a URL is a file that a screen of the desk made itself, such as a saved report. A blob carries the origin of the page that made it. */
export function isMadeHere(url: string): boolean {
  return url.startsWith(`blob:${pageOrigin}/`);
}

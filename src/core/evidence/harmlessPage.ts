import createPurify from 'dompurify';
import { JSDOM } from 'jsdom';

/** Bytes of a page at most, with its pictures. */
const mostBytes = 2 * 1024 * 1024;
/** Tags at most: a newsletter has a few thousand, and every one costs a kilobyte while it is read. */
const mostTags = 20_000;
/** What a page may load: nothing but the pictures written into it. The frame and its address forbid the same again. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
const ownPicture = /^data:image\/webp;base64,[A-Za-z0-9+/=]+$/;
/** Ways for a style to reach for an address; a backslash can spell any of them. */
const reaching = /url\s*\(|image-set|src\s*\(|@import|\\/i;

const { window } = new JSDOM('');
const purify = createPurify(window);

/** Makes a picture of the mail a data: address by its Content-ID; null when it has none to show. */
export type InlinePicture = (contentId: string) => Promise<string | null>;

/** A page with nothing active in it, as a whole document in UTF-8, or in words why there is none. */
export type HarmlessPage = { page: Uint8Array; why: null } | { page: null; why: string };

/**
 * HTML without scripts, forms, frames, addresses or anything that loads: links become words with their target behind them, pictures from
 * elsewhere a note. Pictures of the mail itself come from `picture`, re-encoded.
 */
export async function toHarmlessPage(html: string, picture: InlinePicture = async () => null): Promise<HarmlessPage> {
  if (html.length > mostBytes || html.split('<', mostTags + 1).length > mostTags) return { page: null, why: 'it has too many elements' };
  try {
    // A document of the parser has no window: nothing in it runs, nothing is loaded.
    const given = new window.DOMParser().parseFromString(html, 'text/html');
    for (const style of given.querySelectorAll('style')) {
      if (reaching.test(style.textContent)) style.remove();
      else given.body.prepend(style);
    }
    for (const styled of given.querySelectorAll('[style]')) if (reaching.test(styled.getAttribute('style') ?? '')) styled.removeAttribute('style');
    const isStyled = given.querySelector('style, [style], [class]') !== null;
    for (const link of given.querySelectorAll('a')) spellOut(link, isStyled);
    for (const image of given.querySelectorAll('img')) await settle(image, picture);
    const body = purify.sanitize(given.body, {
      USE_PROFILES: { html: true },
      FORBID_TAGS: ['form', 'input', 'button', 'select', 'textarea', 'option', 'video', 'audio', 'source', 'track', 'picture', 'map', 'area', 'dialog', 'template', 'slot', 'a'],
      FORBID_ATTR: ['srcset', 'background', 'poster', 'cite', 'longdesc', 'usemap', 'name', 'autofocus', 'tabindex', 'href'],
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
    });
    const page = Buffer.from(`<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"></head><body>${body}</body></html>`);
    return page.length > mostBytes ? { page: null, why: 'it is larger than 2 MB' } : { page, why: null };
  } catch (error) {
    // Elements nested by the thousand end the stack, here and in every browser.
    if (error instanceof RangeError) return { page: null, why: 'its elements are nested too deep' };
    throw error;
  }
}

/** Beats every rule of the mail's own style: without it the mail could hide where its links lead, or draw it white on white. */
const seen = 'all:initial!important;color:#000!important;background:#fff!important';

/** A link as its words, then where it leads in brackets: a bank's name over another's address shows. Words that a style may hide or add to prove nothing. */
function spellOut(link: HTMLAnchorElement, isStyled: boolean): void {
  const target = visible(link.getAttribute('href')?.trim() ?? '').slice(0, 500);
  const words = link.textContent.trim();
  if (target !== '' && !target.startsWith('#') && (isStyled || target !== words)) {
    const place = link.ownerDocument.createElement('span');
    place.setAttribute('style', seen);
    place.textContent = ` [${target}]`;
    link.append(place);
  }
  link.replaceWith(...link.childNodes);
}

async function settle(image: HTMLImageElement, picture: InlinePicture): Promise<void> {
  const contentId = /^cid:(.+)$/is.exec(image.getAttribute('src')?.trim() ?? '')?.[1];
  const own = contentId === undefined ? null : await picture(contentId);
  if (own !== null && ownPicture.test(own)) image.setAttribute('src', own);
  else image.replaceWith('[picture not loaded]');
}

/** Marks that turn the order of letters round are written out: an address must read as it is. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

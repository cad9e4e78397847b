import { describe, expect, it } from 'vitest';
import { toHarmlessPage } from './harmlessPage.ts';

const page = async (html: string) => {
  const made = await toHarmlessPage(html);
  return made.page ? Buffer.from(made.page).toString() : made.why;
};
/** What stands between <body> and </body>. */
const body = async (html: string) => /<body>(.*)<\/body>/s.exec((await page(html)) ?? '')?.[1];

/** Where a link leads, as the page spells it out. */
const leads = (target: string) => `<span style="all:initial!important;color:#000!important;background:#fff!important"> [${target}]</span>`;

describe('a harmless page', () => {
  it('is a whole document that says itself that it loads nothing', async () => {
    expect(await page('<p>Hello</p>')).toBe(
      `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"></head><body><p>Hello</p></body></html>`,
    );
  });

  it('turns links into words with where they lead, so that one bank cannot stand over another', async () => {
    expect(await body('<p><a href="https://evil.example/login">https://bank.example</a></p>')).toBe(`<p>https://bank.example${leads('https://evil.example/login')}</p>`);
    expect(await body('<a href="https://shop.example">https://shop.example</a>')).toBe('https://shop.example');
    expect(await body('<a href="javascript:alert(1)"><b>go</b></a>')).toBe(`<b>go</b>${leads('javascript:alert(1)')}`);
    expect(await body('<a href="https://shop.example/\u202egpj.exe">x</a>')).toBe(`x${leads('https://shop.example/[U+202E]gpj.exe')}`);
  });

  it('shows where a link leads although the style of the mail hides all spans, and although it draws a bank over the words of the link', async () => {
    const hiding = await body('<style>span, * { display: none !important; font-size: 0 !important; color: white !important }</style><a href="https://evil.example">https://bank.example</a>');
    expect(hiding).toContain(leads('https://evil.example'));
    const drawn = await body('<style>b { font-size: 0 } b::before { content: "https://bank.example"; font-size: 16px }</style><a href="https://evil.example"><b>https://evil.example</b></a>');
    expect(drawn).toContain(leads('https://evil.example'));
  });

  it('says where a picture from elsewhere was, and asks nobody for it (tracking pixel)', async () => {
    const html = await body('<img src="http://tracker.example/p.gif" width="1"><img srcset="http://x.example/a 2x"><img src="data:image/svg+xml,<svg onload=alert(1)>"><table background="http://x.example/b"><tr><td>x</td></tr></table>');
    expect(html).toBe('[picture not loaded][picture not loaded][picture not loaded]<table><tbody><tr><td>x</td></tr></tbody></table>');
  });

  it('keeps how a mail is laid out, without styles that reach for an address', async () => {
    const html = await body('<style>p { color: red }</style><style>@import "http://x.example/s.css";</style><p style="color:#333">a</p><p style="background:u\\72l(http://x.example)">b</p><p style="background:url(http://x.example)">c</p>');
    expect(html).toBe('<style>p { color: red }</style><p style="color:#333">a</p><p>b</p><p>c</p>');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="x.swf"></object><embed src="x.swf">',
    '<form action="http://x.example"><input name="password"><button>Sign in</button></form>',
    '<base href="http://x.example/"><meta http-equiv="refresh" content="0;url=http://x.example"><link rel="stylesheet" href="http://x.example/s.css">',
    '<svg><animate onbegin="alert(1)" attributeName="x"/><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<video src="http://x.example/v.mp4" autoplay></video><audio src="http://x.example/a.mp3" autoplay></audio>',
    '<a href="http://x.example" ping="http://x.example/p">x</a><area href="http://x.example">',
    '<div><a><template><script>alert(1)</script></template></a></div>',
  ])('holds nothing active: %s', async (html) => {
    const made = await body(html);
    expect(made).not.toMatch(/<(script|iframe|object|embed|form|input|button|base|meta|link|svg|math|video|audio|area|a|template)\b|\son\w+\s*=|\s(href|src|ping|action)\s*=/i);
  });

  it('takes only a picture that was drawn anew, even from the mail itself', async () => {
    const own = await toHarmlessPage('<img src="cid:a@b"><img src="CID:none">', async (id) => (id === 'a@b' ? 'data:image/webp;base64,AAAA' : 'javascript:alert(1)'));
    expect(Buffer.from(own.page ?? []).toString()).toContain('<body><img src="data:image/webp;base64,AAAA">[picture not loaded]</body>');
  });

  it('is not made of a million elements, nor of more than 2 MB', async () => {
    expect(await toHarmlessPage('<br>'.repeat(400_000))).toEqual({ page: null, why: 'it has too many elements' });
    expect(await toHarmlessPage('x'.repeat(3 * 1024 * 1024))).toMatchObject({ page: null });
    const large = await toHarmlessPage('<img src="cid:a">'.repeat(30), async () => `data:image/webp;base64,${'A'.repeat(100_000)}`);
    expect(large).toEqual({ page: null, why: 'it is larger than 2 MB' });
  });
});

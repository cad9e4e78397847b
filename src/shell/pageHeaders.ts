/** What a page of the desk may load and frame, and from where: `ownFiles` are further origins of its evidence, `socket` of its events. */
export function contentSecurityPolicy({ ownFiles = '', socket = '' }: { ownFiles?: string; socket?: string } = {}): string {
  const self = ["'self'", ownFiles].filter(Boolean).join(' ');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Vue and the view library place floating parts by style attributes.
    "style-src-attr 'unsafe-inline'",
    `img-src ${self} blob: data:`,
    `media-src ${self} blob:`,
    `connect-src ${[self, socket].filter(Boolean).join(' ')}`,
    "font-src 'self'",
    `frame-src ${self}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of every answer, whatever it carries. */
export const commonHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'x-dns-prefetch-control': 'off',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), display-capture=()',
} as const;

/** Evidence opened by itself is inert: no script, no frame, an origin of its own. */
export const evidencePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; frame-ancestors 'none'; sandbox";

/** Headers of the two documents that may be framed, and by the desk at `ancestor` alone: any other page could lay them under its own words (clickjacking). */
function framed(policy: string, ancestor: string): Record<string, string> {
  const closed = `${policy}; form-action 'none'; base-uri 'none'; frame-ancestors ${ancestor}`;
  return { 'content-security-policy': closed, 'x-frame-options': 'SAMEORIGIN' };
}

/** The page variant of evidence: no script, an origin of its own, nothing loaded but what is written into it. */
export function evidencePageHeaders(ancestor: string): Record<string, string> {
  return framed("sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'", ancestor);
}

/** The frame that draws PDFs: an origin of its own, the one script named by its hash, which may run the decoders it is handed; no request to anywhere. */
export function pdfFrameHeaders(scriptHash: string, ancestor: string): Record<string, string> {
  return framed(`sandbox allow-scripts; default-src 'none'; script-src '${scriptHash}' 'wasm-unsafe-eval'; img-src blob: data:; font-src data:`, ancestor);
}

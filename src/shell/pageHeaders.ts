/** What a page of the desk may load, and from where: `ownFiles` are further origins of its evidence, `socket` of its events. */
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
    "frame-src 'self' blob:",
    "worker-src 'self' blob:",
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
export const evidencePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; sandbox";

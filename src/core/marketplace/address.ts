const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The address of a marketplace as it is kept: without a slash at the end and without `/v1`. Null when it is no address, when what is sent there
 * could be read on the way (http:// to another machine), or when it carries a name, a password or a query.
 */
export function marketplaceAddress(text: string): string | null {
  const url = URL.parse(text.trim());
  if (!url || text.length > 500) return null;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
  if (!isSafe || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}`;
}

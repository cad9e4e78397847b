/** Checksum algorithms by their name in a manifest's file name (lower case, letters and digits) -> name in node:crypto and hex digits. */
const known: Record<string, { node: string; digits: number }> = {
  md5: { node: 'md5', digits: 32 },
  sha1: { node: 'sha1', digits: 40 },
  sha224: { node: 'sha224', digits: 56 },
  sha256: { node: 'sha256', digits: 64 },
  sha384: { node: 'sha384', digits: 96 },
  sha512: { node: 'sha512', digits: 128 },
  sha3256: { node: 'sha3-256', digits: 64 },
  sha3512: { node: 'sha3-512', digits: 128 },
};

/** An algorithm a manifest names; `node` is null for one that is not known here. */
export type BagAlgorithm = { name: string; node: string | null; digits: number | null; isWeak: boolean };

/** Looks an algorithm up by the name in a manifest's file name. */
export function algorithmOf(written: string): BagAlgorithm {
  const name = written.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  return { name, node: found?.node ?? null, digits: found?.digits ?? null, isWeak: name === 'md5' || name === 'sha1' };
}

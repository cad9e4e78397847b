/** A name as a forgiving file system sees it: NFC and without case. Two names that are equal here must not stand side by side. */
export function comparableName(name: string): string {
  // Upper first: full case folding of letters such as sharp s, long s and final sigma.
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** Names that meet on a forgiving file system: `[one, other]`, or a file that is also a folder. */
export type NameClash = { kind: 'collision' | 'file_and_folder'; path: string; other: string };

/** Finds the first two paths ('/'-separated; folders end with '/') that collide by case or normalisation, or a file used as a folder. */
export function findNameClash(paths: Iterable<string>): NameClash | null {
  const seen = new Map<string, { exact: string; isFolder: boolean; isListed: boolean }>();
  for (const path of paths) {
    const isFolder = path.endsWith('/');
    const parts = (isFolder ? path.slice(0, -1) : path).split('/');
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const exact = parts.slice(0, depth).join('/');
      const isSelf = depth === parts.length;
      const here = { exact, isFolder: !isSelf || isFolder, isListed: isSelf };
      const key = comparableName(exact);
      const before = seen.get(key);
      if (before === undefined) {
        seen.set(key, here);
        continue;
      }
      if (before.isFolder !== here.isFolder) return { kind: 'file_and_folder', path, other: before.exact };
      if (before.exact !== exact || (before.isListed && here.isListed)) return { kind: 'collision', path, other: before.exact };
      before.isListed ||= here.isListed;
    }
  }
  return null;
}

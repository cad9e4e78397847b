import { safeFileName } from '../../contract/fileName.ts';
import type { Side } from '../../contract/vocabulary.ts';
import { comparableName } from './bundle/comparableName.ts';
import { isEvidencePath } from './bundle/evidencePath.ts';
import { foldersOf } from './bundle/fileTree.ts';
import { checkName } from './bundle/nameRules.ts';

/** An evidence item on its way out; `keptSha256` is that of the file here, null when there is none. */
export type OutgoingItem = { id: string; side: Side; fileName: string; path: string | null; sha256: string | null; keptSha256: string | null; label: string };

/**
 * Where each item's file goes in a bundle, by id; null for what never was a file. A path stays as it came unless it cannot stand in a bundle
 * or another file lies there; then the item gets a name after its label. Items with the same bytes may share one path.
 */
export function exportPaths(items: readonly OutgoingItem[]): Map<string, string | null> {
  const paths = new Map<string, string | null>();
  const taken = takenNames();
  // Files that are here choose first: one that is only named must not push a kept one from its place.
  for (const item of [...items.filter(isKept), ...items.filter((one) => !isKept(one))]) {
    const content = item.keptSha256 ?? item.sha256 ?? '';
    const isGood = item.path !== null && isEvidencePath(item.path) && checkName(`data/${item.path}`) === null;
    if (item.path === null) paths.set(item.id, null);
    else paths.set(item.id, isGood && taken.claim(item.path, content, isKept(item)) ? item.path : freshPath(item, content, taken));
  }
  return paths;
}

function isKept(item: OutgoingItem): boolean {
  return item.keptSha256 !== null;
}

type Taken = { claim(path: string, content: string, isKept: boolean): boolean };

/** Names given out so far, as the most forgiving file system sees them. */
function takenNames(): Taken {
  const files = new Map<string, { path: string; content: string; isKept: boolean }>();
  const folders = new Map<string, string>();
  return {
    claim: (path, content, isKept) => {
      const key = comparableName(path);
      const before = files.get(key);
      if (before) return before.path === path && before.content === content && before.isKept === isKept;
      const above = foldersOf(path);
      const isBetween = above.some((folder) => files.has(comparableName(folder)) || (folders.get(comparableName(folder)) ?? folder) !== folder);
      if (folders.has(key) || isBetween) return false;
      files.set(key, { path, content, isKept });
      for (const folder of above) folders.set(comparableName(folder), folder);
      return true;
    },
  };
}

function freshPath({ side, label, fileName }: OutgoingItem, content: string, taken: Taken): string {
  // Short enough that the number is never cut off.
  const start = label.slice(0, 40);
  for (let count = 1; ; count += 1) {
    const path = `evidence/${side}/${safeFileName(`${start}${count > 1 ? `-${count}` : ''}-${fileName}`)}`;
    if (taken.claim(path, content, true)) return path;
  }
}

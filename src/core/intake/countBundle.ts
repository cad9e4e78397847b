import type { BundleFiles, ImportedCase } from '../../contract/intake.ts';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import { sides } from '../../contract/vocabulary.ts';
import type { Bundle, BundleFile } from './bundle/openBundle.ts';

/** The documents of a bundle, which the case itself was read from. */
export const documentPath = /^data\/(?:case|ruling|triage)\.json$/;

const owners = [...sides, 'document', 'beside'] as const;

/** What a bundle held, counted by whom its files speak for; owners without files are left out. */
export function countBundle(neutral: NeutralCase, { version, valid, complete, files }: Bundle, matches: ReadonlyMap<string, string>): NonNullable<ImportedCase['bundle']> {
  // The case itself is nobody's exhibit, though an item may name it.
  const placeOf = ({ id, path }: NeutralCase['evidence'][number]) => matches.get(id) ?? (documentPath.test(`data/${path}`) ? `${id} of no file` : `data/${path}`);
  const items = new Map<string, NeutralCase['evidence'][number]>(neutral.evidence.flatMap((item) => (item.path === null ? [] : [[placeOf(item), item] as const])));
  const rows = new Map<BundleFiles['of'], BundleFiles>();
  const count = (of: BundleFiles['of'], state: BundleFile['state'], bytes: number) => {
    const row = rows.get(of) ?? { of, bytes: 0, good: 0, damaged: 0, missing: 0, unlisted: 0 };
    rows.set(of, { ...row, bytes: row.bytes + bytes, [state]: row[state] + 1 });
  };
  const seen = new Set<string>();
  for (const file of files) {
    seen.add(file.path);
    const item = items.get(file.path);
    const isAnother = file.state === 'good' && typeof item?.sha256 === 'string' && item.sha256 !== file.sha256;
    count(item?.side ?? (documentPath.test(file.path) ? 'document' : 'beside'), isAnother ? 'damaged' : file.state, file.size ?? 0);
  }
  for (const [path, item] of items) if (!seen.has(path)) count(item.side, 'missing', 0);
  return { version, valid, complete, files: owners.flatMap((of) => rows.get(of) ?? []) };
}

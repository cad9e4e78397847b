import { createHash } from 'node:crypto';
import { NeutralCase } from '../../../../contract/neutralCase.ts';
import type { Story } from './story.ts';
import { allStories } from './stories/all.ts';
import { timesFrom, type Times } from './times.ts';

/** One sample case ready to be packed: files are given by their path below data/. */
export interface MadeCase {
  slug: string;
  packedAs: 'folder' | 'zip';
  caseDocument: NeutralCase;
  files: { path: string; bytes: Buffer; sha256: string }[];
  /** Path of the file to damage after packing, or null. */
  damagedPath: string | null;
}

/** Makes the files of one story and the document that names them. */
export async function makeCase(story: Story, times: Times): Promise<MadeCase> {
  const files: MadeCase['files'] = [];
  let damagedPath: string | null = null;
  const evidence = [];
  for (const { make, fileName, text, ...exhibit } of story.exhibits) {
    if (!make) {
      evidence.push({ ...exhibit, fileName, text: text ?? null });
      continue;
    }
    const bytes = await make(times);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const path = `evidence/${exhibit.side}/${fileName}`;
    files.push({ path, bytes, sha256 });
    if (exhibit.id === story.damagedId) damagedPath = path;
    evidence.push({ ...exhibit, fileName, path, sha256, size: bytes.length });
  }
  return { slug: story.slug, packedAs: story.packedAs, caseDocument: NeutralCase.parse({ ...story.caseDocument, evidence }), files, damagedPath };
}

/** Draws and writes the whole docket around an anchor, one case at a time; slow, because every picture is made. */
export async function* makeDocket({ anchor }: { anchor: Date }): AsyncGenerator<MadeCase> {
  const times = timesFrom(anchor);
  for (const [index, tellStory] of allStories.entries()) {
    const made = await makeCase(tellStory(times), times);
    yield { ...made, slug: `${String(index + 1).padStart(2, '0')}-${made.slug}` };
  }
}

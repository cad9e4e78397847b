import { caseLimits } from '../../contract/caseLimits.ts';
import { NeutralCase, neutralCaseSchema } from '../../contract/neutralCase.ts';
import { Id, SomeText } from '../../contract/text.ts';
import type { EvidenceKind, Side } from '../../contract/vocabulary.ts';
import { sides } from '../../contract/vocabulary.ts';
import type { Bundle } from './bundle/openBundle.ts';

const kindsByEnding: [RegExp, EvidenceKind][] = [
  [/\.(jpe?g|png|webp|gif|heic|avif|tiff?|bmp)$/i, 'photo'],
  [/\.(mp4|webm|mov|ogv)$/i, 'video'],
  [/\.(mp3|ogg|wav|m4a|flac)$/i, 'audio'],
  [/\.eml$/i, 'email'],
  [/\.(pdf|docx?|odt|txt|html?)$/i, 'document'],
];

/** A case for a bag without a readable case.json, so that its files can be looked at; `name` stands in for a source id. */
export function placeholderCase(bundle: Bundle, name: string): NeutralCase {
  const said = bundle.info.find((field) => field.label.toLowerCase() === 'external-identifier')?.value.trim();
  return NeutralCase.parse({
    schema: neutralCaseSchema,
    source: 'bag',
    // A bag may say anything there; what is no id must not keep its files from being looked at.
    sourceId: Id.safeParse(said).data ?? name.toWellFormed().slice(0, 190).toWellFormed(),
    stage: 'claim',
    claims: [{ id: '1', reason: 'other', words: 'This bag has no case that can be read. Its files are listed as evidence of the platform unless their folder names a side.' }],
    evidence: bundle.files
      .filter((file) => !/^data\/(case|ruling|triage)\.json$/.test(file.path))
      // Files that are here stand first: of those that are only listed, a hostile list can name more than a case may hold.
      .slice(0, caseLimits.evidence)
      .map((file, index) => {
        const path = file.path.replace(/^data\//, '');
        const ownName = path.slice(path.lastIndexOf('/') + 1);
        const fileName = SomeText.safeParse(ownName).data ?? `file-${index + 1}`;
        return {
          id: String(index + 1),
          side: sideOf(path),
          kind: kindsByEnding.find(([ending]) => ending.test(fileName))?.[1] ?? 'other',
          fileName,
          path,
          sha256: file.sha256,
          size: file.size,
        };
      }),
  });
}

function sideOf(path: string): Side {
  return sides.find((side) => path.startsWith(`evidence/${side}/`)) ?? 'platform';
}

import { sides } from '../../../contract/vocabulary.ts';

const evidencePath = new RegExp(`^evidence/(?:${sides.join('|')})/[^/].*$`, 's');

/** Whether a path of case.json is evidence/<side>/<name> and stays there. */
export function isEvidencePath(path: string): boolean {
  return evidencePath.test(path) && !path.split('/').includes('..');
}

import type { BundleReport } from './bundleReport.ts';
import { findNameClash } from './comparableName.ts';
import { checkName, controlCharacters, isReservedName } from './nameRules.ts';

/** What systems leave behind in a folder they showed; harmless, and evidence of nothing. */
const leftovers = /(?:^|\/)(?:\.DS_Store|\._[^/]+|Thumbs\.db|desktop\.ini)$/i;

/** Checks the names of a bag in a folder: what RFC 8493 or other systems cannot bear is a fault, what is merely awkward a warning. */
export function checkBagNames(paths: string[], isStrict: boolean, report: BundleReport): void {
  const clash = findNameClash(paths);
  if (clash !== null) {
    // Drafts before 1.0 said nothing of such names; here both files lie side by side and neither is lost.
    const tell = isStrict ? report.fault : report.warn;
    tell('FILE_NAMES_COLLIDE', clash.path, `This name and ${clash.other} are the same but for case or the form of their letters.`);
  }
  for (const path of paths) {
    checkOne(path, report);
    if (leftovers.test(path)) report.warn('FILE_LEFT_BY_SYSTEM', path, 'A system left this file behind by itself; nobody handed it in.');
  }
}

function checkOne(path: string, report: BundleReport): void {
  // RFC 8493 provides for line ends in names (%0A, %0D); no other control character has a reason to be there.
  if (controlCharacters.test(path.replaceAll(/[\r\n]/g, ''))) {
    report.fault('FILE_NAME_CONTROL', path, 'The name of this file holds a control character.');
  } else if (path.split('/').some(isReservedName)) {
    report.fault('FILE_NAME_RESERVED', path, 'The name of this file is reserved by Windows.');
  } else if (checkName(path) !== null) {
    report.warn('FILE_NAME_NOT_PORTABLE', path, 'The name of this file cannot be used on every system.');
  }
}

import type { BundleReport } from './bundleReport.ts';
import { findNameClash } from './comparableName.ts';
import { checkName, controlCharacters, isReservedName } from './nameRules.ts';

/** Checks the names of a bag in a folder: what RFC 8493 or other systems cannot bear is a fault, what is merely awkward a warning. */
export function checkBagNames(paths: string[], report: BundleReport): void {
  const clash = findNameClash(paths);
  if (clash !== null) {
    report.fault('FILE_NAMES_COLLIDE', clash.path, `This name and ${clash.other} are the same but for case or the form of their letters.`);
  }
  for (const path of paths) checkOne(path, report);
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

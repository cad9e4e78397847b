import { endingOf, safeFileName } from '../../contract/fileName.ts';
import type { Exhibit } from '../../contract/caseFile.ts';
import { visibleWords } from '../ui/visibleWords.ts';

/** Endings that a system runs, installs or follows when such a file is opened. */
const programs = new Set(
  ('exe com scr bat cmd pif msi msp mst cpl dll sys lnk url scf hta js jse vbs vbe wsf wsh ws ps1 psm1 reg inf jar jnlp app command tool workflow dmg pkg mpkg iso img vhd vhdx sh bash csh zsh run bin elf ' +
    'deb rpm appimage snap flatpakref desktop apk ipa xpi crx py pyw pl rb php settingcontent-ms library-ms search-ms appref-ms appx msix gadget application chm one xll').split(' '),
);
/** Endings that can carry macros or scripts. */
const carriers = new Set('docm dotm xlsm xltm xlam pptm potm ppam ppsm doc xls ppt rtf html htm xhtml shtml svg svgz mht mhtml xml xsl swf pdf'.split(' '));
const families: Record<string, string> = {
  jpg: 'image/', jpeg: 'image/', png: 'image/', gif: 'image/', webp: 'image/', bmp: 'image/', tif: 'image/', tiff: 'image/', heic: 'image/', avif: 'image/', svg: 'image/svg+xml', pdf: 'application/pdf',
  mp4: 'video/', mov: 'video/', webm: 'video/', mp3: 'audio/', wav: 'audio/', ogg: '', m4a: '', txt: 'text/', html: 'text/html', htm: 'text/html', eml: 'message/rfc822',
};

/** What in a file's name or content could mislead or harm the person who saves it, one sentence each. */
export function nameTraps({ fileName, mediaType }: Pick<Exhibit, 'fileName' | 'mediaType'>): string[] {
  const ending = endingOf(safeFileName(fileName));
  const before = endingOf(safeFileName(fileName).slice(0, -(ending.length + 1)).trimEnd());
  const family = families[ending];
  const traps: string[] = [];
  if (visibleWords(fileName) !== fileName) traps.push('Its name holds signs that cannot be seen and can turn it round. They are written out above and left out of the saved name.');
  if (programs.has(ending) && families[before] !== undefined) traps.push(`It looks like a .${before} file, but it ends in .${ending}: opened, it runs as a program.`);
  else if (programs.has(ending)) traps.push(`It ends in .${ending}: opened, it runs as a program or leads to one.`);
  else if (carriers.has(ending)) traps.push(`A .${ending} file can hold scripts or macros that run when it is opened.`);
  if (family && mediaType && !mediaType.startsWith(family)) traps.push(`Its name says .${ending}, but by its content it is ${mediaType}.`);
  return traps;
}

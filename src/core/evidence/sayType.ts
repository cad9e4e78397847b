import { isSafe } from './plainLook.ts';

/** Types that are never opened here, each with what it is in words; the first that fits counts. */
const notOpened: [RegExp, string][] = [
  [/macroenabled/, 'an office document with macros'],
  [/wordprocessingml|ms-word/, 'a Word document'],
  [/spreadsheetml|ms-excel/, 'an Excel table'],
  [/presentationml|ms-powerpoint/, 'a PowerPoint presentation'],
  [/opendocument\.text/, 'a text document of LibreOffice'],
  [/opendocument\.spreadsheet/, 'a table of LibreOffice'],
  [/opendocument/, 'a document of LibreOffice'],
  [/ms-outlook/, 'a mail of Outlook'],
  [/x-cfb/, 'an older Word, Excel, PowerPoint or Outlook file'],
  [/\/rtf$/, 'a document in rich text'],
  [/epub|mobipocket/, 'an electronic book'],
  [/postscript|\/eps$/, 'a PostScript document'],
  [/android\.package|java-archive|x-msdownload|x-elf|mach-binary|java-vm|x-msi|x-deb|x-rpm|chrome-extension|xpinstall|wasm|shockwave|ms\.shortcut|apple-diskimage|htmlhelp|regedit/, 'a program, or a file that can start one; it is never run'],
  [/zip|x-tar|rar|x-7z|bzip2|x-xz|zstd|x-lz|x-compress|cab-compressed|x-arj|x-ace|cpio|unix-archive|x-asar/, 'an archive; archives stay closed'],
  [/^font\//, 'a font'],
  [/^image\//, 'a picture in a format that is not drawn'],
  [/^(video|audio)\//, 'a recording in a format that is not played'],
];

/** One sentence on a file that is only ever saved, by its true media type; null when there is nothing to say but the type. */
export function sayType(mediaType: string): string | null {
  const found = notOpened.find(([type]) => type.test(mediaType))?.[1];
  if (found === undefined) return null;
  return found.includes(';') ? `This is ${found} here. ${isSafe}` : `This is ${found}; it is not opened here. ${isSafe}`;
}

import { startsAsMail } from '../../evidence/sniffText.ts';
import { decodeText } from '../../evidence/text.ts';
import type { NoCase } from './whatIsIt.ts';

/** First bytes of files that come along with disputes, as Latin-1; `at` is where they stand. */
const marks: readonly { at: number; mark: RegExp; kind: keyof typeof alone }[] = [
  { at: 0, mark: /^\xff\xd8\xff|^\x89PNG|^GIF8|^BM.{4}\0\0\0\0|^II\*\0|^MM\0\*/s, kind: 'photo' },
  { at: 8, mark: /^WEBP/, kind: 'photo' },
  { at: 4, mark: /^ftyp(heic|heix|mif1|avif)/, kind: 'photo' },
  { at: 0, mark: /^%PDF-/, kind: 'pdf' },
  { at: 4, mark: /^ftyp(M4A|M4B)/, kind: 'audio' },
  { at: 4, mark: /^ftyp/, kind: 'video' },
  { at: 0, mark: /^\x1aE\xdf\xa3/, kind: 'video' },
  { at: 0, mark: /^ID3|^OggS|^fLaC|^\xff[\xfb\xf3\xf2]/, kind: 'audio' },
  { at: 8, mark: /^WAVE/, kind: 'audio' },
];
const alone = { photo: 'a photo', pdf: 'a PDF', video: 'a video', audio: 'a sound recording', mail: 'an e-mail' } as const;
const archive = /^\x1f\x8b|^7z\xbc\xaf|^Rar!|^BZh|^\xfd7zXZ/;
const bundlePart = /^(bagit|bag-info|fetch|(tag)?manifest-[a-z0-9]+)\.txt$/i;

/**
 * Says what a file is that holds no JSON document at all; null when it starts like one, so that its reader may say where it breaks.
 * Judged by content; the name only tells the parts of a bundle apart.
 */
export function describeNoDocument(bytes: Uint8Array, path: string): NoCase | null {
  if (bytes.length === 0) return { code: 'FILE_EMPTY', message: 'The file is empty: nothing of it can be taken in.' };
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  const found = marks.find(({ at, mark }) => mark.test(head.slice(at)));
  if (found) return evidenceAlone(found.kind);
  if (archive.test(head)) return { code: 'FILE_ARCHIVE_UNREAD', message: 'This is an archive of a kind the desk does not open. A bundle comes as a folder or as .zip. The file is kept.' };
  const text = decodeText(bytes);
  if (text === null) return { code: 'FILE_NO_DOCUMENT', message: 'This is no JSON document and no evidence of a kind the desk knows. It is kept as it is.' };
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (start === '') return { code: 'FILE_EMPTY', message: 'The file holds nothing but blanks: there is nothing to take in.' };
  if (start.startsWith('{') || start.startsWith('[')) return null;
  const name = path.split(/[\\/]/).at(-1) ?? path;
  if (bundlePart.test(name)) {
    return { code: 'FILE_BUNDLE_PART', message: `${name} is one part of a bundle. Hand in the whole folder, or its .zip, so that the files can be checked against each other.` };
  }
  if (startsAsMail(text)) return evidenceAlone('mail');
  const what = /^<(!doctype html|html)[\s>]/i.test(start) ? 'a web page' : start.startsWith('<') ? 'XML' : 'plain text';
  return { code: 'FILE_NO_DOCUMENT', message: `This is ${what}, no JSON document, and the desk knows no marketplace file of this kind. It is kept as it is.` };
}

function evidenceAlone(kind: keyof typeof alone): NoCase {
  const message = `This is ${alone[kind]} without its case: evidence comes in a bundle, together with the case it belongs to. The file is kept.`;
  return { code: 'FILE_EVIDENCE_ALONE', message };
}

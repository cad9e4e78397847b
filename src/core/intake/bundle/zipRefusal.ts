/** Why an archive is refused, one plain sentence per class. */
export const archiveSentences = {
  ARCHIVE_NOT_ZIP: 'The file is not a zip archive.',
  ARCHIVE_TRUNCATED: 'The archive is cut off: its end is missing.',
  ARCHIVE_TRAILING_DATA: 'There is more data behind the end of the archive.',
  ARCHIVE_COMMENT: 'The archive carries a comment, where other data can hide.',
  ARCHIVE_MULTI_DISK: 'The archive is one part of several.',
  ARCHIVE_ZIP64: 'The records for large archives (zip64) contradict the others.',
  ARCHIVE_DIRECTORY: 'The list of contents is damaged.',
  ARCHIVE_PREFIX: 'There is other data before the start of the archive.',
  ARCHIVE_OVERLAP: 'Entries overlap or are not in the order of the list of contents.',
  ARCHIVE_GAP: 'There is unlisted data between entries.',
  ARCHIVE_LOCAL_HEADER: 'An entry does not start where the list of contents says.',
  ARCHIVE_HEADERS_DISAGREE: 'An entry and the list of contents say different things about it.',
  ARCHIVE_DESCRIPTOR: 'The closing record of an entry contradicts the list of contents.',
  ARCHIVE_ENCRYPTED: 'The archive is encrypted.',
  ARCHIVE_FLAGS: 'An entry uses features that are not accepted.',
  ARCHIVE_METHOD: 'An entry is packed by a method other than stored or deflated.',
  ARCHIVE_EXTRA_FIELD: 'An entry carries an extra field that is damaged or not accepted.',
  ARCHIVE_LINK: 'The archive holds a link.',
  ARCHIVE_SPECIAL_FILE: 'The archive holds something that is neither a file nor a folder.',
  ARCHIVE_FOLDER_WITH_DATA: 'A folder of the archive carries data.',
  ARCHIVE_TOO_MANY_ENTRIES: 'The archive holds too many entries.',
  ARCHIVE_TOO_LARGE: 'The archive is too large, packed or unpacked.',
  ARCHIVE_FILE_TOO_LARGE: 'A file of the archive is too large when unpacked.',
  ARCHIVE_RATIO: 'The archive unpacks to far more than it holds, as an archive bomb does.',
  ARCHIVE_DEFLATE: 'The packed data of an entry is damaged.',
  ARCHIVE_SIZE: 'An entry does not have the size that the list of contents says.',
  ARCHIVE_CRC: 'An entry does not match its checksum.',
  ARCHIVE_NAME_NOT_UTF8: 'A name in the archive is not valid UTF-8.',
  ARCHIVE_NAME_CONTROL: 'A name in the archive holds a control character.',
  ARCHIVE_NAME_BIDI: 'A name in the archive holds characters that turn the reading direction.',
  ARCHIVE_NAME_ABSOLUTE: 'A name in the archive is an absolute path.',
  ARCHIVE_NAME_BACKSLASH: 'A name in the archive holds a backslash.',
  ARCHIVE_NAME_DRIVE: 'A name in the archive starts with a drive letter.',
  ARCHIVE_NAME_FORBIDDEN_CHARACTER: 'A name in the archive holds one of the characters : * ? " < > |',
  ARCHIVE_NAME_EMPTY_PART: 'A name in the archive is empty or has an empty or "." part.',
  ARCHIVE_NAME_LEAVES: 'A name in the archive leads out of it ("..").',
  ARCHIVE_NAME_TRAILING: 'A name in the archive ends with a dot or a blank.',
  ARCHIVE_NAME_RESERVED: 'A name in the archive is reserved by Windows.',
  ARCHIVE_NAME_TOO_LONG: 'A name in the archive is too long.',
  ARCHIVE_NAME_TOO_DEEP: 'Folders in the archive are nested too deep.',
  ARCHIVE_NAMES_COLLIDE: 'Two names in the archive are the same but for case or the form of their letters.',
  ARCHIVE_FILE_AND_FOLDER: 'A name in the archive is both a file and a folder.',
} as const;
export type ArchiveCode = keyof typeof archiveSentences;

/** Whether an error's code is one of an archive. */
export function isArchiveCode(code: unknown): code is ArchiveCode {
  return typeof code === 'string' && Object.hasOwn(archiveSentences, code);
}

/** The archive is refused as a whole; nothing of it was kept. `path` names the entry, `detail` adds numbers for the report. */
export class ArchiveRefused extends Error {
  readonly code: ArchiveCode;
  readonly path: string | null;

  constructor(code: ArchiveCode, path: string | null = null, detail = '') {
    super(archiveSentences[code] + (detail === '' ? '' : ` ${detail}`));
    this.name = 'ArchiveRefused';
    this.code = code;
    this.path = path;
  }
}

/** What is left of a file that made no case, and the one thing to do about it. `safe` is empty where the core's sentence says it already. */
export type Refusal = { safe: string; wayOn: string; isDanger: boolean };

const untouched = 'No copy was made; it lies untouched where it was.';
const kept = 'It is kept as it came.';
const refused = 'Refused as a whole: nothing of it was unpacked or kept.';
const copyAgain = 'Copy it again from where it came from, and hand in the copy.';
const packAgain = 'Ask the sender to pack the plain files again with an ordinary zip program, or to hand over the folder.';
const split = 'Ask the sender to spread the evidence over several bundles.';

/** Codes of archives that are broken rather than built to mislead. */
const broken = /^ARCHIVE_(CRC|DEFLATE|DIRECTORY|NOT_ZIP|SIZE|TRUNCATED)$/;
const tooLarge = /^ARCHIVE_(FILE_)?TOO_(LARGE|MANY_ENTRIES)$/;

const known: Readonly<Record<string, Omit<Refusal, 'isDanger'>>> = {
  ARCHIVE_ENCRYPTED: { safe: refused, wayOn: 'Ask the sender for it without a password.' },
  ARCHIVE_MULTI_DISK: { safe: refused, wayOn: 'Put the parts together on the machine they came from, and hand in the whole.' },
  BAG_DECLARATION_MISSING: { safe: untouched, wayOn: 'Hand in the folder that holds bagit.txt, or its .zip. If there is none, ask the sender for a bundle.' },
  BAG_TOO_MANY_FILES: { safe: untouched, wayOn: split },
  CASE_COMPANION_ALONE: { safe: kept, wayOn: 'Hand it in again together with its claim, in one folder.' },
  CASE_COMPANION_AMBIGUOUS: { safe: kept, wayOn: 'Put it into a folder with the one claim it belongs to, and hand in that folder.' },
  CASE_COMPANION_OTHER_CLAIM: { safe: kept, wayOn: 'Put it into a folder with the claim it belongs to, and hand in that folder.' },
  CASE_INCOMPLETE: { safe: kept, wayOn: 'Ask the sender for a complete export of this dispute.' },
  CASE_INVALID: { safe: kept, wayOn: 'Send the place and the sentence to who made the file, and hand in the mended one.' },
  CASE_JSON_BROKEN: { safe: kept, wayOn: 'Send the place to who made the file, or export it again at the source.' },
  CASE_NOT_A_DISPUTE: { safe: kept, wayOn: 'Export the dispute itself at the source, and hand that in.' },
  CASE_NOT_STORED: { safe: 'Nothing of it was taken in; it lies untouched where it was.', wayOn: 'Hand it in again by itself. If that fails too, send this report to who looks after the desk.' },
  CASE_NOT_TEXT: { safe: kept, wayOn: copyAgain },
  CASE_TOO_LARGE: { safe: kept, wayOn: 'Ask the sender for the dispute alone, without what surrounds it in the export.' },
  CASE_TOO_MUCH: { safe: kept, wayOn: 'Hand it in again by itself.' },
  CASE_UNKNOWN_FORMAT: { safe: kept, wayOn: 'Hand in the bundle or the export of a marketplace that belongs to it.' },
  CASE_VERSION_UNKNOWN: { safe: kept, wayOn: 'Ask the sender for an export that this desk knows, or bring the desk up to date.' },
  FILE_ARCHIVE_UNREAD: { safe: '', wayOn: 'Unpack it where you trust it, and hand in the folder or a .zip of it.' },
  FILE_BUNDLE_PART: { safe: kept, wayOn: 'Hand in the folder around it as a whole.' },
  FILE_EMPTY: { safe: kept, wayOn: copyAgain },
  FILE_EVIDENCE_ALONE: { safe: '', wayOn: 'Hand in the bundle it belongs to.' },
  FILE_IS_SPECIAL: { safe: untouched, wayOn: 'Hand in the file it leads to, if you trust it.' },
  FILE_NO_DOCUMENT: { safe: '', wayOn: 'Hand in the bundle or the export of a marketplace that belongs to it.' },
  FILE_NOT_FOUND: { safe: 'Nothing was changed.', wayOn: 'See that the stick or disk is plugged in, and hand it in again.' },
  FILE_NOT_READABLE: { safe: untouched, wayOn: 'Copy it to this machine first, or ask for the right to read it.' },
  FILE_TOO_LARGE: { safe: untouched, wayOn: 'If it is evidence, hand in the bundle it belongs to.' },
  FILE_TOO_MANY: { safe: untouched, wayOn: 'Hand in its folders one after the other.' },
  FILE_TOO_MUCH: { safe: untouched, wayOn: 'Hand it in again by itself.' },
};

/** What is safe about a file that was not taken in, and the way on; danger when an archive is built as no honest program builds it. */
export function refusalOf(code: string): Refusal {
  if (Object.hasOwn(known, code)) return { safe: untouched, wayOn: '', ...known[code], isDanger: false };
  if (broken.test(code)) return { safe: refused, wayOn: copyAgain, isDanger: false };
  if (tooLarge.test(code)) return { safe: refused, wayOn: split, isDanger: false };
  if (code.startsWith('ARCHIVE_')) return { safe: refused, wayOn: packAgain, isDanger: true };
  return { safe: untouched, wayOn: 'Send this report to who sent the file.', isDanger: false };
}

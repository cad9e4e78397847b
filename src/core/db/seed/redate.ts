import type { NeutralCase } from '../../../contract/neutralCase.ts';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const dayMillis = 86_400_000;

/** Moves every instant of a document by so many milliseconds; all other text stays as it is. */
export function shiftDocument(document: NeutralCase, shift: number): NeutralCase {
  return JSON.parse(JSON.stringify(document), (_key, value: unknown) =>
    typeof value === 'string' && instant.test(value) ? new Date(Date.parse(value) + shift).toISOString().replace('.000Z', 'Z') : value,
  ) as NeutralCase;
}

function shiftExif(text: string, shift: number): string {
  return text.replace(/\d{4}:\d\d:\d\d \d\d:\d\d:\d\d(?=\0)/g, (found) => {
    const moment = Date.parse(`${found.slice(0, 10).replaceAll(':', '-')}T${found.slice(11)}Z`) + shift;
    return new Date(moment).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', ':');
  });
}

function shiftText(text: string, shift: number): string {
  return text
    .replace(/(?<=\[)(\d{4}-\d\d-\d\d) (\d\d:\d\d)(?=\])/g, (_all, day: string, clock: string) => new Date(Date.parse(`${day}T${clock}:00Z`) + shift).toISOString().slice(0, 16).replace('T', ' '))
    .replace(/(?<=[( ])\d{4}-\d\d-\d\d(?=\))/g, (day) => new Date(Date.parse(day) + Math.round(shift / dayMillis) * dayMillis).toISOString().slice(0, 10))
    .replace(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d(?= \+0000)/g, (found) => new Date(Date.parse(`${found} +0000`) + shift).toUTCString().replace(' GMT', ''));
}

/** Moves the dates inside a sample file without changing its length: EXIF of photos, lines of chats, heads of mails, days in our own PDFs. */
export function redateFile(path: string, bytes: Buffer, shift: number): Buffer {
  if (path.endsWith('.jpg')) {
    const head = 2048;
    return Buffer.concat([Buffer.from(shiftExif(bytes.toString('latin1', 0, head), shift), 'latin1'), bytes.subarray(head)]);
  }
  if (/\.(pdf|txt|eml)$/.test(path)) return Buffer.from(shiftText(bytes.toString('latin1'), shift), 'latin1');
  return bytes;
}

/** Gives a photo an id of its own in place, so that two cases with one picture do not share their bytes; `unique` is 32 hexadecimal digits. */
export function renamePhoto(bytes: Buffer, unique: string): Buffer {
  const head = bytes.toString('latin1', 0, 2048);
  const at = /(?<![0-9a-f])[0-9a-f]{32}(?=\0)/.exec(head)?.index;
  if (at === undefined) return bytes;
  const copy = Buffer.from(bytes);
  copy.write(unique, at, 'latin1');
  return copy;
}

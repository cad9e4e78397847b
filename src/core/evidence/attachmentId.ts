import { sha256 } from '../ids.ts';

const mostIdLength = 200;

/** The id of an attachment: that of its mail and its number, from 1, the same at every desk; a long one is shortened by its hash. */
export function attachmentId(mailId: string, number: number): string {
  const ending = `/attachment-${number}`;
  const whole = mailId + ending;
  return whole.length <= mostIdLength ? whole : sha256(mailId) + ending;
}

/** Whether an id may be that of an attachment. */
export function isAttachmentId(id: string): boolean {
  return /\/attachment-\d{1,2}$/.test(id);
}

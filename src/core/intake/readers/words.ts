import type { EvidenceKind, Reason } from '../../../contract/vocabulary.ts';

/** `send_message_to_mediator` as words: `Send message to mediator`. */
export function spoken(code: string): string {
  const text = code
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase();
  return text === '' ? 'Not named' : text[0]?.toUpperCase() + text.slice(1);
}

/** What kind of evidence a file is, by its media type or the ending of its name. */
export function kindOfFile(name: string | null, mediaType: string | null = null): EvidenceKind {
  const type = mediaType?.toLowerCase() ?? '';
  const ending = /\.([a-z0-9]{2,5})(?:[?#_].*)?$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
  if (type.startsWith('image/') || /^(jpe?g|png|gif|webp|heic|heif|avif|bmp|tiff?)$/.test(ending)) return 'photo';
  if (type.startsWith('video/') || /^(mp4|mov|webm|avi|mkv|3gp|m4v)$/.test(ending)) return 'video';
  if (type.startsWith('audio/') || /^(mp3|m4a|wav|ogg|opus|amr)$/.test(ending)) return 'audio';
  if (type === 'message/rfc822' || ending === 'eml') return 'email';
  if (type !== '' || /^(pdf|docx?|xlsx?|txt|csv|html?|rtf)$/.test(ending)) return 'document';
  return 'other';
}

/** The last part of an address or path, as a file name; the fallback when it has none. */
export function fileNameOf(address: string | null, fallback: string): string {
  const name = (address ?? '').split(/[?#]/)[0]?.split('/').at(-1)?.trim() ?? '';
  return name === '' ? fallback : name;
}

/** A party's words about what is wrong, tried in order: the narrow reasons before the wide ones. English, Spanish, Portuguese, Russian, Chinese. */
const signs: readonly [Reason, RegExp][] = [
  ['return_not_refunded', /refund (?:was )?not (?:received|processed)|not refunded|credit.?not.?processed|退款未/i],
  ['counterfeit', /counterfeit|fake|replica|falsific|falso|подделк|假货|仿品/i],
  [
    'not_received',
    /not?.?(?:yet.)?rec[ei]{2}ve?|n[o']t (?:arrive|deliver)|never (?:arrive|rec)|non.?delivery|undelivered|haven'?t received|no (?:me )?lleg|no recib|n[aã]o (?:chegou|recebi)|не (?:получ|приш)|未收到|没收到/i,
  ],
  ['missing_parts', /missing|incomplete|quantity|shortage|falta|incomplet|не хватает|缺少|数量不/i],
  ['damaged_in_transit', /damag|broken|crushed|da[ñn]ad|quebrad|roto|danificad|повре|сломан|破损|损坏/i],
  ['defective', /defect|quality|not work|doesn'?t work|malfunction|faulty|no funciona|n[aã]o funciona|не работает|质量|故障/i],
  ['wrong_item', /wrong|different (?:item|product|colou?r|size)|equivocad|diferent[ea]|errad|не тот|发错|错发/i],
  ['not_as_described', /not.?as.?described|does(?:n'?t| not) match|differ|mismatch|no coincide|不符/i],
];

/** The reason a party's words point to, or null. A suggestion: the caller warns when it uses it. */
export function reasonFromWords(...words: (string | null)[]): Reason | null {
  for (const text of words) {
    const found = text === null ? undefined : signs.find(([, sign]) => sign.test(text));
    if (found) return found[0];
  }
  return null;
}

import { html, raw } from 'hono/html';

/** A piece of the page; everything put into one is escaped. */
export type Piece = ReturnType<typeof html>;

type Field = { name: string; label: string; kind?: 'text' | 'long' | 'number' | 'choice' | 'null'; value?: string; options?: { value: string; words: string }[] };

const decimals: Record<string, number> = { JPY: 0, KRW: 0, VND: 0, CLP: 0, ISK: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3 };

/** Minor units as people read them: EUR 1,234.50. */
export function money(minor: string, currency: string): string {
  const places = decimals[currency] ?? 2;
  const digits = minor.replace('-', '').padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${minor.startsWith('-') ? '−' : ''}${currency} ${whole}${places === 0 ? '' : `.${digits.slice(-places)}`}`;
}

/** A moment in UTC, to the second. */
export function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** Words from outside with their invisible controls spelt out, so that none can turn a line round. */
export function outside(words: string): string {
  return words.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : `⟦${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`));
}

const tones: Record<string, string> = {
  escalated: 'info', decided: 'done', withdrawn: '', settled: 'done', processing: 'attention', failed: 'danger', accepted: 'attention', delivered: 'info', read: 'done',
  requested: 'attention', done: 'done', refused: 'danger', ordered: 'info', called_off: '', shipped: 'info', in_transit: 'info', inspected: 'done', waiting: 'attention', taken: 'done',
};

/** A state, with its colour beside its word. */
export function state(word: string): Piece {
  return html`<span class="state ${tones[word] ?? ''}">${word.replaceAll('_', ' ')}</span>`;
}

/** A button that makes something happen; with fields it asks for them first. */
export function button(id: string, words: string, path: string, input: object, { fields = [], title = '', isOn }: { fields?: Field[]; title?: string; isOn?: boolean } = {}): Piece {
  const pressed = isOn === undefined ? '' : raw(` aria-pressed="${isOn}"`);
  return html`<button type="button" id="${id}" title="${title}" data-act="${JSON.stringify({ path, input, fields })}"${pressed}>${words}${fields.length > 0 ? '…' : ''}</button>`;
}

/** A link to the page of a dispute. */
export function disputeLink(disputeId: string): Piece {
  return html`<a href="#dispute/${encodeURIComponent(disputeId)}">${outside(disputeId)}</a>`;
}

/** A section with its heading and what can be done in it. */
export function section(heading: string, content: Piece | Piece[], acts: Piece | Piece[] = []): Piece {
  return html`<section><div class="head"><h2>${heading}</h2><div class="acts">${acts}</div></div>${content}</section>`;
}

/** A table, or words in its place when it is empty. */
export function table(heads: readonly (string | null)[], rows: readonly Piece[], empty: string): Piece {
  if (rows.length === 0) return html`<p class="muted">${empty}</p>`;
  return html`<table><thead><tr>${heads.map((head) => (head === null ? html`<td></td>` : head.startsWith('=') ? html`<th class="money">${head.slice(1)}</th>` : html`<th>${head}</th>`))}</tr></thead><tbody>${rows}</tbody></table>`;
}

/** A field for a photo that is drawn when the act is done. */
export function photoField(name: 'files' | 'photos', isNeeded = false): Field {
  const scenes = ['packed', 'whole', 'cracked', 'stained', 'other_colour', 'empty_box', 'part_missing', 'doorstep', 'label'];
  return { name, label: 'A photo to go with it', kind: 'choice', value: isNeeded ? 'whole' : '', options: [{ value: '', words: 'none' }, ...scenes.map((value) => ({ value, words: value.replaceAll('_', ' ') }))] };
}

/** A choice between the two parties. */
export const partyField: Field = { name: 'from', label: 'Who', kind: 'choice', value: 'buyer', options: [{ value: 'buyer', words: 'the buyer' }, { value: 'seller', words: 'the seller' }] };

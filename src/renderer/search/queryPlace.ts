import { queryFields, type QueryField } from '../../contract/queryFields.ts';

/** The part of a query the caret stands in: [from, to) of the text, what is typed of it before the caret, and whether it is turned round by a minus. */
export type QueryPlace = { from: number; to: number; isNot: boolean } & (
  | { is: 'start'; typed: string }
  /** `before`: the values before the comma the caret stands behind. */
  | { is: 'value'; field: QueryField; sign: string; before: string[]; typed: string }
);

const isField = (name: string): name is QueryField => Object.hasOwn(queryFields, name);
const isBlank = (sign: string | undefined): boolean => sign === undefined || /\s/.test(sign);

/** What is being typed at the caret. A quote opens only where the reader of queries takes one: before a word or a value. */
export function placeAt(text: string, caret: number): QueryPlace {
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < caret; at += 1) {
    if (text[at] === '"' && (isQuoted || isBlank(text[at - 1]) || /[:<>=-]/.test(text[at - 1] ?? ''))) isQuoted = !isQuoted;
    else if (!isQuoted && isBlank(text[at])) from = at + 1;
  }
  let to = caret;
  while (to < text.length && (isQuoted ? text[to] !== '"' : !isBlank(text[to]))) to += 1;
  if (isQuoted && text[to] === '"') to += 1;
  const [, minus = '', name = '', sign = '', value = ''] = /^(-?)([a-z]+)(:|<=|>=|<|>|=)"?([^"]*)$/is.exec(text.slice(from, caret)) ?? [];
  const field = name.toLowerCase();
  if (sign !== '' && isField(field)) {
    const values = value.split(',');
    return { is: 'value', from, to, isNot: minus === '-', field, sign, before: values.slice(0, -1).map((one) => one.trim()).filter((one) => one !== ''), typed: values.at(-1)!.trim() };
  }
  const typed = text.slice(from, caret);
  return { is: 'start', from, to, isNot: typed.startsWith('-'), typed: typed.replace(/^-/, '') };
}

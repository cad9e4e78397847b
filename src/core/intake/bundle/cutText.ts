/** Text of a stranger's choosing, cut in its middle to at most `most` characters: how it starts and how it ends both tell something. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.ceil((most - 3) / 2);
  return `${text.slice(0, head).toWellFormed()} … ${text.slice(text.length - (most - 3 - head)).toWellFormed()}`;
}

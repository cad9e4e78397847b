/**
 * Canonical JSON (RFC 8785) of plain data, a big integer as text with an n behind it. A file is hashed and frozen many thousand times, and the
 * library looks at every letter one by one; a property test holds both against each other. Throws on NaN, infinity, and half a surrogate pair.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'bigint') return `"${value}n"`;
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('A number that is none has no canonical form.');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => (one === undefined ? 'null' : canonical(one))).join(',')}]`;
  return isPlain(value) ? fieldsOf(value as Record<string, unknown>) : canonical(JSON.parse(JSON.stringify(value)));
}

function fieldsOf(value: Record<string, unknown>): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const field = value[key];
    if (field !== undefined) text += `${text === '' ? '' : ','}${textOf(key)}:${canonical(field)}`;
  }
  return `{${text}}`;
}

function textOf(value: string): string {
  if (!value.isWellFormed()) throw new Error('Half a surrogate pair has no canonical form.');
  return JSON.stringify(value);
}

function isPlain(value: object): boolean {
  const kind = Object.getPrototypeOf(value) as unknown;
  return kind === Object.prototype || kind === null;
}

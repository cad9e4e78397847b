import type { z } from 'zod';
import { isWholeText } from '../../contract/text.ts';
import { parseJson } from '../intake/parseJson.ts';

/** Why a document is not taken in; `isUnfinished`: it may still be on its way onto the disk. */
export type Refusal = { code: string; message: string; schema: string | null; isUnfinished: boolean };
export type ReadDocument = { ok: true; schema: string; document: unknown } | ({ ok: false } & Refusal);

/** Largest document that is read: words of one party and names of files, never the files. */
export const mostDocumentBytes = 1024 * 1024;
const mostValues = 5_000;

/** Reads one document of the exchange folder: strict UTF-8, strict JSON, a schema of the table, and nothing that schema does not name. Pure. */
export function readDocument(bytes: Uint8Array, schemas: Readonly<Record<string, z.ZodType>>): ReadDocument {
  if (bytes.length > mostDocumentBytes) return refused('DOCUMENT_TOO_LARGE', `The document is larger than ${mostDocumentBytes / 1024} KiB; files stand beside a document, never inside it.`);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return refused('DOCUMENT_NOT_UTF8', 'The document is UTF-16; it must be UTF-8.');
  const parsed = parseJson(bytes, mostValues);
  if (!parsed.ok) {
    const code = parsed.code === 'CASE_NOT_TEXT' ? 'DOCUMENT_NOT_UTF8' : parsed.code === 'CASE_TOO_LARGE' ? 'DOCUMENT_TOO_LARGE' : 'DOCUMENT_JSON_BROKEN';
    return { ...refused(code, `Line ${parsed.line}, column ${parsed.column}: ${parsed.message}`), isUnfinished: code === 'DOCUMENT_JSON_BROKEN' };
  }
  const { value } = parsed;
  const schema = typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value['schema'] === 'string' ? value['schema'] : null;
  if (schema === null) return refused('DOCUMENT_WITHOUT_SCHEMA', 'The document does not say what it is: it has no schema.');
  const wanted = Object.hasOwn(schemas, schema) ? schemas[schema] : undefined;
  if (!wanted) return refused('DOCUMENT_SCHEMA_UNKNOWN', `This desk reads ${Object.keys(schemas).join(', ')}; the document says it is ${schema.slice(0, 80)}.`);
  if (!isWholeText(JSON.stringify(value))) return refused('DOCUMENT_INVALID', 'The document holds half of a surrogate pair; no text may.', schema);
  const result = wanted.safeParse(value);
  if (result.success) return { ok: true, schema, document: result.data };
  const issues = result.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'document'}: ${issue.message}`);
  return refused('DOCUMENT_INVALID', `${issues.join('; ')}.`, schema);
}

function refused(code: string, message: string, schema: string | null = null): { ok: false } & Refusal {
  return { ok: false, code, message: message.toWellFormed(), schema, isUnfinished: false };
}

import { z } from 'zod';
import { NeutralCase } from '../../../contract/neutralCase.ts';
import { RulingDocument, TriageDocument } from '../../../contract/bundleDocuments.ts';
import { cutText } from '../bundle/cutText.ts';
import { parseJson } from '../parseJson.ts';
import { readPayloads, type FailedPayload, type ReadPayload } from '../readers/index.ts';

/** What came of data/case.json: the case, or what is wrong with it. */
export type ReadCase = { ok: true; value: NeutralCase } | { ok: false; faults: { code: string; message: string }[] };
/** What came of a document that travels with a case; `message` is the end of a sentence that starts with its name. */
export type ReadDocument<Value> = { ok: true; value: Value } | { ok: false; message: string };
/** What came of payload files: cases ready to be stored, and files that are none. */
export type ReadFiles = { cases: (ReadPayload & { case: NeutralCase })[]; failed: FailedPayload[] };

/** All that is done with a stranger's documents before they are known to be harmless: it may take long, and so runs beside the core. */
export const documentWork = {
  case: (bytes: Uint8Array): ReadCase => {
    const parsed = parseJson(bytes);
    if (!parsed.ok) return { ok: false, faults: [{ code: parsed.code, message: `case.json, line ${parsed.line}, column ${parsed.column}: ${parsed.message}` }] };
    const checked = NeutralCase.safeParse(parsed.value);
    return checked.success ? { ok: true, value: checked.data } : { ok: false, faults: tellIssues(checked.error.issues) };
  },
  ruling: (bytes: Uint8Array): ReadDocument<RulingDocument> => readDocument(RulingDocument, bytes),
  triage: (bytes: Uint8Array): ReadDocument<TriageDocument> => readDocument(TriageDocument, bytes),
  payloads: (files: readonly { path: string; bytes: Uint8Array }[]): ReadFiles => {
    const { cases, failed } = readPayloads(files);
    return { cases: cases.map((one) => ({ ...one, case: NeutralCase.parse(one.case) })), failed };
  },
};
export type DocumentWork = typeof documentWork;

const mostIssues = 20;

function tellIssues(issues: readonly z.core.$ZodIssue[]): { code: string; message: string }[] {
  const told = issues.slice(0, mostIssues).map((issue) => ({ code: 'CASE_INVALID', message: `case.json is no dispute-case/1 at ${cutText(jsonPath(issue.path), 200)}: ${cutText(issue.message, 200)}.` }));
  if (issues.length > mostIssues) told.push({ code: 'CASE_INVALID', message: `case.json has ${issues.length - mostIssues} more faults of this kind.` });
  return told;
}

function readDocument<Value>(schema: z.ZodType<Value>, bytes: Uint8Array): ReadDocument<Value> {
  const parsed = parseJson(bytes);
  if (!parsed.ok) return { ok: false, message: `cannot be read: line ${parsed.line}, column ${parsed.column}: ${parsed.message}` };
  const checked = schema.safeParse(parsed.value);
  return checked.success ? { ok: true, value: checked.data } : { ok: false, message: `does not follow its schema: ${cutText(z.prettifyError(checked.error), 300)}` };
}

function jsonPath(path: PropertyKey[]): string {
  return `$${path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')}`;
}

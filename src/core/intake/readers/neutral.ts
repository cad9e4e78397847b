import type { z } from 'zod';
import { NeutralCase, neutralCaseSchema } from '../../../contract/neutralCase.ts';
import type { JsonValue } from '../parseJson.ts';
import { hasKeys } from './reader.ts';

/** What came of reading a `case.json`; `at` is the JSON path of the first thing wrong. */
export type ReadNeutral =
  { ok: true; case: NeutralCase; mapped: number } | { ok: false; code: 'CASE_VERSION_UNKNOWN' | 'CASE_INVALID'; message: string; at: string };

/** True for a document that says it is a neutral case, of whatever version. */
export function isNeutral(payload: JsonValue): boolean {
  return hasKeys(payload, 'schema') && typeof payload.schema === 'string' && payload.schema.startsWith('dispute-case/');
}

/** Reads the desk's own document; nothing of it can stay unmapped, as a field the schema does not know is a fault. */
export function readNeutral(payload: JsonValue): ReadNeutral {
  if (hasKeys(payload, 'schema') && payload.schema !== neutralCaseSchema) {
    const message = `The document has the schema ${JSON.stringify(payload.schema)}; this desk reads ${neutralCaseSchema}.`;
    return { ok: false, code: 'CASE_VERSION_UNKNOWN', message, at: '$.schema' };
  }
  const parsed = NeutralCase.safeParse(payload);
  if (parsed.success) return { ok: true, case: parsed.data, mapped: countLeaves(payload) };
  return { ok: false, code: 'CASE_INVALID', ...describeIssues(parsed.error.issues) };
}

/** The first issues in one sentence each; `at` is where the first lies. */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): { message: string; at: string } {
  const told = issues.slice(0, 3).map((issue) => `${jsonPath(issue.path)}: ${issue.message}`);
  const more = issues.length > told.length ? ` (${issues.length - told.length} more)` : '';
  return { message: `The document is no valid ${neutralCaseSchema}: ${told.join('; ')}${more}.`, at: jsonPath(issues[0]?.path ?? []) };
}

function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`), '$');
}

function countLeaves(value: JsonValue | undefined): number {
  if (typeof value === 'object' && value !== null) return Object.values(value).reduce<number>((sum, entry) => sum + countLeaves(entry), 0);
  return value === null || value === undefined || value === '' ? 0 : 1;
}

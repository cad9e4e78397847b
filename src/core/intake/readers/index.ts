import { caseLimits } from '../../../contract/caseLimits.ts';
import { NeutralCase, neutralCaseSchema, type NeutralCaseInput } from '../../../contract/neutralCase.ts';
import { cutText } from '../bundle/cutText.ts';
import { parseJson, type JsonValue } from '../parseJson.ts';
import { aliexpressIssue } from './aliexpressIssue.ts';
import { aliexpressReverseOrderLine } from './aliexpressReverseOrderLine.ts';
import { claimOf, type CompanionFile } from './companions.ts';
import { mercadolibre } from './mercadolibre.ts';
import { companionKind } from './mercadolibreCompanions.ts';
import { describeIssues, isNeutral, readNeutral } from './neutral.ts';
import { describeNoDocument } from './noDocument.ts';
import { paypal } from './paypal.ts';
import type { Place, Reader, ReaderResult } from './reader.ts';
import { keepFullest } from './sameCase.ts';
import { openLedger, type Ledger, type Warning } from './source.ts';
import { stripe } from './stripe.ts';
import { uniqueIds } from './uniqueIds.ts';
import { describeNoCase } from './whatIsIt.ts';

export type { ReaderResult } from './reader.ts';

/** A file that became no case; `at` is a line and column or a JSON path inside it. */
export type FailedPayload = { path: string; code: string; message: string; at: string | null };
/** A case with the files it was read from, the main one first. */
export type ReadPayload = ReaderResult & { paths: string[] };

const readers: readonly Reader[] = [aliexpressIssue, aliexpressReverseOrderLine, paypal, mercadolibre, stripe];

/** Values of all files that are read together, because some sources spread a case over several. */
const mostValues = 3_000_000;
const tooLarge = { code: 'CASE_TOO_LARGE', message: `The file is larger than ${caseLimits.documentBytes / 1024 ** 2} MiB, more than any dispute a marketplace sends; it was not read.` };
const tooMuch = { code: 'CASE_TOO_MUCH', message: 'The files of this folder hold too much to be read together; this one was not read.' };

type Payload = { path: string; payload: JsonValue };
/** One dispute in a file, with the further files that belong to it. */
type Finding = Payload & { reader: Reader; place: Place; isFirst: boolean; claim: JsonValue; companions: CompanionFile[]; warnings: Warning[] };

/**
 * Reads JSON files into neutral cases. Every path comes back, in a case or as failed with what the file is; nothing throws. Files of one folder belong
 * together where a source spreads a case over several. `case.unmapped` counts from the dispute and stays the same wherever it was found in a list;
 * the result's `unmapped` counts from the file and also lists what stands around the disputes of a list.
 */
export function readPayloads(files: readonly { path: string; bytes: Uint8Array }[]): { cases: ReadPayload[]; failed: FailedPayload[] } {
  const failed: FailedPayload[] = [];
  const cases: ReadPayload[] = [];
  const findings: Finding[] = [];
  const companions: CompanionFile[] = [];
  let left = mostValues;
  for (const { path, bytes } of files) {
    const other = bytes.length > caseLimits.documentBytes ? (describeNoDocument(bytes, path) ?? tooLarge) : null;
    if (other) {
      failed.push({ path, ...other, at: null });
      continue;
    }
    const parsed = parseJson(bytes, Math.min(left, caseLimits.values));
    left -= parsed.values;
    if (!parsed.ok && parsed.code === 'CASE_TOO_LARGE' && left <= 0) {
      failed.push({ path, ...tooMuch, at: null });
      continue;
    }
    if (!parsed.ok) {
      const other = describeNoDocument(bytes, path);
      failed.push(other ? { path, ...other, at: null } : { path, code: parsed.code, message: parsed.message, at: `line ${parsed.line}, column ${parsed.column}` });
      continue;
    }
    const payload = parsed.value;
    if (isNeutral(payload)) {
      const read = readNeutral(payload);
      if (read.ok) cases.push({ case: read.case, unmapped: read.case.unmapped, mapped: read.mapped, warnings: [], paths: [path] });
      else failed.push({ path, code: read.code, message: read.message, at: read.at });
      continue;
    }
    const found = find({ path, payload });
    if (found.length > 0) findings.push(...found);
    else sort({ path, payload }, companions, failed);
  }
  for (const companion of companions) {
    const belonging = claimOf(
      companion,
      findings.filter(({ reader }) => reader === mercadolibre),
    );
    if (belonging.claim === null) failed.push({ path: companion.path, code: belonging.code, message: belonging.message, at: null });
    else {
      belonging.claim.companions.push(companion);
      if (belonging.warning) belonging.claim.warnings.push(belonging.warning);
    }
  }
  for (const finding of findings) {
    const read = readOne(finding);
    if ('code' in read) failed.push(read, ...finding.companions.map(({ path }) => ({ ...read, path })));
    else cases.push(read);
  }
  return { cases: keepFullest(cases), failed };
}

function find({ path, payload }: Payload): Finding[] {
  for (const reader of readers) {
    const places = reader.recognise(payload);
    if (places === null || places.length === 0) continue;
    return places.map((place, index) => {
      const claim = openLedger(payload).source.at(...place).value ?? null;
      return { path, payload, reader, place, isFirst: index === 0, claim, companions: [], warnings: [] };
    });
  }
  return [];
}

/** Puts aside a file without a dispute: as a companion that waits for its claim, or as failed. */
function sort({ path, payload }: Payload, companions: CompanionFile[], failed: FailedPayload[]): void {
  const recognisedBy = readers.find((reader) => reader.recognise(payload) !== null)?.source ?? null;
  const kind = recognisedBy === null ? companionKind(payload, path) : null;
  if (kind !== null) companions.push({ path, payload, kind });
  else failed.push({ path, ...describeNoCase(payload, path, recognisedBy), at: null });
}

function readOne(finding: Finding): ReadPayload | FailedPayload {
  const { path, payload, reader, place } = finding;
  const file = openLedger(payload);
  const dispute = file.source.at(...place);
  const beside = finding.companions.map((companion) => ({ ...companion, ledger: openLedger(companion.payload, `${nameOf(companion.path)}#$`) }));
  const read = reader.read(
    dispute,
    beside.map(({ kind, ledger }) => ({ kind, source: ledger.source })),
  );
  const own = file.untouched(dispute);
  // What stands around the disputes of a list (paging, links) is told once, with the first of them, and is no part of any case.
  const around = finding.isFirst ? untouchedAround(finding, file) : [];
  const besideUnmapped = beside.flatMap(({ ledger }) => ledger.untouched());
  const document: NeutralCaseInput = uniqueIds({
    ...read,
    evidence: read.evidence?.map((item) => ({ ...item, fileName: cutText(item.fileName, caseLimits.fileName) })),
    schema: neutralCaseSchema,
    unmapped: folded([
      ...own.map((field) => ({ ...field, path: `$${field.path.slice(dispute.path.length)}` })),
      ...beside.flatMap(({ kind, ledger }) =>
        ledger.untouched().map((field) => ({ ...field, path: `${kind}#${field.path.slice(field.path.indexOf('#') + 1)}` })),
      ),
    ]),
  });
  const checked = NeutralCase.safeParse(document);
  if (!checked.success) {
    const { message, at } = describeIssues(checked.error.issues);
    return { path, code: 'CASE_INCOMPLETE', message: `The ${reader.source} dispute at ${dispute.path} could not become a case. ${message}`, at };
  }
  return {
    case: document,
    unmapped: folded([...own, ...around, ...besideUnmapped]),
    mapped: file.taken() + beside.reduce((sum, { ledger }) => sum + ledger.taken(), 0),
    warnings: [...finding.warnings, ...file.warnings, ...beside.flatMap(({ ledger }) => ledger.warnings)],
    paths: [path, ...finding.companions.map((companion) => companion.path)],
  };
}

/** As many unmapped values as a case may hold; the last line tells how many more there were. The file itself is kept as it came. */
function folded(fields: ReaderResult['unmapped']): ReaderResult['unmapped'] {
  if (fields.length <= caseLimits.unmapped) return fields;
  const shown = fields.slice(0, caseLimits.unmapped - 1);
  return [...shown, { path: '$', value: `${fields.length - shown.length} further values are not listed here; they are in the file, which is kept as it came.` }];
}

function untouchedAround({ reader, payload }: Finding, file: Ledger): ReaderResult['unmapped'] {
  const disputes = (reader.recognise(payload) ?? []).map((place) => file.source.at(...place).path);
  return file.untouched(file.source, new Set(disputes));
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

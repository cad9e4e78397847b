import type { BundleReport } from './bundleReport.ts';
import { splitLines } from './tagText.ts';

/** One label of bag-info.txt with its value, in the order of the file; labels may repeat. */
export type BagInfoField = { label: string; value: string };

/** Reads bag-info.txt (package-info.txt before 0.96). A line that cannot be read is a fault and is left out. */
export function readBagInfo(path: string, text: string, isStrict: boolean, report: BundleReport): BagInfoField[] {
  const fields: BagInfoField[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      last.value += ` ${line.trim()}`;
      continue;
    }
    // Before 1.0 blanks around the colon were free; RFC 8493 asks for the colon at the label and one blank behind it.
    const match = (isStrict ? /^([^\s:](?:[^:]*[^\s:])?):[ \t](.*)$/ : /^([^\s:](?:[^:]*[^\s:])?)[ \t]*:[ \t]*(.*)$/).exec(line);
    if (match === null) report.fault('BAG_INFO_LINE', path, `Line ${index + 1} of ${path} is not "label: value".`);
    else fields.push({ label: match[1] ?? '', value: match[2] ?? '' });
  }
  // Trimmed once at the end: a value of 100,000 lines would otherwise be copied with each.
  return fields.map(({ label, value }) => ({ label, value: value.trim() }));
}

/** Checks Payload-Oxum, "bytes.files", against the payload; it is a quick look only and never makes a bag valid. */
export function checkPayloadOxum(path: string, fields: BagInfoField[], payload: { size: number }[], isStrict: boolean, report: BundleReport): void {
  const oxums = fields.filter((field) => field.label.toLowerCase() === 'payload-oxum');
  const tellRepeat = isStrict ? report.fault : report.warn;
  if (oxums.length > 1) tellRepeat('BAG_OXUM_REPEATED', path, 'Payload-Oxum stands more than once in bag-info.txt.');
  for (const { value } of oxums) {
    const match = /^([0-9]{1,30})\.([0-9]{1,30})$/.exec(value);
    if (match === null) {
      report.fault('BAG_OXUM_MALFORMED', path, 'Payload-Oxum is not "bytes.files" in plain digits.');
      continue;
    }
    const bytes = payload.reduce((sum, file) => sum + file.size, 0);
    const isRight = BigInt(match[1] ?? '') === BigInt(bytes) && BigInt(match[2] ?? '') === BigInt(payload.length);
    if (!isRight) report.fault('BAG_OXUM_DIFFERS', path, `Payload-Oxum says ${value}, the payload has ${bytes}.${payload.length} (bytes.files).`);
  }
}

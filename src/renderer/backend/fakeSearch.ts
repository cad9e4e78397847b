import type { CaseFile } from '../../contract/caseFile.ts';
import { parseCaseQuery, type CaseQuery, type Condition } from '../../contract/caseQuery.ts';
import type { CaseRow } from '../../contract/cases.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { queryFields, type QueryField, type Speaker, type WordPlace } from '../../contract/queryFields.ts';
import type { Completion, FoundSpot, SearchHit, Snippet } from '../../contract/search.ts';

type Searching = typeof import('../../contract/search.ts').searchMethods;
type Handlers = { [Name in keyof Searching]: (input: ParsedInputOf<Name>) => OutputOf<Name> };
type Passage = { place: WordPlace; speaker: Speaker | null; spot: FoundSpot; text: string };

/** Everything of a case that has words, as the core's index has it. */
function passagesOf(row: CaseRow, file: CaseFile | undefined): Passage[] {
  const head = (part: Extract<FoundSpot, { in: 'head' }>['part'], text: string | null): Passage[] => (text ? [{ place: 'head', speaker: null, spot: { in: 'head', part }, text }] : []);
  const sayer = (who: string): Speaker => (who === 'mediator' ? 'desk' : (who as Speaker));
  return [
    ...head('reference', row.reference), ...head('source', row.sourceId), ...head('title', row.title), ...head('buyer', row.buyerName), ...head('seller', row.sellerName),
    ...(file?.claims ?? []).map((one): Passage => ({ place: 'claims', speaker: 'buyer', spot: { in: 'claim', claimId: one.claimId }, text: one.words ?? '' })),
    ...(file?.messages ?? []).map((one): Passage => ({ place: 'messages', speaker: sayer(one.from), spot: { in: 'message', messageId: one.messageId }, text: [one.original, one.translation].filter(Boolean).join(' ') })),
    ...(file?.exhibits ?? []).flatMap((one): Passage[] => [
      { place: 'evidence', speaker: one.side, spot: { in: 'evidence', evidenceId: one.evidenceId, part: 'name', offset: 0, line: 0 }, text: one.fileName },
      ...(one.text ?? '').split('\n').map((text, index): Passage => ({ place: 'evidence', speaker: one.side, spot: { in: 'evidence', evidenceId: one.evidenceId, part: 'text', offset: 0, line: index + 1 }, text })),
    ]),
    ...(file?.notes ?? []).map((one): Passage => ({ place: 'notes', speaker: 'desk', spot: { in: 'note', noteId: one.noteId }, text: one.text })),
  ];
}

function passes(condition: Condition, row: CaseRow): boolean {
  const of: Partial<Record<QueryField, string | undefined>> = { reason: row.reason, state: row.state, currency: row.amount?.currency, source: row.source };
  if ('values' in condition) return condition.field in of ? condition.values.some((value) => value.toLowerCase() === of[condition.field]?.toLowerCase()) !== condition.isNot : true;
  if (condition.with.is !== 'amount' || !row.amount) return true;
  const [had, asked] = [Number(row.amount.minor) / 100, Number(condition.with.major)];
  return (condition.sign === '>' ? had > asked : condition.sign === '<' ? had < asked : condition.sign === '>=' ? had >= asked : condition.sign === '<=' ? had <= asked : had === asked) !== condition.isNot;
}

function exhibitOf(file: CaseFile | undefined, spot: FoundSpot): SearchHit['exhibit'] {
  const found = spot.in === 'evidence' ? file?.exhibits.find((one) => one.evidenceId === spot.evidenceId) : undefined;
  return found ? { label: found.label, fileName: found.fileName } : null;
}

function snippetOf(text: string, words: readonly string[]): Snippet {
  const at = Math.max(0, ...words.map((word) => text.toLowerCase().indexOf(word)));
  const from = Math.max(0, at - 40);
  const cut = text.slice(from, from + 160);
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')})`, 'giu');
  return [...(from > 0 ? [{ text: '… ', isHit: false }] : []), ...cut.split(pattern).map((piece, index) => ({ text: piece, isHit: index % 2 === 1 })).filter((piece) => piece.text !== '')];
}

function hitOf(row: CaseRow, file: CaseFile | undefined, { words, conditions }: CaseQuery): SearchHit | null {
  if (!conditions.every((one) => passes(one, row))) return null;
  const said = (field: 'in' | 'by') => conditions.flatMap((one) => (one.field === field && 'values' in one ? one.values : []));
  const passages = passagesOf(row, file).filter((one) => (said('in').length === 0 || said('in').includes(one.place)) && (said('by').length === 0 || said('by').includes(one.speaker ?? '')));
  const wanted = words.filter((one) => !one.isNot).map((one) => one.text.toLowerCase());
  const holds = (word: string): Passage[] => passages.filter((one) => one.text.toLowerCase().includes(word));
  if (!words.every((one) => holds(one.text.toLowerCase()).length > 0 !== one.isNot)) return null;
  const found = [...new Set(wanted.flatMap(holds))];
  const [best = passages[0]] = found.toSorted((a, b) => Number(a.spot.in === 'head') - Number(b.spot.in === 'head'));
  if (!best) return null;
  return {
    caseId: row.caseId, reference: row.reference, state: row.state, reason: row.reason, title: row.title, buyerName: row.buyerName, sellerName: row.sellerName, amount: row.amount,
    place: best.place, speaker: best.speaker, spot: best.spot, exhibit: exhibitOf(file, best.spot), snippet: wanted.length > 0 ? snippetOf(best.text, wanted) : [], more: Math.max(0, found.length - 1), isNear: false,
  };
}

/** Search of the fake: over all it has of its cases, and the fields and values of a query. */
export function fakeSearch({ rows, fileOf }: { rows(): CaseRow[]; fileOf(caseId: string): CaseFile | undefined }): Handlers {
  const valuesOf = (field: QueryField): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const row of rows()) {
      const value = { reason: row.reason, state: row.state, currency: row.amount?.currency, source: row.source }[field as string];
      if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  };
  return {
    'search.find': ({ query, limit, before }) => {
      const parsed = parseCaseQuery(query);
      const all = parsed.faults.length > 0 ? [] : rows().flatMap((row) => hitOf(row, fileOf(row.caseId), parsed) ?? []);
      const from = Number(before ?? 0);
      const didYouMean = all.length === 0 && /porcelian/i.test(query) ? [{ text: query.replace(/porcelian/i, 'porcelain'), why: 'nearly the same word, in other cases' }] : [];
      return { hits: all.slice(from, from + limit), total: all.length, isTotalExact: true, nextBefore: all.length > from + limit ? String(from + limit) : null, faults: [...parsed.faults], didYouMean, isCatchingUp: false, pending: 0, isReplaced: false, tookMs: 1 };
    },
    'search.complete': ({ text, caret }) => {
      const from = text.lastIndexOf(' ', caret - 1) + 1;
      const begun = text.slice(from, caret).toLowerCase();
      const [, minus = '', field = '', value = ''] = /^(-?)([a-z]+)[:=]"?(.*)$/.exec(begun) ?? [];
      if (!Object.hasOwn(queryFields, field)) return [];
      return [...valuesOf(field as QueryField)].filter(([one]) => one.toLowerCase().startsWith(value)).toSorted((a, b) => b[1] - a[1]).slice(0, 12)
        .map(([one, cases]): Completion => ({ from, to: caret, text: `${minus}${field}:${one}`, kind: 'value', words: '', cases }));
    },
  };
}

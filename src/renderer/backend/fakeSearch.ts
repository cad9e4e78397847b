import { parseCaseQuery } from '../../contract/caseQuery.ts';
import type { CaseRow } from '../../contract/cases.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { queryFields } from '../../contract/queryFields.ts';
import type { searchMethods } from '../../contract/search.ts';

type Handlers = { [Name in keyof typeof searchMethods]: (input: ParsedInputOf<Name>) => OutputOf<Name> };

/** Search of the fake: over titles and names. */
export function fakeSearch({ rows }: { rows(): CaseRow[] }): Handlers {
  return {
    'search.find': ({ query, limit }) => {
      const { words, faults } = parseCaseQuery(query);
      const said = (row: CaseRow) => [row.reference, row.title, row.buyerName, row.sellerName].join(' ').toLowerCase();
      const found = faults.length > 0 ? [] : rows().filter((row) => words.every(({ text, isNot }) => said(row).includes(text.toLowerCase()) !== isNot));
      const hits = found.slice(0, limit).map((row) => ({
        caseId: row.caseId, reference: row.reference, state: row.state, reason: row.reason, title: row.title, buyerName: row.buyerName, sellerName: row.sellerName, amount: row.amount,
        place: 'head' as const, speaker: null, spot: { in: 'head' as const, part: 'title' as const }, snippet: [{ text: row.title ?? '', isHit: false }], more: 0, isNear: false,
      }));
      return { hits, total: found.length, isTotalExact: true, nextBefore: null, faults: [...faults], didYouMean: [], isCatchingUp: false, pending: 0, isReplaced: false, tookMs: 1 };
    },
    'search.complete': ({ text, caret }) => {
      const from = text.lastIndexOf(' ', caret - 1) + 1;
      const begun = text.slice(from, caret).toLowerCase();
      return Object.entries(queryFields).filter(([name]) => name.startsWith(begun)).slice(0, 12).map(([name, { words }]) => ({ from, to: caret, text: `${name}:`, kind: 'field' as const, words, cases: null }));
    },
  };
}

import type { CaseFile } from '../../contract/caseFile.ts';
import type { CaseRow } from '../../contract/cases.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { reasons } from '../../contract/vocabulary.ts';
import { dayMs, hourMs, started } from './fakeParts.ts';

/** The queue row of a case file. */
export function rowOf(file: CaseFile): CaseRow {
  const first = file.claims[0]!;
  return {
    caseId: file.caseId, reference: file.reference, version: file.version, state: file.state, source: file.source, sourceId: file.sourceId, reason: first.reason, claims: file.claims.length,
    title: file.items[0]?.title ?? null, buyerName: file.parties.find((party) => party.role === 'buyer')?.displayName ?? null,
    sellerName: file.parties.find((party) => party.role === 'seller')?.displayName ?? null, amount: file.refundRoom.captured, openedAt: file.openedAt, receivedAt: file.receivedAt,
    dueAt: file.turn.dueAt, hasFaults: file.integrity.faults.length > 0, isHarmful: file.harm !== null, escalation: file.escalation, appealBy: null, isBarred: false, lease: file.lease, cameBack: file.state === 'queued' || file.state === 'in_review' ? file.cameBack : null, keptFor: null,
  };
}

const titles = ['Cordless drill with two batteries', 'Kids\' rain jacket, size 122', 'Phone case, transparent', 'Ceramic knife set', 'LED desk lamp', 'Running shoes 42', 'Bluetooth speaker', 'Vintage camera strap'];
const currencies = ['USD', 'EUR', 'GBP', 'JPY', 'BRL'];

/** Rows that fill the list behind the full cases; the same every time. */
export function fillerRows(count: number): CaseRow[] {
  return Array.from({ length: count }, (_, index) => {
    const reason = reasons[index % reasons.length]!;
    const isFaulty = index % 17 === 5;
    return {
      caseId: `filler-${index}`, reference: `C-${20300 - index}`, version: 1, state: isFaulty ? 'received' : index % 13 === 7 ? 'ruled' : 'queued', source: ['aliexpress', 'paypal', 'stripe'][index % 3]!,
      sourceId: String(680600210000000 + index * 7919), reason, claims: (index % 3) + 1, title: titles[index % titles.length]!, buyerName: `Buyer ${index + 1}`, sellerName: `Store ${(index % 40) + 1}`,
      amount: index % 29 === 3 ? null : { minor: String(499 + ((index * 7919) % 90_000)), currency: currencies[index % currencies.length]! }, openedAt: started - (index % 30) * dayMs - 3 * dayMs,
      receivedAt: started - (index % 9) * dayMs, dueAt: index % 11 === 4 ? null : started + ((index * 5) % 200) * hourMs - 4 * hourMs, hasFaults: isFaulty, isHarmful: index % 23 === 9, escalation: null, appealBy: null, isBarred: false,
      lease: index % 19 === 2 && !isFaulty ? { personId: 'p-iris', personName: 'Iris Adler', isMine: false, endsAt: started + 6 * 60_000 } : null, cameBack: null, keptFor: null,
    };
  });
}

/** What `cases.list` answers over these rows; the cursor is the place in the list. */
export function pageOf(rows: readonly CaseRow[], input: ParsedInputOf<'cases.list'>): OutputOf<'cases.list'> {
  const inScope = rows.filter((row) => {
    if (input.scope === 'all') return true;
    if (input.scope === 'mine') return row.lease?.isMine === true;
    if (input.scope === 'held') return row.state === 'held';
    if (input.scope === 'intake') return row.state === 'received';
    return row.state === 'queued' || row.state === 'in_review';
  });
  const { reason, state, currency, words } = input.filter;
  const wanted = words?.toLowerCase();
  const passed = inScope.filter(
    (row) =>
      (!reason || row.reason === reason) && (!state || row.state === state) && (!currency || row.amount?.currency === currency) &&
      (!wanted || [row.reference, row.sourceId, row.title, row.buyerName, row.sellerName].some((text) => text?.toLowerCase().includes(wanted))),
  );
  const sorted = passed.toSorted((a, b) => {
    if (input.sort === 'reference') return b.reference.localeCompare(a.reference);
    if (input.sort === 'amount') return Number(b.amount?.minor ?? 0) - Number(a.amount?.minor ?? 0);
    if (input.sort === 'age') return (a.openedAt ?? Infinity) - (b.openedAt ?? Infinity);
    return (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity);
  });
  const from = Number(input.cursor ?? 0);
  const end = from + input.limit;
  return { rows: sorted.slice(from, end), nextCursor: end < sorted.length ? String(end) : null, total: sorted.length, totalInScope: inScope.length };
}

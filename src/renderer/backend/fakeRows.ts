import type { CaseFile } from '../../contract/caseFile.ts';
import type { CaseRow } from '../../contract/cases.ts';
import { reasons } from '../../contract/vocabulary.ts';
import { dayMs, hourMs, started } from './fakeParts.ts';

/** The queue row of a case file. */
export function rowOf(file: CaseFile): CaseRow {
  const first = file.claims[0]!;
  return {
    caseId: file.caseId, reference: file.reference, version: file.version, state: file.state, source: file.source, sourceId: file.sourceId, reason: first.reason, claims: file.claims.length,
    title: file.items[0]?.title ?? null, buyerName: file.parties.find((party) => party.role === 'buyer')?.displayName ?? null,
    sellerName: file.parties.find((party) => party.role === 'seller')?.displayName ?? null, amount: file.refundRoom.captured, openedAt: file.openedAt, receivedAt: file.receivedAt,
    dueAt: file.turn.dueAt, hasFaults: file.integrity.faults.length > 0, isHarmful: file.harm !== null, escalation: file.escalation, appealBy: null, isBarred: false, lease: file.lease, market: 'US', language: 'en', queueName: null, priority: file.servedBecause.reduce((sum, part) => sum + part.points, 0),
    cameBack: file.state === 'queued' || file.state === 'in_review' ? file.cameBack : null, keptFor: null,
    isUnread: false, lastActivity: 'came in', lastActivityAt: file.receivedAt, tags: file.tags,
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
      market: ['US', 'DE', 'GB', 'JP', 'BR'][index % 5]!, language: ['en', 'de', 'en', 'ja', 'pt'][index % 5]!, queueName: index % 4 === 1 ? 'High value' : null, priority: (index * 37) % 120,
      receivedAt: started - (index % 9) * dayMs, dueAt: index % 11 === 4 ? null : started + ((index * 5) % 200) * hourMs - 4 * hourMs, hasFaults: isFaulty, isHarmful: index % 23 === 9, escalation: null, appealBy: null, isBarred: false,
      lease: index % 19 === 2 && !isFaulty ? { personId: 'p-iris', personName: 'Iris Adler', isMine: false, endsAt: started + 6 * 60_000 } : null, cameBack: null, keptFor: null,
      isUnread: index % 7 === 1, lastActivity: index % 7 === 1 ? 'seller answered' : 'came in', lastActivityAt: started - (index % 9) * hourMs, tags: index % 5 === 2 ? ['safety'] : [],
    };
  });
}

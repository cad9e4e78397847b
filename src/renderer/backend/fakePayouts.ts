import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { PayoutGroup, PayoutRow, PayoutSum } from '../../contract/payouts.ts';
import type { PayoutNow, Refund } from '../../contract/refundStates.ts';

const minute = 60_000;

/** Payouts in memory, one for each way a payout can stand. */
export function fakePayouts(isEmpty: boolean, now: number) {
  const rows: { group: PayoutGroup; row: PayoutRow }[] = isEmpty
    ? []
    : [
        { group: 'stuck', row: payout('20417', '2665', 'failed', now - 40 * minute, 'The marketplace refused the payout: The seller has no funds.', { waits: 'It waits for somebody to look at it.', canRetry: true }) },
        { group: 'stuck', row: payout('20431', '9900', 'unknown', now - 6 * minute, 'No answer came in time.', { waits: 'The marketplace is asked by key before anything is sent again.', nextTryAt: now + 3 * minute, attempts: 4, canRetry: true }) },
        { group: 'open', row: payout('20433', '1250', 'sent', now - 2 * minute, null, { waits: 'The marketplace works on it.', nextTryAt: now + minute }) },
        { group: 'open', row: payout('20440', '5900', 'approved', now - 90 * minute, null, { waits: 'It waits for the return of the goods.' }) },
        { group: 'settled', row: payout('20402', '4000', 'settled', now - 300 * minute, null, null) },
      ];
  const sumOf = (group: PayoutGroup): PayoutSum => {
    const mine = rows.filter((one) => one.group === group).map(({ row }) => BigInt(row.refund.amount.minor));
    return { count: mine.length, sums: mine.length === 0 ? [] : [{ minor: String(mine.reduce((sum, one) => sum + one, 0n)), currency: 'USD' }] };
  };
  return {
    stuck: () => sumOf('stuck').count,
    handlers: {
      'payouts.list': ({ group, only }: ParsedInputOf<'payouts.list'>): OutputOf<'payouts.list'> => ({
        rows: rows.filter((one) => (only === null ? one.group === group : one.row.refund.refundId === only)).map(({ row }) => row),
        nextCursor: null,
        groups: { stuck: sumOf('stuck'), open: sumOf('open'), settled: sumOf('settled') },
      }),
    },
  };
}

function payout(number: string, minor: string, state: Refund['state'], changedAt: number, error: string | null, now: Partial<PayoutNow> | null): PayoutRow {
  const refundId = `f-${number}`;
  const asked = changedAt - 5 * minute;
  return {
    refund: { refundId, rulingId: `r-${number}`, amount: { minor, currency: 'USD' }, kind: 'order', state, error, changedAt, now: now && { waits: '', nextTryAt: null, isAtWork: false, attempts: 1, maxAttempts: 100, jobId: `j-${number}`, canRetry: false, ...now } },
    caseId: `c-${number}`,
    reference: `C-${number}`,
    createdAt: asked - 20 * minute,
    steps: [
      { seq: 2, at: changedAt, personName: 'The desk', action: `refund.${state}`, words: error ?? 'The marketplace said how it stands' },
      { seq: 1, at: asked, personName: 'The desk', action: 'refund.sent', words: 'Handing over the payout' },
    ],
    stepsLeftOut: 0,
  };
}

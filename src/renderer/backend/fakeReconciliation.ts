import type { DeskEvent } from '../../contract/events.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Person } from '../../contract/people.ts';
import type { CheckSchedule, LedgerCheck, LedgerDifference, reconciliationMethods } from '../../contract/reconciliation.ts';
import type { ErrorCode } from '../../contract/reply.ts';

type Handlers = { [Name in keyof typeof reconciliationMethods]: (input: ParsedInputOf<Name>) => OutputOf<Name> };
type Parts = { isEmpty: boolean; me(): Person; newId(word: string): string; tell(event: DeskEvent): void; fail(code: ErrorCode, message: string): never };

const hourMs = 3_600_000;
const usd = (minor: string) => ({ minor, currency: 'USD' });

function differencesFrom(now: number): LedgerDifference[] {
  const common = { state: 'open' as const, firstSeenAt: now - 5 * hourMs, lastSeenAt: now - 5 * hourMs, lookedAgain: 0, closedAt: null, closedBy: null, closedWords: null };
  return [
    {
      ...{ ...common, differenceId: 'd-twice', code: 'PAID_TWICE', key: '01981f3e-7d4a-7c1b-9a2e-5b6c7d8e9f01', entryIds: ['L-88213', 'L-88214'], movedAt: now - 9 * hourMs, here: usd('2665'), hereState: 'settled', there: usd('5330') },
      meaning: 'The ledger has 2 payments under the key of one refund: USD 53.30 in place of USD 26.65. The buyer was paid more than was ruled.',
      advice: 'The desk sent one key, so the second payment was made at the marketplace. Ask it to reverse the second; the next check closes this once the reversal stands in the ledger.',
      ...{ caseId: 'c-watch', caseReference: 'C-20417', orderId: 'O-5531' },
    },
    {
      ...{ ...common, differenceId: 'd-unknown', code: 'PAID_NOT_SETTLED', key: '01981f3e-7d4a-7c1b-9a2e-5b6c7d8e9f02', entryIds: ['L-88190'], movedAt: now - 20 * hourMs, here: usd('820000'), hereState: 'unknown', there: usd('820000'), lookedAgain: 1 },
      meaning: 'The ledger paid USD 8200.00, and here the refund of USD 8200.00 is not known to have arrived.',
      advice: 'The money has moved. The desk asks the marketplace by the key again; the next check closes this once the refund is settled here too.',
      ...{ caseId: 'c-watch', caseReference: 'C-20417', orderId: 'O-5540' },
    },
  ];
}

/** Checks of the ledger in memory: each finds what is open, and nothing else. */
export function fakeReconciliation({ isEmpty, me, newId, tell, fail }: Parts) {
  const now = Date.now();
  let schedule: CheckSchedule = { hour: 3, timeZone: 'UTC' };
  let differences = isEmpty ? [] : differencesFrom(now);
  let checks: LedgerCheck[] = isEmpty ? [] : [checkAt(newId('check'), 'The desk', now - 5 * hourMs)];

  function checkAt(checkId: string, personName: string, startedAt: number, span?: { from: number; until: number }): LedgerCheck {
    const open = differences.filter(({ state }) => state === 'open').length;
    const sum = { here: usd('1184420'), there: usd(open > 0 ? '1187085' : '1184420') };
    return {
      ...{ checkId, state: 'done', from: span?.from ?? startedAt - 8 * 24 * hourMs, until: span?.until ?? startedAt, isSpanAsked: span !== undefined, personName, startedAt, finishedAt: startedAt + 4_000 },
      ...{ entries: 413, payouts: 412, agreed: 412 - open, opened: 0, found: open, gone: 0, sums: [sum], error: null },
    };
  }

  const of = (state: 'open' | 'closed') => differences.filter((one) => (one.state === 'open') === (state === 'open'));
  const handlers: Handlers = {
    'reconciliation.list': ({ limit }) => ({
      rows: checks.slice(0, limit),
      nextCursor: null,
      standing: { last: checks[0] ?? null, running: null, open: of('open').length, schedule, nextAt: now + 19 * hourMs, line: 'api' },
    }),
    'reconciliation.differences': ({ state, limit }) => ({ rows: (state === null ? [...of('open'), ...of('closed')] : of(state)).slice(0, limit), nextCursor: null, open: of('open').length, closed: of('closed').length }),
    'reconciliation.run': ({ from, until }) => {
      const checkId = newId('check');
      checks = [checkAt(checkId, me().name, Date.now(), from === undefined ? undefined : { from, until: until ?? Date.now() }), ...checks];
      queueMicrotask(() => tell({ type: 'marketplace.changed' }));
      return { checkId };
    },
    'reconciliation.resolve': ({ differenceId, words }) => {
      const open = differences.find((one) => one.differenceId === differenceId && one.state === 'open') ?? fail('NOT_ALLOWED_NOW', 'This difference is not open any more.');
      const settled: LedgerDifference = { ...open, state: 'settled', closedAt: Date.now(), closedBy: me().name, closedWords: words };
      differences = differences.map((one) => (one === open ? settled : one));
      queueMicrotask(() => tell({ type: 'marketplace.changed' }));
      return settled;
    },
    'reconciliation.schedule': ({ hour, timeZone }) => {
      schedule = { hour, timeZone };
      queueMicrotask(() => tell({ type: 'settings.changed' }));
      return schedule;
    },
  };
  return { handlers, open: () => of('open').length };
}

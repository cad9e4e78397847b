import type { CaseFile, Lease } from '../../contract/caseFile.ts';
import type { CaseRow } from '../../contract/cases.ts';
import { leaseMs } from '../../contract/desk.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Person } from '../../contract/people.ts';
import type { ErrorCode } from '../../contract/reply.ts';
import { pageOf } from './fakeQuery.ts';

type Names = 'cases.next' | 'cases.claim' | 'cases.extend' | 'cases.handBack' | 'cases.skip';
type Handlers = { [Name in Names]: (input: ParsedInputOf<Name>) => OutputOf<Name> };
type Desk = { rows: () => CaseRow[]; caseOf: (caseId: string) => CaseFile; keep: (file: CaseFile) => void; lease: (caseId: string) => Lease; free: (caseId: string) => null; me: () => Person; fail: (code: ErrorCode, message: string) => never };

/** Cases served, taken, kept and given back, in memory. */
export function fakeServing({ rows, caseOf, keep, lease, free, me, fail }: Desk): Handlers {
  return {
    'cases.next': () => {
      const free = pageOf(rows(), { scope: 'queue', query: '', sort: 'priority', cursor: null, limit: 200 }).rows;
      const row = free.find((one) => !one.lease && one.state === 'queued');
      if (!row) {
        const holders = free.map((one) => one.lease).filter((one) => one !== null);
        return { served: false, why: rows().length === 0 ? 'nothing_received' : holders.length > 0 ? 'leased_by_others' : 'all_done', holders, held: [], queues: [] };
      }
      lease(row.caseId);
      const because = caseOf(row.caseId).servedBecause;
      return { served: true, caseId: row.caseId, because, points: because.reduce((sum, { points }) => sum + points, 0) };
    },
    'cases.claim': ({ caseId }) => lease(caseId),
    'cases.extend': ({ caseId }) => {
      if (!caseOf(caseId).lease?.isMine) fail('LEASE_LOST', 'The lease has ended. Your draft is saved.');
      const mine: Lease = { personId: me().personId, personName: me().name, isMine: true, endsAt: Date.now() + leaseMs };
      keep({ ...caseOf(caseId), lease: mine });
      return mine;
    },
    'cases.handBack': ({ caseId }) => free(caseId),
    'cases.skip': ({ caseId }) => free(caseId),
  };
}

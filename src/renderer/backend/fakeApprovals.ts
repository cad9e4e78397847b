import type { Approval, approvalMethods, Hold } from '../../contract/approvals.ts';
import type { CaseFile } from '../../contract/caseFile.ts';
import { leaseMs } from '../../contract/desk.ts';
import type { CaseLink, exitMethods } from '../../contract/exits.ts';
import type { LimitHolder, limitMethods, LimitTable } from '../../contract/limits.ts';
import type { MethodName, OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { ErrorCode } from '../../contract/reply.ts';
import type { AboveLimit, RulingCheck, RulingState, RulingSummary } from '../../contract/rulings.ts';
import type { FakeCases } from './fakeBoard.ts';
import { hourMs } from './fakeParts.ts';

type Handled = keyof typeof approvalMethods | keyof typeof limitMethods | keyof typeof exitMethods;
type Handlers = { [Name in Handled & MethodName]: (input: ParsedInputOf<Name>) => OutputOf<Name> };

/** What second persons, limits and side exits of the fake need of the rest of it. */
export type FakeApprovals = FakeCases & {
  fail(code: ErrorCode, message: string): never;
  decision(rulingId: string): RulingSummary | undefined;
  held(): RulingSummary[];
  /** Puts a ruling into a state, and its case. */
  move(rulingId: string, state: RulingState, patch: Partial<CaseFile>): RulingSummary;
  /** Stages it again with a whole undo window. */
  restage(rulingId: string): RulingSummary;
};

const keyOf = (holder: LimitHolder): string => JSON.stringify(holder);

/** Limits, held rulings and side exits in memory; the rules are those of the core, roughly. */
export function fakeApprovals({ files, caseOf, change, me, newId, tell, fail, decision, held, move, restage }: FakeApprovals) {
  const table: LimitTable = { limits: [], heldHours: 24 };
  const steps: (Approval & { caseId: string })[] = [];
  const holds = new Map<string, Hold>();

  function aboveLimit(check: Pick<RulingCheck, 'amount'>): AboveLimit | null {
    const { amount } = check;
    const binding = table.limits.filter(({ holder }) => ('personId' in holder ? holder.personId === me().personId : 'role' in holder ? holder.role === me().role : true));
    if (!amount || binding.length === 0) return null;
    const limit = { minor: binding.find((one) => one.currency === amount.currency)?.minor ?? '0', currency: amount.currency };
    return BigInt(amount.minor) > BigInt(limit.minor) ? { limit, total: amount } : null;
  }

  const withLimit = (check: RulingCheck): RulingCheck => {
    const above = aboveLimit(check);
    return above ? { ...check, aboveLimit: above } : check;
  };

  /** Holds a ruling whose window is over. */
  function hold(summary: RulingSummary, above: AboveLimit): void {
    const one = { rulingId: summary.rulingId, heldAt: Date.now(), dueAt: Date.now() + table.heldHours * hourMs, ...above };
    holds.set(summary.rulingId, one);
    move(summary.rulingId, 'held', { state: 'held', hold: one });
  }

  const whyNot = (summary: RulingSummary): string | null => (summary.personId === me().personId ? 'You wrote this ruling; somebody else has to look at it.' : me().role === 'lead' ? null : 'A team lead can approve.');

  function step(rulingId: string, action: Approval['action'], reason: string | null): Approval[] {
    const summary = decision(rulingId) ?? fail('NOT_FOUND', 'There is no such ruling.');
    if (summary.state !== 'held') fail('CONFLICT', `The ruling on ${summary.caseReference} does not wait any more.`);
    const why = whyNot(summary);
    if (why !== null) fail('NOT_PERMITTED', why);
    steps.push({ caseId: summary.caseId, rulingId, action, personId: me().personId, personName: me().name, reason, at: Date.now() });
    return steps.filter((one) => one.caseId === summary.caseId);
  }

  const setTable = (): LimitTable => {
    queueMicrotask(() => tell({ type: 'settings.changed' }));
    return structuredClone(table);
  };
  const linkOf = ({ caseId, reference, state, items }: CaseFile): CaseLink => ({ caseId, reference, state, title: items[0]?.title ?? null });
  const leave = (caseId: string, exit: Pick<NonNullable<CaseFile['exit']>, 'as' | 'code' | 'words' | 'into'>) => ({
    version: change(caseId, { state: 'closed', lease: null, escalation: null, exit: { ...exit, personName: me().name, at: Date.now() } }).version,
  });

  const handlers: Handlers = {
    'people.limits': () => structuredClone(table),
    'people.setLimit': ({ holder, currency, minor }) => {
      table.limits = table.limits.filter((one) => keyOf(one.holder) !== keyOf(holder) || one.currency !== currency);
      if (minor !== null) table.limits.push({ holder, currency, minor });
      return setTable();
    },
    'people.setHeldHours': ({ hours }) => {
      table.heldHours = hours;
      return setTable();
    },
    'approvals.list': () => held().map((summary) => ({ summary, title: caseOf(summary.caseId).items[0]?.title ?? null, hold: holds.get(summary.rulingId) ?? fail('NOT_FOUND', 'Not held.'), whyNot: whyNot(summary) })),
    'approvals.get': ({ rulingId }) => {
      const summary = decision(rulingId) ?? fail('NOT_FOUND', 'There is no such ruling.');
      const one = holds.get(rulingId);
      if (!one) return null;
      const file = caseOf(summary.caseId);
      const unopened = file.exhibits.filter((exhibit) => exhibit.openedAt === null).map(({ evidenceId, label, fileName }) => ({ evidenceId, label, fileName }));
      return { hold: one, steps: steps.filter((each) => each.rulingId === rulingId), sha256: '5f'.repeat(32), changed: null, whyNot: whyNot(summary), unopened, letters: [] };
    },
    'approvals.approve': ({ rulingId }) => {
      const approvals = step(rulingId, 'approved', null);
      move(rulingId, 'held', { state: 'staged', hold: null, approvals });
      return { ...restage(rulingId), approvedBy: me().name };
    },
    'approvals.return': ({ rulingId, reason }) => move(rulingId, 'returned', { approvals: step(rulingId, 'returned', reason), state: 'queued', hold: null, readOnlyBecause: null }),
    'approvals.ruleOtherwise': ({ rulingId, reason }) => {
      const lease = { personId: me().personId, personName: me().name, isMine: true, endsAt: Date.now() + leaseMs };
      return move(rulingId, 'returned', { approvals: step(rulingId, 'otherwise', reason), state: 'in_review', hold: null, lease, readOnlyBecause: null, draft: null });
    },
    'cases.reject': ({ caseId, reason, words }) => leave(caseId, { as: 'ineligible', code: reason, words, into: null }),
    'cases.withdraw': ({ caseId, known, words }) => leave(caseId, { as: 'withdrawn', code: known, words, into: null }),
    'cases.merge': ({ caseId, intoCaseId, words }) => {
      const left = leave(caseId, { as: 'merged', code: null, words, into: linkOf(caseOf(intoCaseId)) });
      change(intoCaseId, { mergedFrom: [...caseOf(intoCaseId).mergedFrom, linkOf(caseOf(caseId))] });
      return left;
    },
    'cases.ofOrder': ({ caseId }) => [...files.values()].filter((file) => file.caseId !== caseId && file.order?.orderId === caseOf(caseId).order?.orderId && file.state === 'queued').map(linkOf),
    'cases.escalate': ({ caseId, reason, words }) => ({ version: change(caseId, { state: 'queued', lease: null, escalation: { reason, words, personName: me().name, at: Date.now() } }).version }),
    'cases.endEscalation': ({ caseId }) => ({ version: change(caseId, { state: 'queued', lease: null, escalation: null }).version }),
    'cases.freeLease': ({ caseId, reason }) => {
      const note = { noteId: newId('note'), personName: me().name, at: Date.now(), text: `Taken out of the hands of ${caseOf(caseId).lease?.personName ?? 'someone'}: ${reason}`, isHandover: true };
      return { version: change(caseId, { state: 'queued', lease: null, notes: [...caseOf(caseId).notes, note] }).version };
    },
  };
  return { handlers, aboveLimit, withLimit, hold };
}

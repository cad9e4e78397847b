import type { CaseFile, Lease } from '../../contract/caseFile.ts';
import type { CaseRow } from '../../contract/cases.ts';
import { leaseMs } from '../../contract/desk.ts';
import type { DeskEvent } from '../../contract/events.ts';
import { methods, type MethodName, type OutputOf, type ParsedInputOf } from '../../contract/methods.ts';
import type { Person } from '../../contract/people.ts';
import type { ErrorCode } from '../../contract/reply.ts';
import type { RulingInput, RulingSummary } from '../../contract/rulings.ts';
import { DeskError, type Backend } from './backend.ts';
import { fakeAppeals } from './fakeAppeals.ts';
import { fakeAsItWas } from './fakeAsItWas.ts';
import { fakeAsks } from './fakeAsks.ts';
import { fakeApprovals } from './fakeApprovals.ts';
import { fakeBoard } from './fakeBoard.ts';
import { fakeDeadlines } from './fakeDeadlines.ts';
import { fakeCases } from './fakeCases.ts';
import { fakeDecisions } from './fakeHistory.ts';
import { fakeIntake } from './fakeIntake.ts';
import { listDecisions, sampleRuling } from './fakeDecisions.ts';
import { fakeJobs } from './fakeJobs.ts';
import { fakeMarketplace } from './fakeMarketplace.ts';
import { fakePayouts } from './fakePayouts.ts';
import { fakePeople, type FakeDoor } from './fakePeople.ts';
import { fakeReconciliation } from './fakeReconciliation.ts';
import { fakeBack, fakeReturns } from './fakeReturns.ts';
import { fakeReviews } from './fakeReviews.ts';
import { fakeExhibits } from './fakeExhibits.ts';
import { fakeFeed } from './fakeFeed.ts';
import { fakeFilters } from './fakeFilters.ts';
import { fakeQueues } from './fakeQueues.ts';
import { fakeSearch } from './fakeSearch.ts';
import { fakeServing } from './fakeServing.ts';
import { fakeBulk } from './fakeBulk.ts';
import { fakeTags } from './fakeTags.ts';
import { fakeFigures } from './fakeFigures.ts';
import { fakeSamples } from './fakeSamples.ts';
import { fakeLike } from './fakeLike.ts';
import { fakeLetters } from './fakeLetters.ts';
import { fakeReports } from './fakeReports.ts';
import { makeFakeLog } from './fakeLog.ts';
import { fakePicture } from './fakePictures.ts';
import { fakePolicy } from './fakePolicy.ts';
import { checkDraft } from './fakeRulings.ts';
import { fillerRows, rowOf } from './fakeRows.ts';
import { facetsOfRows, pageOf } from './fakeQuery.ts';
import { createListeners } from './listeners.ts';

type Handlers = { [Name in MethodName]: (input: ParsedInputOf<Name>) => OutputOf<Name> };

/** How the fake starts: `person` signed in already, how its door stands, no cases at all, how many rows fill the list, and ms every answer takes. */
export type FakeOptions = { person?: Person | null; door?: FakeDoor; isEmpty?: boolean; rows?: number; delayMs?: number };

/** The fake with the strings a test or a designer pulls. */
export type FakeBackend = Backend & { setOnline(isOnline: boolean): void; failNext(method: MethodName, code: ErrorCode, message: string): void };

/** A lively back office in memory, for working on screens without a server and for component tests. */
export function createFakeBackend({ person: first = null, door = 'open', isEmpty = false, rows: rowCount = 240, delayMs = 0 }: FakeOptions = {}): FakeBackend {
  const events = createListeners<DeskEvent>();
  const connection = createListeners<boolean>();
  let isOnline = true;
  let undoSeconds = 15;
  let count = 0;
  const files = new Map<string, CaseFile>(isEmpty ? [] : fakeCases.map((file) => [file.caseId, structuredClone(file)]));
  let filler: CaseRow[] = isEmpty ? [] : fillerRows(rowCount);
  let decisions = isEmpty ? [] : [...fakeDecisions];
  const rulings = new Map<string, RulingInput>();
  const failures = new Map<MethodName, DeskError>();

  const fail = (code: ErrorCode, message: string, data?: unknown): never => {
    throw new DeskError({ code, message, data });
  };
  const jobs = fakeJobs(isEmpty, fail, (event) => events.tell(event));
  const payouts = fakePayouts(isEmpty, Date.now());
  const newId = (word: string) => `${word}-${(count += 1)}`;
  const people = fakePeople({ first, door, newId, fail, tell: (event) => events.tell(event) });
  const { me } = people;

  function caseOf(caseId: string): CaseFile {
    const there = files.get(caseId);
    if (there) return there;
    const row = filler.find((one) => one.caseId === caseId) ?? fail('NOT_FOUND', `There is no case ${caseId} on this desk.`);
    const file: CaseFile = { ...structuredClone(fakeCases[0]!), caseId, reference: row.reference, state: row.state, source: row.source, sourceId: row.sourceId, lease: row.lease, version: row.version };
    files.set(caseId, file);
    return file;
  }

  function change(caseId: string, patch: Partial<CaseFile>): CaseFile {
    const before = caseOf(caseId);
    const after = { ...before, ...patch, version: before.version + 1 };
    files.set(caseId, after);
    filler = filler.map((row) => (row.caseId === caseId ? { ...row, state: after.state, lease: after.lease, version: after.version } : row));
    queueMicrotask(() => {
      events.tell({ type: 'case.changed', caseId, version: after.version });
      events.tell({ type: 'queue.changed' });
    });
    return after;
  }

  const allRows = (): CaseRow[] => [...files.values()].filter((file) => !file.caseId.startsWith('filler')).map(rowOf).concat(filler);

  const nameOf = (personId: string): string => people.everyone().find((one) => one.personId === personId)?.name ?? 'Iris Adler';
  const changeRow = (caseId: string, patch: Partial<CaseRow>): void => void (filler = filler.map((row) => (row.caseId === caseId ? { ...row, ...patch } : row)));

  function lease(caseId: string): Lease {
    const file = caseOf(caseId);
    if (file.lease && !file.lease.isMine && file.lease.endsAt > Date.now()) fail('CONFLICT', `${file.lease.personName} is working on ${file.reference}.`);
    const mine: Lease = { personId: me().personId, personName: me().name, isMine: true, endsAt: Date.now() + leaseMs };
    change(caseId, { lease: mine, state: 'in_review', readOnlyBecause: null });
    return mine;
  }

  function free(caseId: string): null {
    change(caseId, { lease: null, state: 'queued' });
    return null;
  }

  function settle(rulingId: string): void {
    const summary = decisions.find((one) => one.rulingId === rulingId);
    if (summary?.state !== 'staged' || summary.effectiveAt > Date.now() + 1_000) return;
    const above = summary.approvedBy === undefined ? approvals.aboveLimit(summary) : null;
    if (above) return approvals.hold(summary, above);
    decisions = decisions.map((one) => (one.rulingId === rulingId ? { ...one, state: 'effective' } : one));
    const back = fakeBack(caseOf(summary.caseId), summary, rulings.get(rulingId)?.returnTerms);
    const refunds = summary.amount && summary.amount.minor !== '0' ? [{ refundId: `f-${rulingId}`, rulingId, amount: summary.amount, state: back ? ('approved' as const) : ('sent' as const), error: null, changedAt: Date.now(), waitsFor: back ? ('return' as const) : null }] : [];
    change(summary.caseId, { state: 'ruled', refunds, returns: back ? [...caseOf(summary.caseId).returns, back] : caseOf(summary.caseId).returns, rulings: caseOf(summary.caseId).rulings.map((one) => (one.rulingId === rulingId ? { ...one, state: 'effective' } : one)) });
    events.tell({ type: 'ruling.changed', rulingId, caseId: summary.caseId });
  }

  const reconciliation = fakeReconciliation({ isEmpty, me, newId, fail, tell: (event) => events.tell(event) });
  const approvals = fakeApprovals({
    files, caseOf, change, me, newId, tell: events.tell, fail,
    decision: (rulingId) => decisions.find((one) => one.rulingId === rulingId),
    held: () => decisions.filter((one) => one.state === 'held'),
    move: (rulingId, state, patch) => {
      decisions = decisions.map((one) => (one.rulingId === rulingId ? { ...one, state } : one));
      const summary = decisions.find((one) => one.rulingId === rulingId) ?? fail('NOT_FOUND', 'There is no such ruling.');
      change(summary.caseId, { ...patch, rulings: caseOf(summary.caseId).rulings.map((one) => (one.rulingId === rulingId ? summary : one)) });
      queueMicrotask(() => events.tell({ type: 'ruling.changed', rulingId, caseId: summary.caseId }));
      return summary;
    },
    restage: (rulingId) => {
      decisions = decisions.map((one) => (one.rulingId === rulingId ? { ...one, state: 'staged', effectiveAt: Date.now() + undoSeconds * 1_000, approvedBy: me().name } : one));
      setTimeout(() => settle(rulingId), undoSeconds * 1_000);
      return decisions.find((one) => one.rulingId === rulingId) ?? fail('NOT_FOUND', 'There is no such ruling.');
    },
  });

  const letters = fakeLetters({ caseOf, fileOf: (caseId) => files.get(caseId) ?? fakeCases[0]!, rulings, decisions: () => decisions, newId, fail, tell: events.tell });
  const handlers: Handlers = {
    'desk.status': () => ({
      version: '0.1.0', dataDir: '/home/dana/.local/share/mediation-desk', isEncrypted: true, mode: 'write', undoWindowMs: undoSeconds * 1_000, cases: allRows().length,
      staged: decisions.filter((one) => one.state === 'staged').length, held: decisions.filter((one) => one.state === 'held' && one.personId !== people.who()?.personId).length, jobs: { running: jobs.counts().running, waiting: jobs.counts().waiting, failed: jobs.counts().failed },
      stuckPayouts: payouts.stuck(), recovered: null, differences: reconciliation.open(), isCutOff: false,
    }),
    'desk.fillDemo': () => {
      for (const file of fakeCases) files.set(file.caseId, structuredClone(file));
      filler = fillerRows(rowCount);
      queueMicrotask(() => events.tell({ type: 'queue.changed' }));
      return { created: allRows().length, decided: 0 };
    },
    'desk.stopDemo': () => ({}),
    'settings.get': () => ({ undoSeconds, ...people.settings }),
    'settings.set': (input) => {
      undoSeconds = input.undoSeconds ?? undoSeconds;
      people.settings.idleMinutes = input.idleMinutes ?? people.settings.idleMinutes;
      queueMicrotask(() => events.tell({ type: 'settings.changed' }));
      return { undoSeconds, ...people.settings };
    },
    ...people.handlers,
    'cases.list': (input) => pageOf(allRows(), input),
    'cases.facets': (input) => facetsOfRows(allRows(), input),
    'cases.get': ({ caseId }) => structuredClone(caseOf(caseId)),
    ...fakeServing({ rows: allRows, caseOf, keep: (file) => files.set(file.caseId, file), lease, free, me, fail }),
    ...fakeExhibits({ files, caseOf, change }),
    'cases.relabelClaim': ({ caseId, claimId, reason }) => ({ version: change(caseId, { claims: caseOf(caseId).claims.map((one) => (one.claimId === claimId ? { ...one, reason } : one)) }).version }),
    'cases.addNote': ({ caseId, text }) => {
      const note = { noteId: newId('note'), personName: me().name, at: Date.now(), text, isHandover: false };
      change(caseId, { notes: [...caseOf(caseId).notes, note] });
      return note;
    },
    ...fakeBoard({ files, caseOf, change, me, newId, tell: events.tell }),
    ...fakeAsks({ files, caseOf, change, me, newId, tell: events.tell }),
    ...fakeDeadlines({ files, caseOf, change, me, newId, tell: events.tell }), ...fakeReturns({ files, caseOf, change, me, newId, tell: events.tell }), ...approvals.handlers, ...jobs.handlers,
    ...fakePolicy({ me, fail, tell: () => queueMicrotask(() => events.tell({ type: 'policy.changed' })) }),
    ...fakeAppeals({ caseOf, change, me, newId, free }), ...fakeMarketplace({ me, tell: events.tell }), ...payouts.handlers, ...reconciliation.handlers,
    ...fakeFeed(() => queueMicrotask(() => events.tell({ type: 'marketplace.changed' })), isEmpty), ...fakeIntake({ isEmpty, who: people.who, newId, fail, tell: events.tell }),
    ...fakeFigures({ isEmpty, decisions: () => decisions, me }),
    'cases.accept': ({ caseId }) => ({ version: change(caseId, { state: 'queued' }).version }),
    'rulings.check': ({ caseId, draft }) => approvals.withLimit(checkDraft(caseOf(caseId), draft)),
    'rulings.saveDraft': ({ caseId, draft }) => {
      const version = caseOf(caseId).draftVersion + 1;
      files.set(caseId, { ...caseOf(caseId), draft, draftVersion: version });
      return { savedAt: Date.now(), version, isHeld: caseOf(caseId).lease?.isMine === true };
    },
    ...fakeLike({
      caseOf, newId, rows: allRows, decisions: () => decisions, claim: (caseId) => void lease(caseId), undo: (rulingId) => handlers['rulings.undo']({ requestId: '', rulingId }),
      stage: (input, togetherId) => {
        const summary = { ...handlers['rulings.stage'](input), togetherId };
        decisions = decisions.map((one) => (one.rulingId === summary.rulingId ? summary : one));
        return summary;
      },
    }),
    'rulings.stage': ({ caseId, expectedVersion, ruling }) => {
      const file = caseOf(caseId);
      if (file.version !== expectedVersion) fail('CONFLICT', 'The case changed since you opened it. Your draft is saved.');
      const check = checkDraft(file, ruling);
      if (check.problems[0]) fail('UNFAIR_PROCESS', check.problems[0].message);
      const rulingId = newId('ruling');
      const summary: RulingSummary = {
        rulingId, caseId, caseReference: file.reference, offerId: null, state: 'staged', outcome: ruling.outcome, withReturn: ruling.withReturn, reason: ruling.reason, amount: check.amount,
        personId: me().personId, personName: me().name, stagedAt: Date.now(), effectiveAt: Date.now() + undoSeconds * 1_000, togetherId: null,
      };
      rulings.set(rulingId, ruling);
      decisions = [summary, ...decisions];
      change(caseId, { state: 'staged', lease: null, draft: null, rulings: [summary, ...file.rulings], readOnlyBecause: 'A ruling is staged.' });
      queueMicrotask(() => events.tell({ type: 'ruling.changed', rulingId, caseId }));
      setTimeout(() => settle(rulingId), undoSeconds * 1_000);
      return summary;
    },
    'rulings.undo': ({ rulingId }) => {
      const summary = decisions.find((one) => one.rulingId === rulingId && one.state === 'staged') ?? fail('NOT_ALLOWED_NOW', 'The undo window has ended; the ruling is in effect.');
      const undone: RulingSummary = { ...summary, state: 'undone' };
      decisions = decisions.map((one) => (one.rulingId === rulingId ? undone : one));
      const mine: Lease = { personId: me().personId, personName: me().name, isMine: true, endsAt: Date.now() + leaseMs };
      change(summary.caseId, { state: 'in_review', lease: mine, readOnlyBecause: null, draft: rulings.get(rulingId) ?? null, rulings: caseOf(summary.caseId).rulings.map((one) => (one.rulingId === rulingId ? undone : one)) });
      queueMicrotask(() => events.tell({ type: 'ruling.changed', rulingId, caseId: summary.caseId }));
      return undone;
    },
    'rulings.staged': () => decisions.filter((one) => one.state === 'staged' && one.personId === me().personId),
    'rulings.list': (input) => listDecisions(decisions, input),
    'rulings.get': ({ rulingId }) => {
      const summary = decisions.find((one) => one.rulingId === rulingId) ?? fail('NOT_FOUND', 'There is no such ruling.');
      const file = files.get(summary.caseId) ?? fakeCases[0]!;
      const ruling = rulings.get(rulingId) ?? sampleRuling(summary);
      const { working, shares, sheet } = checkDraft(file, ruling), sentAt = summary.state === 'effective' ? summary.effectiveAt : null;
      return {
        summary, ruling, working, shares, sheet, letters: letters.of(summary, ruling.reasons, sentAt), policyVersion: file.policyVersion, suggestion: null, followed: null, frozenFile: JSON.parse(JSON.stringify(file)), frozenSha256: '5f'.repeat(32), appeal: null, correction: null, chain: { rulings: [summary], appeals: [] },
        refund: summary.amount && summary.amount.minor !== '0' ? { refundId: `f-${rulingId}`, rulingId, amount: summary.amount, state: summary.state === 'effective' ? 'settled' : 'planned', error: null, changedAt: summary.effectiveAt } : null,
      };
    },
    'rulings.asItWas': ({ rulingId }) => {
      const decision = handlers['rulings.get']({ rulingId });
      return fakeAsItWas(decision, caseOf(decision.summary.caseId), me().role !== 'mediator' || decision.summary.personId === me().personId);
    },
    ...fakeQueues({ rows: allRows, people: () => people.handlers['people.list']({}), caseOf, change, free, me, newId, fail, tell: () => { events.tell({ type: 'queue.changed' }); events.tell({ type: 'settings.changed' }); } }, isEmpty),
    ...fakeBulk({ rows: allRows, find: (scope, query) => pageOf(allRows(), { scope, query, sort: 'priority', cursor: null, limit: 5_000 }).rows, changeRow, me, nameOf, newId, fail, tell: events.tell }),
    ...fakeTags({ files, caseOf, rows: allRows, changeRow, nameOf, fail, tell: events.tell }),
    ...fakeFilters({ me, newId, fail, tell: () => events.tell({ type: 'filters.changed' }) }, isEmpty),
    ...fakeSearch({ rows: allRows, fileOf: (caseId) => files.get(caseId) }),
    ...letters.handlers,
    ...fakeReports({ reference: (caseId) => caseOf(caseId).reference, count: (input) => listDecisions(decisions, input).total }),
    ...fakeSamples({ isEmpty, me, newId, fail, tell: events.tell, decisions: () => decisions }),
    ...makeFakeLog((event) => events.tell(event)),
    ...fakeReviews({ fileOf: (caseId) => files.get(caseId) ?? fakeCases[0]!, decisions: () => decisions, rulings, people: people.everyone, me, newId, fail, tell: () => events.tell({ type: 'reviews.changed' }) }),
    'audit.ofCase': ({ caseId }) => caseOf(caseId).timeline.slice(-4).map((entry, index) => ({ seq: index + 1, at: entry.at, personName: index % 2 ? 'Noor Haddad' : 'desk', action: `case.${entry.kind}`, subject: caseId, words: entry.words, hash: `${index}c`.repeat(32) })),
  };

  return {
    shell: 'web',
    async call(method, input) {
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      if (!isOnline) throw new DeskError({ code: 'OFFLINE', message: 'The desk does not answer.' });
      const failure = failures.get(method);
      failures.delete(method);
      if (failure) throw failure;
      const parsed = methods[method].input.safeParse(input);
      if (!parsed.success) throw new DeskError({ code: 'BAD_INPUT', message: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') });
      const { roles } = methods[method];
      if (roles !== 'anyone') people.guard(method);
      if (roles !== 'anyone' && !roles.some((role) => role === me().role)) fail('NOT_PERMITTED', `A ${me().role} may not do this. Nothing was changed.`);
      return (handlers[method] as (parsed: unknown) => never)(parsed.data);
    },
    on: (listener) => events.add(listener),
    onConnection(listener) {
      const stop = connection.add(listener);
      if (!isOnline) listener(false);
      return stop;
    },
    evidenceUrl: (evidenceId) => fakePicture(evidenceId),
    letterUrl: (id, side) => `data:text/plain,${encodeURIComponent(`${id} ${side ?? ''}`)}`,
    reportUrl: (reportId) => `data:text/plain,${encodeURIComponent(reportId)}`,
    logUrl: () => 'data:application/jsonl,{}',
    exportUrl: (caseId) => `data:text/plain,${encodeURIComponent(caseId)}`,
    importFiles: async () => ({ batchId: newId('batch') }),
    pickFiles: async () => ({ batchId: newId('batch') }),
    setOnline(value) {
      isOnline = value;
      connection.tell(value);
    },
    failNext: (method, code, message) => void failures.set(method, new DeskError({ code, message })),
  };
}

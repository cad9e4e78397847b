import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskEvent } from '../contract/events.ts';
import { methods, type InputOf, type MethodName, type OutputOf } from '../contract/methods.ts';
import type { Reply } from '../contract/reply.ts';

/** One window or browser on some transport. */
export type Client = { call(method: string, input: unknown): Promise<Reply>; on(listener: (event: DeskEvent) => void): () => void };

/** A running desk with an empty data folder; each `connect` is another session. */
export type TransportUnderTest = { connect(): Promise<Client>; close(): Promise<void> };

/** What every transport must do alike; each test names the difference it would catch. */
export function contractSuite(transport: string, open: () => Promise<TransportUnderTest>): void {
  describe(`the contract over ${transport}`, () => {
    let desk: TransportUnderTest;
    let one: Client;
    let other: Client;

    beforeAll(async () => {
      desk = await open();
      one = await desk.connect();
      other = await desk.connect();
    });
    afterAll(() => desk.close());

    async function ask<Name extends MethodName>(client: Client, method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
      const reply = await client.call(method, input);
      if (!reply.ok) throw new Error(`${method}: ${reply.error.code} ${reply.error.message}`);
      return methods[method].output.parse(reply.value) as OutputOf<Name>;
    }

    it('answers an unknown method with a code instead of breaking', async () => {
      expect(await one.call('cases.explode', {})).toMatchObject({ ok: false, error: { code: 'UNKNOWN_METHOD' } });
    });

    it('does not take a name of Object for a method', async () => {
      expect(await one.call('constructor', {})).toMatchObject({ ok: false, error: { code: 'UNKNOWN_METHOD' } });
    });

    it('refuses every method that needs a role before anyone signed in', async () => {
      const guarded = Object.entries(methods).filter(([, row]) => row.roles !== 'anyone');
      for (const [name] of guarded) {
        const reply = await one.call(name, sample[name] ?? {});
        expect([name, reply]).toMatchObject([name, { ok: false, error: { code: 'NOT_SIGNED_IN' } }]);
      }
    });

    it('says which part of an input is wrong', async () => {
      const reply = await one.call('people.signIn', { name: 'Ada', passphrase: 7 });
      expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', message: expect.stringContaining('passphrase') as string } });
    });

    it('refuses input that the table does not name, so that a screen cannot smuggle an actor in', async () => {
      const reply = await one.call('people.signIn', { name: 'Ada', passphrase: 'x', personId: 'root' });
      expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    });

    it('keeps two sessions apart', async () => {
      expect(await ask(other, 'people.door', {})).toMatchObject({ state: 'new', person: null });
      await ask(other, 'people.setUp', { name: 'Lena', passphrase: 'a lead of this desk' });
      await ask(other, 'people.add', { name: 'Ada', role: 'mediator', languages: [], skills: [], passphrase: 'given by the lead' });
      await ask(one, 'people.signIn', { name: 'Ada', passphrase: 'given by the lead' });
      expect(await ask(one, 'people.door', {})).toMatchObject({ state: 'open', person: { name: 'Ada', role: 'mediator' }, mustChange: true });
      expect(await ask(other, 'people.door', {})).toMatchObject({ state: 'open', person: { name: 'Lena', role: 'lead' }, mustChange: false });
    });

    it('lets nobody do anything with a passphrase that somebody else knows', async () => {
      expect(await one.call('cases.next', { requestId: randomUUID() })).toMatchObject({ ok: false, error: { code: 'PASSPHRASE_DUE' } });
      await ask(one, 'people.changePassphrase', { passphrase: 'given by the lead', next: 'known to Ada alone' });
      expect(await ask(one, 'people.door', {})).toMatchObject({ mustChange: false });
    });

    it('refuses a lead\'s method to a mediator', async () => {
      expect(await one.call('audit.verify', {})).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });
      expect(await ask(other, 'audit.verify', {})).toMatchObject({ ok: true, firstBroken: null });
    });

    it('tells every session of a change, after it can be read', async () => {
      const heard = new Promise<DeskEvent>((resolve) => {
        const stop = one.on((event) => {
          if (event.type !== 'settings.changed') return;
          stop();
          resolve(event);
        });
      });
      await ask(other, 'settings.set', { undoSeconds: 7 });
      await heard;
      expect(await ask(one, 'settings.get', {})).toEqual({ undoSeconds: 7, idleMinutes: 15 });
    });

    it('gives a repeated command its first answer', async () => {
      const requestId = randomUUID();
      const first = await ask(one, 'cases.next', { requestId });
      expect(await ask(one, 'cases.next', { requestId })).toEqual(first);
      expect(first).toMatchObject({ served: false, why: 'nothing_received' });
    });

    it('carries every character there and back', async () => {
      const name = 'Zoë 李 \u202e أمل 👩🏽‍⚖️';
      const added = await ask(other, 'people.add', { name, role: 'triage', languages: [], skills: [], passphrase: 'given by the lead' });
      expect(added).toMatchObject({ name: name.normalize('NFC') });
    });

    it('refuses text that the database would cut or die of', async () => {
      for (const name of ['a\u0000b', 'a\ud800b']) {
        expect(await other.call('people.add', { name, role: 'triage', languages: [], skills: [], passphrase: 'given by the lead' })).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
      }
    });
  });
}

const requestId = randomUUID();
const caseId = randomUUID();
const ruling = { outcome: 'no_refund', withReturn: false, reason: 'other', basis: { by: 'full' }, bearers: [], findings: [], clauses: [], reasons: '' };

/** Inputs that parse, for methods whose input is not empty. */
const sampleSetup = { plan: { schema: 'sample-plan/1', rules: [], rest: { count: 1 } }, fromAt: 0, untilAt: 1, seed: 's' };
const sample: Record<string, unknown> = {
  'settings.set': { undoSeconds: 5 },
  'payouts.list': { group: 'stuck' },
  'cases.list': { scope: 'queue' },
  'cases.facets': { scope: 'queue' },
  'search.find': { query: 'x' },
  'search.complete': { text: 'rea', caret: 3 },
  'cases.next': { requestId },
  'cases.get': { caseId },
  'cases.claim': { requestId, caseId },
  'cases.extend': { caseId },
  'cases.handBack': { requestId, caseId },
  'cases.skip': { requestId, caseId, reason: 'x' },
  'cases.openExhibit': { caseId, evidenceId: caseId },
  'cases.setAdmissibility': { requestId, caseId, evidenceId: caseId, admissibility: 'late', reason: 'x' },
  'cases.relabelClaim': { requestId, caseId, claimId: 'c', reason: 'other' },
  'cases.addNote': { requestId, caseId, text: 'x' },
  'cases.accept': { requestId, caseId, reason: 'x' },
  'cases.eraseExhibit': { requestId, caseId, evidenceId: 'x', reason: 'x' },
  'cases.ofParties': { caseId },
  'cases.setReminder': { caseId, reminder: null },
  'cases.setStanding': { requestId, caseId, claimId: 'c', standing: null },
  'cases.setGoods': { requestId, caseId, itemId: 'i', goods: null },
  'cases.tieExhibit': { requestId, caseId, evidenceId: 'x', claimId: 'c', proves: null },
  'cases.untieExhibit': { requestId, caseId, evidenceId: 'x', claimId: 'c' },
  'cases.addContradiction': { requestId, caseId, between: ['x', 'y'], words: 'x' },
  'cases.removeContradiction': { requestId, caseId, contradictionId: 'x' },
  'cases.addSpot': { requestId, caseId, evidenceId: 'x', name: 'x', place: { type: 'point', page: 1, x: 0, y: 0 } },
  'cases.renameSpot': { requestId, caseId, spotId: 'x', name: 'x' },
  'cases.removeSpot': { requestId, caseId, spotId: 'x' },
  'cases.restoreSpot': { requestId, caseId, spotId: 'x' },
  'cases.ask': { requestId, caseId, to: ['buyer'], questions: [{ text: 'x' }] },
  'cases.undoAsk': { requestId, askId: 'x' },
  'cases.asked': {},
  'offers.check': { caseId, offer: {} },
  'offers.put': { requestId, caseId, offer: { outcome: 'full_refund', withReturn: false, basis: { by: 'full' }, bearers: [{ bearer: 'seller', percent: 100 }], words: 'x' } },
  'offers.undo': { requestId, offerId: 'x' },
  'offers.withdraw': { requestId, caseId, offerId: 'x' },
  'offers.reply': { requestId, caseId, offerId: 'x', from: 'buyer', reply: 'accepted', how: 'phone' },
  'cases.disclose': { requestId, caseId, to: 'buyer', evidenceIds: ['x'] },
  'exchange.list': {},
  'exchange.look': {},
  'cases.withdrawQuestion': { requestId, caseId, questionId: 'x' },
  'reports.ofCase': { requestId, caseId, format: 'pdf' },
  'reports.ofDecisions': { requestId, filter: {}, format: 'csv' },
  'reports.progress': { requestId },
  'reports.cancel': { requestId },
  'policy.get': { version: '2026-01' },
  'policy.startDraft': { requestId },
  'policy.check': { text: 'x' },
  'policy.saveDraft': { requestId, text: 'x', expectedRevision: 1 },
  'policy.discard': { requestId },
  'policy.reach': { effectiveFrom: 1 },
  'policy.publish': { requestId, expectedRevision: 1 },
  'intake.import': { requestId, batchId: caseId },
  'intake.report': { importId: caseId },
  'intake.cancel': { importId: caseId },
  'rulings.check': { caseId, draft: {} },
  'rulings.saveDraft': { caseId, draft: {}, expectedDraftVersion: 0 },
  'rulings.stage': { requestId, caseId, expectedVersion: 1, ruling },
  'appeals.record': { requestId, caseId, by: 'buyer', how: 'letter', newInformation: 'x' },
  'appeals.noteView': { requestId, caseId, outcome: 'no_refund', basis: { by: 'full' }, words: 'x' },
  'deadlines.preview': { caseId, deadlineId: 'x', act: 'extend' },
  'deadlines.answerTime': { caseId, to: 'seller' },
  'deadlines.extend': { requestId, caseId, deadlineId: 'x', reason: 'x', days: 1 },
  'deadlines.pause': { requestId, caseId, deadlineId: 'x', reason: 'x', days: 1 },
  'deadlines.resume': { requestId, caseId, deadlineId: 'x', reason: 'x' },
  'cases.reject': { requestId, caseId, expectedVersion: 1, reason: 'out_of_time', words: 'x' },
  'cases.withdraw': { requestId, caseId, expectedVersion: 1, known: 'message', words: 'x' },
  'cases.merge': { requestId, caseId, expectedVersion: 1, intoCaseId: caseId, words: 'x' },
  'cases.ofOrder': { caseId },
  'cases.escalate': { requestId, caseId, expectedVersion: 1, reason: 'other', words: 'x' },
  'cases.endEscalation': { requestId, caseId, expectedVersion: 1, words: 'x' },
  'cases.freeLease': { requestId, caseId, expectedVersion: 1, reason: 'x' },
  'marketplace.set': { requestId, kind: 'folder' },
  'marketplace.test': { kind: 'folder' },
  'returns.preview': { caseId, days: 5 },
  'returns.record': { requestId, returnId: caseId, kind: 'delivered' },
  'returns.extend': { requestId, returnId: caseId, days: 5, reason: 'The post was on strike.' },
  'returns.decide': { requestId, returnId: caseId, decision: { choice: 'pay' }, reasons: 'What came back is as it was sent.' },
  'feed.pullNow': { requestId },
  'feed.tryAgain': { requestId, refusalId: caseId },
  'reconciliation.run': { requestId },
  'samples.preview': sampleSetup,
  'samples.draw': { ...sampleSetup, requestId, name: 'May' },
  'samples.get': { sampleId: caseId },
  'samples.coverage': { sampleId: caseId },
  'samples.check': { sampleId: caseId },
  'goldens.mark': { requestId, rulingId: caseId, verdict: 'agree', outcome: 'no_refund', amount: null, words: 'Right.' },
  'goldens.retire': { requestId, goldenId: caseId },
  'scorecards.get': { version: 1 },
  'scorecards.publish': { requestId, basedOn: 1, content: { schema: 'scorecard/1', questions: [{ code: 'facts', question: 'Right?', points: 1 }], rootCauses: [{ code: 'other', words: 'Other' }] } },
  'reconciliation.resolve': { requestId, differenceId: caseId, words: 'x' },
  'reconciliation.schedule': { requestId, hour: 3, timeZone: 'UTC' },
  'approvals.get': { rulingId: caseId },
  'reviews.open': { requestId, rulingId: caseId },
  'reviews.noteView': { requestId, reviewId: caseId, outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, words: 'x' },
  'reviews.decide': { requestId, reviewId: caseId, verdict: 'agree', rootCause: null, words: 'x', scorecardVersion: 1, scores: {} },
  'reviews.drop': { requestId, reviewId: caseId, words: 'x' },
  'reviews.answer': { requestId, reviewId: caseId, kind: 'acknowledged', words: '' },
  'reviews.settle': { requestId, reviewId: caseId, verdict: 'agree', words: 'x' },
  'reviews.openCorrection': { requestId, reviewId: caseId, words: 'x' },
  'reviews.get': { reviewId: caseId },
  'calibration.open': { requestId, name: 'June', rulingIds: [caseId], personIds: [caseId, requestId] },
  'calibration.case': { calibrationId: caseId, rulingId: caseId },
  'calibration.rate': { requestId, calibrationId: caseId, rulingId: caseId, outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, words: 'x' },
  'calibration.done': { requestId, calibrationId: caseId },
  'calibration.close': { requestId, calibrationId: caseId },
  'calibration.result': { calibrationId: caseId },
  'calibration.note': { requestId, calibrationId: caseId, words: 'x' },
  'approvals.approve': { requestId, rulingId: caseId, sha256: 'a'.repeat(64) },
  'approvals.return': { requestId, rulingId: caseId, reason: 'x' },
  'approvals.ruleOtherwise': { requestId, rulingId: caseId, reason: 'x' },
  'people.setLimit': { requestId, holder: { everyone: true }, currency: 'USD', minor: '100' },
  'people.setHeldHours': { requestId, hours: 24 },
  'people.addConflict': { requestId, partyName: 'x', words: 'x' },
  'people.endConflict': { requestId, conflictId: 'x' },
  'cases.recuse': { requestId, caseId, reason: 'x' },
  'rulings.undo': { requestId, rulingId: caseId },
  'rulings.list': {},
  'letters.preview': { caseId, draft: {} },
  'letters.ofCase': { caseId },
  'letters.resend': { requestId, letterId: caseId },
  'letters.retry': { requestId, letterId: caseId },
  'rulings.get': { rulingId: caseId },
  'rulings.asItWas': { rulingId: caseId },
  'filters.listViews': {},
  'filters.saveView': { requestId, name: 'x', isForTeam: false, view: { scope: 'all', query: '', sort: 'due', isDescending: false, group: null, columns: [{ column: 'reference', width: null }] } },
  'filters.save': { requestId, name: 'x', isForTeam: false, filter: {} },
  'filters.remove': { requestId, filterId: caseId },
  'rulings.likeCases': { caseId },
  'rulings.likeOpen': { caseId },
  'rulings.checkTogether': { pattern: {}, caseIds: [caseId] },
  'rulings.stageTogether': {
    requestId,
    pattern: { outcome: 'no_refund', withReturn: false, reason: 'other', percent: null, bearers: [], findings: [], clauses: [], reasons: '' },
    cases: [{ caseId, expectedVersion: 1 }],
  },
  'rulings.undoTogether': { requestId, togetherId: caseId },
  'jobs.list': { state: 'failed' },
  'jobs.retry': { jobId: caseId },
  'audit.ofCase': { caseId },
  'audit.sign': { requestId },
  'audit.importAnchors': { requestId, heldBy: 'x', text: 'x' },
};

import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../contract/caseFile.ts';
import { commands } from '../contract/lifeCycle.ts';
import type { MethodName, ParsedInputOf } from '../contract/methods.ts';
import type { NeutralCaseInput } from '../contract/neutralCase.ts';
import type { CaseState } from '../contract/vocabulary.ts';
import { neutralCase, openAllExhibits, placeCase, soundRuling } from '../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../testing/tempDesk.ts';
import { verifyLog } from './audit/verify.ts';
import { readCaseFile } from './cases/caseFile.ts';
import { loadCase } from './cases/lease.ts';
import type { SignedIn } from './desk.ts';
import { DeskError } from './fault.ts';
import type { Handlers } from './handlers.ts';
import { createHandlers, jobHandlersByKind } from './registry.ts';

const captured = 6_665n;
const people = ['Ada', 'Bo', 'Lea'] as const;
type Who = (typeof people)[number];

/** One step somebody or something takes; `who` works in a window of their own. */
type Step =
  | { do: 'claim' | 'handBack' | 'undo' | 'withdrawQuestion' | 'openAll'; who: Who }
  | { do: 'undoAsk' | 'putOffer'; who: Who }
  | { do: 'ask'; who: Who; to: 'buyer' | 'seller' }
  | { do: 'reply'; who: Who; from: 'buyer' | 'seller'; reply: 'accepted' | 'rejected' }
  | { do: 'stage' | 'claimAndStage'; who: Who; percent: string }
  | { do: 'wait'; ms: number }
  | { do: 'sendAgain'; refundedBefore: string; hasChargeback: boolean; isClosed: boolean; hasAnswer: boolean }
  | { do: 'line'; failing: 'no' | 'before' | 'after' };

const who = fc.constantFrom(...people);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('claim' as const, 'openAll' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('handBack' as const, 'undo' as const, 'withdrawQuestion' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask' as const), who, to: fc.constantFrom('buyer' as const, 'seller' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('putOffer' as const, 'putOffer' as const, 'undoAsk' as const), who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('reply' as const), who, from: fc.constantFrom('buyer' as const, 'seller' as const), reply: fc.constantFrom('accepted' as const, 'accepted' as const, 'rejected' as const) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('stage' as const, 'claimAndStage' as const, 'claimAndStage' as const), who, percent: fc.constantFrom('1', '33.33', '50', '99', '100') }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 15_000, 11 * 60_000, 4 * 86_400_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('sendAgain' as const), refundedBefore: fc.constantFrom('0', '3000', '6665'), hasChargeback: fc.boolean(), isClosed: fc.constantFrom(false, false, true), hasAnswer: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('line' as const), failing: fc.constantFrom('no' as const, 'before' as const, 'after' as const) }) },
);

/** Every state some chain of commands leads to from this one, itself among them. */
function after(state: CaseState): Set<CaseState> {
  const found = new Set([state]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const [, row] of commands) if (row.from.some((from) => found.has(from))) found.add(row.to);
  }
  return found;
}

/** One case at a desk of its own, moved by whatever comes; what must never be is checked after every step. */
class Story {
  readonly temp: TempDesk;
  readonly caseId: string;
  readonly #neutral: NeutralCaseInput;
  readonly #seats: Record<Who, SignedIn>;
  readonly #handlers: Handlers;
  #seen: CaseState = 'queued';
  /** What a side once said is sent along from then on. */
  #isAnswered = false;

  constructor(temp: TempDesk, caseId: string, neutral: NeutralCaseInput, seats: Record<Who, SignedIn>) {
    this.temp = temp;
    this.caseId = caseId;
    this.#neutral = neutral;
    this.#seats = seats;
    this.#handlers = createHandlers(null as never, () => Promise.reject(new Error('not asked here')), () => Promise.resolve([]));
  }

  async take(next: Step): Promise<void> {
    const { temp } = this;
    if (next.do === 'wait') temp.clock.now += next.ms;
    else if (next.do === 'line') temp.gateway.failing = next.failing;
    else if (next.do === 'sendAgain') await this.#sendAgain(next);
    else await this.#act(next).catch(refusalOnly);
    for (let round = 0; round < 4; round += 1) await temp.runDueJobs(jobHandlersByKind);
    await this.check();
  }

  async #call<Name extends MethodName>(name: Name, by: SignedIn, input: ParsedInputOf<Name>): Promise<void> {
    await (this.#handlers[name] as (desk: unknown, input: unknown, by: unknown) => Promise<unknown>)(this.temp.desk, input, by);
  }

  async #act(next: Exclude<Step, { do: 'wait' | 'line' | 'sendAgain' }>): Promise<void> {
    const by = this.#seats[next.who];
    const one = { requestId: randomUUID(), caseId: this.caseId };
    if (next.do === 'claimAndStage') {
      await this.#call('cases.claim', by, { ...one, requestId: randomUUID() });
      await openAllExhibits(this.temp.desk, this.caseId, by);
    }
    const file = await readCaseFile(this.temp.desk.db, this.caseId, by, this.temp.clock.now);
    if (next.do === 'claim') return this.#call('cases.claim', by, one);
    if (next.do === 'handBack') return this.#call('cases.handBack', by, { ...one, note: null });
    if (next.do === 'openAll') return openAllExhibits(this.temp.desk, this.caseId, by);
    if (next.do === 'ask') return this.#call('cases.ask', by, { ...one, to: [next.to], questions: [{ text: 'What did the label say?', claimId: null, kinds: [] }], dueAt: null });
    if (next.do === 'putOffer') return this.#call('offers.put', by, { ...one, offer: { outcome: 'partial_refund', withReturn: false, basis: { by: 'percent', percent: '40' }, bearers: [{ bearer: 'seller', percent: 100 }], words: 'Meet in the middle.', dueAt: null } });
    if (next.do === 'reply') {
      const open = file.offers.find((offer) => offer.state === 'open');
      return open ? this.#call('offers.reply', by, { ...one, offerId: open.offerId, from: next.from, reply: next.reply, how: 'phone', saidAt: null, words: null }) : undefined;
    }
    if (next.do === 'undoAsk') {
      const open = file.offers.find((offer) => offer.state === 'open');
      if (open) return this.#call('offers.undo', by, { requestId: randomUUID(), offerId: open.offerId });
      const asked = file.questions.find((question) => question.state === 'waiting');
      return asked ? this.#call('cases.undoAsk', by, { requestId: randomUUID(), askId: asked.askId }) : undefined;
    }
    if (next.do === 'withdrawQuestion') {
      const open = file.questions.find((question) => question.state === 'waiting');
      return open ? this.#call('cases.withdrawQuestion', by, { ...one, questionId: open.questionId }) : undefined;
    }
    if (next.do === 'stage' || next.do === 'claimAndStage') return this.#stage(by, file, next.percent);
    const staged = file.rulings.find((ruling) => ruling.state === 'staged');
    return staged ? this.#call('rulings.undo', by, { requestId: randomUUID(), rulingId: staged.rulingId }) : undefined;
  }

  #stage(by: SignedIn, file: CaseFile, percent: string): Promise<void> {
    const isFull = percent === '100';
    const ruling = soundRuling(file, isFull ? { outcome: 'full_refund', basis: { by: 'full' } } : { basis: { by: 'percent', percent } });
    return this.#call('rulings.stage', by, { requestId: randomUUID(), caseId: this.caseId, expectedVersion: file.version, ruling });
  }

  async #sendAgain(next: Extract<Step, { do: 'sendAgain' }>): Promise<void> {
    const money = (minor: string) => ({ minor, currency: 'USD' });
    const { order, ...rest } = this.#neutral;
    this.#isAnswered ||= next.hasAnswer;
    const change: Partial<NeutralCaseInput> = {
      ...rest,
      ...(order ? { order: { ...order, refundedBefore: money(next.refundedBefore) } } : {}),
      ...(next.hasChargeback ? { chargeback: { isOpen: true, reference: 'CB-1', openedAt: null, amount: money('6665') } } : {}),
      ...(next.isClosed ? { stage: 'closed' } : {}),
      ...(this.#isAnswered ? { messages: [{ id: 'message-2', from: 'seller', original: 'We sent blue.' }] } : {}),
    };
    await placeCase(this.temp.desk, neutralCase(change));
  }

  /** What must hold whatever happened. */
  async check(): Promise<void> {
    const { temp, caseId } = this;
    const row = await loadCase(temp.desk.db, caseId);
    expect([...after(this.#seen)], `${this.#seen} became ${row.state}`).toContain(row.state);
    this.#seen = row.state;
    const file = await readCaseFile(temp.desk.db, caseId, this.#seats.Ada, temp.clock.now);
    const paid = [...temp.gateway.payouts.values()];
    expect(paid.reduce((sum, order) => sum + BigInt(order.amount.minor), 0n) <= captured, 'more was paid than was captured').toBe(true);
    expect(new Set(paid.map((order) => order.rulingId)).size, 'a ruling was paid twice').toBe(paid.length);
    const effective = file.rulings.filter((ruling) => ruling.state === 'effective');
    for (const order of paid) expect(effective.map((ruling) => ruling.rulingId), 'money left without a ruling in effect').toContain(order.rulingId);
    expect(file.rulings.filter((ruling) => ruling.state === 'staged').length, 'staged rulings of the case').toBe(row.state === 'staged' ? 1 : 0);
    const settled = file.rulings.filter((ruling) => ruling.offerId !== null && ruling.state === 'effective');
    expect(settled.length, 'a settlement ends the case').toBe(row.state === 'closed' && row.closedAs === 'settled' ? 1 : 0);
    for (const ruling of file.rulings) if (ruling.offerId === null) expect(ruling.stagedAt >= sellerMayAnswerUntil || this.#isAnswered, 'the seller was not heard').toBe(true);
  }
}

/** The seller of the story has said nothing; until then no ruling may be staged. */
const sellerMayAnswerUntil = Date.parse('2026-06-12T08:00:00Z');

function refusalOnly(error: unknown): void {
  if (!(error instanceof DeskError)) throw error;
}

async function begin(): Promise<Story> {
  const temp = await openTempDesk();
  const neutral: NeutralCaseInput = {
    ...neutralCase(),
    claims: [{ id: 'claim-1', reason: 'wrong_item', words: 'It is red.' }],
    evidence: [{ id: 'photo', side: 'buyer', kind: 'photo', fileName: 'red.jpg', claimIds: ['claim-1'] }],
    deadlines: [{ id: 'deadline-1', party: 'seller', action: 'answer', dueAt: new Date(sellerMayAnswerUntil).toISOString(), isMandatory: true, from: 'rule' }],
  };
  const caseId = await placeCase(temp.desk, neutralCase(neutral));
  const seats = { Ada: await temp.seat('Ada'), Bo: await temp.seat('Bo'), Lea: await temp.seat('Lea', 'lead') };
  return new Story(temp, caseId, neutral, seats);
}

describe('whatever people, jobs, the source and the line to the marketplace do to a case', () => {
  it('never pays twice or above what was captured, never rules unheard, and moves by the table alone', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
        const story = await begin();
        try {
          for (const next of steps) await story.take(next);
          expect(await verifyLog(story.temp.desk.db)).toMatchObject({ ok: true });
        } finally {
          story.temp.close();
        }
      }),
      { numRuns: 40 },
    );
  });
});

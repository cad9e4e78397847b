import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { CaseFile } from '../contract/caseFile.ts';
import type { MethodName, OutputOf, ParsedInputOf } from '../contract/methods.ts';
import type { NeutralCaseInput } from '../contract/neutralCase.ts';
import { readCaseFile } from '../core/cases/caseFile.ts';
import { approval } from '../core/db/schema/approval.ts';
import { ruling } from '../core/db/schema/ruling.ts';
import type { SignedIn } from '../core/desk.ts';
import { DeskError } from '../core/fault.ts';
import type { Handlers } from '../core/handlers.ts';
import { createHandlers, jobHandlersByKind } from '../core/registry.ts';
import { neutralCase, openAllExhibits, placeCase, soundRuling } from './builders.ts';
import type { Step, Who } from './caseSteps.ts';
import { openTempDesk, type TempDesk } from './tempDesk.ts';

type Act = Exclude<Step, { do: 'wait' | 'line' | 'sendAgain' }>;

/** One case at a desk of its own, moved by whatever comes; refusals are part of the story, everything else ends it. */
export class CaseStory {
  readonly temp: TempDesk;
  readonly caseId: string;
  readonly seats: Record<Who, SignedIn>;
  readonly #neutral: NeutralCaseInput;
  readonly #handlers: Handlers = createHandlers(null as never, () => Promise.reject(new Error('not asked here')), () => Promise.resolve([]));

  constructor(temp: TempDesk, caseId: string, neutral: NeutralCaseInput, seats: Record<Who, SignedIn>) {
    this.temp = temp;
    this.caseId = caseId;
    this.seats = seats;
    this.#neutral = neutral;
  }

  async take(next: Step): Promise<void> {
    const { temp } = this;
    if (next.do === 'wait') temp.clock.now += next.ms;
    else if (next.do === 'line') temp.gateway.failing = next.failing;
    else if (next.do === 'sendAgain') await this.#sendAgain(next);
    else await this.#act(next).catch(refusalOnly);
    for (let round = 0; round < 4; round += 1) await temp.runDueJobs(jobHandlersByKind);
  }

  rulings() {
    return this.temp.desk.db.select().from(ruling).where(eq(ruling.caseId, this.caseId));
  }

  approvals() {
    return this.temp.desk.db.select().from(approval);
  }

  async call<Name extends MethodName>(name: Name, by: SignedIn, input: ParsedInputOf<Name>): Promise<OutputOf<Name>> {
    return (this.#handlers[name] as (desk: unknown, input: unknown, by: unknown) => Promise<OutputOf<Name>>)(this.temp.desk, input, by);
  }

  read(by: SignedIn): Promise<CaseFile> {
    return readCaseFile(this.temp.desk.db, this.caseId, by, this.temp.clock.now);
  }

  async #act(next: Act): Promise<unknown> {
    const by = this.seats[next.who];
    const one = { requestId: randomUUID(), caseId: this.caseId };
    const file = await this.read(by);
    const offer = file.offers.find(({ state }) => state === 'open');
    const asked = file.questions.find(({ state }) => state === 'waiting');
    switch (next.do) {
      case 'claim':
        return this.call('cases.claim', by, one);
      case 'handBack':
        return this.call('cases.handBack', by, { ...one, note: null });
      case 'recuse':
        return this.call('cases.recuse', by, { ...one, reason: 'I know the seller.', party: null });
      case 'openAll':
        return openAllExhibits(this.temp.desk, this.caseId, by);
      case 'ask':
        return this.call('cases.ask', by, { ...one, to: [next.by], questions: [{ text: 'What did the label say?', claimId: null, kinds: [] }], dueAt: null });
      case 'withdrawQuestion':
        return asked && this.call('cases.withdrawQuestion', by, { ...one, questionId: asked.questionId });
      case 'undoAsk':
        if (offer) return this.call('offers.undo', by, { requestId: randomUUID(), offerId: offer.offerId });
        return asked && this.call('cases.undoAsk', by, { requestId: randomUUID(), askId: asked.askId });
      case 'putOffer':
        await this.call('cases.claim', by, { ...one, requestId: randomUUID() });
        return this.call('offers.put', by, { ...one, offer: { outcome: 'partial_refund', withReturn: false, basis: { by: 'percent', percent: '40' }, bearers: [{ bearer: 'seller', percent: 100 }], words: 'Meet in the middle.', dueAt: null } });
      case 'reply':
        return offer && this.call('offers.reply', by, { ...one, offerId: offer.offerId, from: next.from, reply: next.reply, how: 'phone', saidAt: null, words: null });
      case 'appeal':
        return this.call('appeals.record', by, { ...one, by: next.by, how: 'letter', newInformation: 'The carrier weighed the parcel.', exhibits: [], receivedAt: null });
      case 'noteView':
        return this.#noteView(by);
      case 'stage':
        return this.#stage(by, file, next.percent);
      case 'claimAndStage':
        await this.call('cases.claim', by, one);
        await openAllExhibits(this.temp.desk, this.caseId, by);
        if (file.appeal && !file.appeal.view) await this.#noteView(by);
        return this.#stage(by, await this.read(by), next.percent);
      default:
        return this.#decide(next.do, by);
    }
  }

  #noteView(by: SignedIn): Promise<unknown> {
    return this.call('appeals.noteView', by, { requestId: randomUUID(), caseId: this.caseId, outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, words: 'The buyer shows nothing.' });
  }

  async #decide(what: 'undo' | 'approve' | 'returnHeld' | 'ruleOtherwise', by: SignedIn): Promise<unknown> {
    const last = (await this.rulings()).find(({ state }) => state === (what === 'undo' ? 'staged' : 'held'));
    if (!last) return undefined;
    const one = { requestId: randomUUID(), rulingId: last.rulingId };
    if (what === 'undo') return this.call('rulings.undo', by, one);
    if (what === 'returnHeld') return this.call('approvals.return', by, { ...one, reason: 'Look at the label again.' });
    if (what === 'ruleOtherwise') return this.call('approvals.ruleOtherwise', by, { ...one, reason: 'The label says red.' });
    await openAllExhibits(this.temp.desk, this.caseId, by);
    const look = await this.call('approvals.get', by, { rulingId: last.rulingId });
    return look && this.call('approvals.approve', by, { ...one, sha256: look.sha256 });
  }

  #stage(by: SignedIn, file: CaseFile, percent: string): Promise<unknown> {
    const isFull = percent === '100';
    const appealed = file.appeal?.appealed?.summary;
    const change = isFull ? { outcome: 'full_refund' as const, basis: { by: 'full' as const } } : { basis: { by: 'percent' as const, percent } };
    // The result that fits what is ruled; another one is refused by the check.
    const appeal = file.appeal ? { appeal: { result: appealed?.outcome === change.outcome ? ('confirmed' as const) : ('partly' as const), newInformation: 'It changes a part.' } } : {};
    return this.call('rulings.stage', by, { requestId: randomUUID(), caseId: this.caseId, expectedVersion: file.version, ruling: soundRuling(file, { ...change, ...appeal }) });
  }

  async #sendAgain(next: Extract<Step, { do: 'sendAgain' }>): Promise<void> {
    const money = (minor: string) => ({ minor, currency: 'USD' });
    const { order, ...rest } = this.#neutral;
    await placeCase(
      this.temp.desk,
      neutralCase({
        ...rest,
        ...(order ? { order: { ...order, refundedBefore: money(next.refundedBefore) } } : {}),
        ...(next.hasChargeback ? { chargeback: { isOpen: true, reference: 'CB-1', openedAt: null, amount: money('6665') } } : {}),
        ...(next.isClosed ? { stage: 'closed' } : {}),
      }),
    );
  }
}

/** How a story begins: whether the seller has said something, and what a mediator may decide alone (minor units of USD; null: anything). */
export type Beginning = { isAnswered: boolean; limitMinor: string | null };

/** The seller may answer until then. */
export const sellerMayAnswerUntil = Date.parse('2026-06-12T08:00:00Z');

/** A contested case of USD 66.65 at a desk of three people. */
export async function beginStory({ isAnswered, limitMinor }: Beginning): Promise<CaseStory> {
  const temp = await openTempDesk();
  const neutral: NeutralCaseInput = {
    ...neutralCase(),
    claims: [{ id: 'claim-1', reason: 'wrong_item', words: 'It is red.' }],
    messages: isAnswered ? [{ id: 'message-1', from: 'seller', original: 'We sent blue.' }] : [],
    evidence: [{ id: 'photo', side: 'buyer', kind: 'photo', fileName: 'red.jpg', claimIds: ['claim-1'] }],
    deadlines: [{ id: 'deadline-1', party: 'seller', action: 'answer', dueAt: new Date(sellerMayAnswerUntil).toISOString(), isMandatory: true, from: 'rule' }],
  };
  const caseId = await placeCase(temp.desk, neutralCase(neutral));
  const seats = { Ada: await temp.seat('Ada'), Bo: await temp.seat('Bo'), Lea: await temp.seat('Lea', 'lead') };
  const story = new CaseStory(temp, caseId, neutral, seats);
  if (limitMinor !== null) await story.call('people.setLimit', seats.Lea, { requestId: randomUUID(), holder: { role: 'mediator' }, currency: 'USD', minor: limitMinor });
  return story;
}

function refusalOnly(error: unknown): void {
  if (!(error instanceof DeskError)) throw error;
}

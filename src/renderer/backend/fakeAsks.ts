import type { disclosureMethods } from '../../contract/disclosures.ts';
import type { exchangeMethods } from '../../contract/exchange.ts';
import type { MethodName, OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Offer, OfferInput, offerMethods } from '../../contract/offers.ts';
import type { Asked, Question, questionMethods } from '../../contract/questions.ts';
import type { Money } from '../../contract/money.ts';
import type { FakeCases } from './fakeBoard.ts';
import { deadline } from './fakeDeadlines.ts';
import { dayMs } from './fakeParts.ts';

type Handled = keyof typeof questionMethods | keyof typeof offerMethods | keyof typeof disclosureMethods | keyof typeof exchangeMethods;
type Handlers = { [Name in Handled & MethodName]: (input: ParsedInputOf<Name>) => OutputOf<Name> };

const undoMs = 15_000;
const leaseMs = 10 * 60_000;

/** Questions, offers, disclosures and the exchange folder, in memory. */
export function fakeAsks({ files, caseOf, change, me, newId, tell }: FakeCases): Handlers {
  const told = (caseId: string): void => queueMicrotask(() => tell({ type: 'letter.changed', letterId: newId('letter'), caseId }));
  const lease = () => ({ personId: me().personId, personName: me().name, isMine: true, endsAt: Date.now() + leaseMs });
  const caseOfOffer = (offerId: string) => [...files.values()].find((file) => file.offers.some((one) => one.offerId === offerId));
  const offers = (caseId: string, to: (one: Offer) => Offer) => change(caseId, { offers: caseOf(caseId).offers.map(to) });
  return {
    'cases.ask': ({ caseId, to, questions, dueAt }) => {
      const now = Date.now();
      const askId = newId('ask');
      const added = to.flatMap((side) => questions.map((one): Question => ({ ...one, questionId: newId('question'), askId, to: side, personName: me().name, askedAt: now, dueAt: dueAt ?? now + 3 * dayMs, state: 'waiting', sendAt: now + undoMs, sentAt: null, endedAt: null })));
      const times = added.filter((one, index) => added.findIndex((other) => other.to === one.to) === index).map((one) => deadline({ deadlineId: one.questionId, party: one.to, action: 'answer what the desk asked', dueAt: one.dueAt, from: 'desk', startedAt: now }));
      const before = caseOf(caseId);
      const file = change(caseId, { state: 'waiting', lease: null, cameBack: null, questions: [...before.questions, ...added], deadlines: [...before.deadlines, ...times] });
      told(caseId);
      return { askId, type: 'question', caseId, reference: file.reference, to, askedAt: now, undoUntil: now + undoMs, questions: added };
    },
    'cases.undoAsk': ({ askId }) => {
      const file = [...files.values()].find((one) => one.questions.some((asked) => asked.askId === askId));
      if (!file) throw new Error('Nothing was asked.');
      const questions = file.questions.map((one) => (one.askId === askId ? { ...one, state: 'withdrawn' as const, endedAt: Date.now() } : one));
      change(file.caseId, { state: 'in_review', lease: lease(), questions });
      return { caseId: file.caseId, reference: file.reference, questions: questions.filter((one) => one.askId === askId) };
    },
    'cases.asked': () =>
      [...files.values()].flatMap((file): Asked[] => {
        const open = file.questions.filter((one) => one.state === 'waiting' && one.sendAt > Date.now());
        const asked = [...new Set(open.map((one) => one.askId))].map((askId): Asked => {
          const own = open.filter((one) => one.askId === askId);
          return { askId, type: 'question', caseId: file.caseId, reference: file.reference, to: [...new Set(own.map((one) => one.to))], askedAt: own[0]?.askedAt ?? 0, undoUntil: own[0]?.sendAt ?? 0 };
        });
        const offered = file.offers.filter((one) => one.state === 'open' && one.sendAt > Date.now());
        return [...asked, ...offered.map((one): Asked => ({ askId: one.offerId, type: 'offer', caseId: file.caseId, reference: file.reference, to: ['buyer', 'seller'], askedAt: one.at, undoUntil: one.sendAt }))];
      }),
    'cases.withdrawQuestion': ({ caseId, questionId }) => ({
      version: change(caseId, { questions: caseOf(caseId).questions.map((one) => (one.questionId === questionId ? { ...one, state: 'withdrawn', endedAt: Date.now() } : one)) }).version,
    }),
    'offers.check': ({ caseId, offer }) => ({ amount: amountOf(offer, caseOf(caseId).refundRoom.cap), working: [], shares: [], problems: [] }),
    'offers.put': ({ caseId, offer }) => {
      const now = Date.now();
      const { basis, ...terms } = offer;
      const added: Offer = { ...terms, offerId: newId('offer'), personId: me().personId, personName: me().name, at: now, sendAt: now + undoMs, dueAt: offer.dueAt ?? now + 3 * dayMs, amount: amountOf({ ...terms, basis }, caseOf(caseId).refundRoom.cap), state: 'open', endedAt: null, replies: [] };
      change(caseId, { state: 'waiting', lease: null, cameBack: null, offers: [...caseOf(caseId).offers, added] });
      told(caseId);
      return added;
    },
    'offers.undo': ({ offerId }) => {
      const file = caseOfOffer(offerId);
      const offer = file?.offers.find((one) => one.offerId === offerId);
      if (!file || !offer) throw new Error('There is no such offer.');
      const ended = { ...offer, state: 'withdrawn' as const, endedAt: Date.now() };
      offers(file.caseId, (one) => (one.offerId === offerId ? ended : one));
      change(file.caseId, { state: 'in_review', lease: lease() });
      return { caseId: file.caseId, reference: file.reference, offer: ended };
    },
    'offers.withdraw': ({ caseId, offerId }) => ({ version: offers(caseId, (one) => (one.offerId === offerId ? { ...one, state: 'withdrawn', endedAt: Date.now() } : one)).version }),
    'offers.reply': ({ caseId, offerId, from, reply, how, words }) => {
      const now = Date.now();
      const file = offers(caseId, (one) => {
        if (one.offerId !== offerId) return one;
        const replies = [...one.replies.filter((other) => other.from !== from), { from, reply, saidAt: now, receivedAt: now, words, how, personName: me().name }];
        const state = reply === 'rejected' ? ('rejected' as const) : replies.length === 2 ? ('accepted' as const) : ('open' as const);
        return { ...one, replies, state, endedAt: state === 'open' ? null : now };
      });
      const offer = file.offers.find((one) => one.offerId === offerId);
      if (!offer) throw new Error('There is no such offer.');
      if (offer.state === 'rejected') change(caseId, { state: 'queued', cameBack: { at: now, words: `The ${from} rejected the offer` } });
      if (offer.state === 'accepted') change(caseId, { state: 'closed' });
      return { offer, settlement: null };
    },
    'cases.disclose': ({ caseId, to, evidenceIds }) => {
      const letterId = newId('letter');
      const shown = evidenceIds.map((evidenceId) => ({ evidenceId, to, how: 'letter' as const, letterId, personName: me().name, at: Date.now() }));
      return { version: change(caseId, { disclosures: [...caseOf(caseId).disclosures, ...shown] }).version };
    },
    'exchange.list': () => ({ rows: [], nextCursor: null, total: 0, folder: '/data/exchange/in' }),
    'exchange.look': () => ({ taken: [], refused: [], again: [], waiting: [] }),
  };
}

/** Roughly what the core would work out: the fake spreads nothing over lines. */
function amountOf(offer: { [Key in 'outcome' | 'basis']?: OfferInput[Key] | undefined }, cap: Money | null): Money | null {
  const { basis } = offer;
  if (!cap || !basis || offer.outcome === 'no_refund') return null;
  const minor = basis.by === 'full' ? BigInt(cap.minor) : basis.by === 'percent' ? (BigInt(cap.minor) * BigInt(Math.round(Number(basis.percent) * 100))) / 10_000n : basis.by === 'sum' ? BigInt(basis.minor) : basis.lines.reduce((sum, line) => sum + BigInt('minor' in line ? line.minor : 0), 0n);
  return { minor: String(minor), currency: cap.currency };
}

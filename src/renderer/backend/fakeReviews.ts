import type { CaseFile } from '../../contract/caseFile.ts';
import type { calibrationMethods, Rater } from '../../contract/calibration.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Person } from '../../contract/people.ts';
import type { ErrorCode } from '../../contract/reply.ts';
import type { BlindView, ReviewDesk, ReviewRow, reviewMethods } from '../../contract/reviews.ts';
import type { RefundBasis, RulingInput, RulingSummary } from '../../contract/rulings.ts';
import type { Outcome } from '../../contract/vocabulary.ts';
import { sampleRuling } from './fakeDecisions.ts';
import { checkDraft } from './fakeRulings.ts';

/** What reviews of the fake need of the rest of it. */
export type FakeReviewParts = {
  fileOf(caseId: string): CaseFile;
  decisions(): readonly RulingSummary[];
  rulings: ReadonlyMap<string, RulingInput>;
  people(): readonly Person[];
  me(): Person;
  newId(word: string): string;
  fail(code: ErrorCode, message: string): never;
  tell(): void;
};

type Names = keyof typeof reviewMethods | keyof typeof calibrationMethods;
type Kept = ReviewRow & Pick<ReviewDesk, 'view' | 'rootCause' | 'words' | 'answers'> & { given: Record<string, number>; correctedAt: number | null };
type KeptRound = { calibrationId: string; name: string; openedAt: number; openedByName: string; closedAt: number | null; rulingIds: string[]; raters: Rater[]; ratings: (BlindView & { rulingId: string; personId: string })[]; notes: OutputOf<'calibration.result'>['notes'] };

const dayMs = 86_400_000;
const scorecard: ReviewDesk['scorecard'] = {
  version: 1,
  questions: [{ id: 'evidence', words: 'Evidence of both sides weighed', points: 5 }, { id: 'policy', words: 'Policy applied rightly', points: 5 }, { id: 'words', words: 'Reasons clear to both sides', points: 5 }],
  rootCauses: [{ id: 'evidence_missed', words: 'Evidence was missed' }, { id: 'amount_wrong', words: 'Amount or bearer was wrong' }],
};

/** Blind reviews, their answers and calibration rounds, in memory. */
export function fakeReviews({ fileOf, decisions, rulings, people, me, newId, fail, tell }: FakeReviewParts): { [Name in Names]: (input: ParsedInputOf<Name>) => OutputOf<Name> } {
  let reviews: Kept[] = [];
  const rounds: KeptRound[] = [];
  let days = 7;
  const told = <Value>(value: Value): Value => {
    queueMicrotask(tell);
    return value;
  };
  const rulingOf = (rulingId: string) => decisions().find((one) => one.rulingId === rulingId) ?? fail('NOT_FOUND', 'There is no such ruling.');
  const reviewOf = (reviewId: string) => reviews.find((one) => one.reviewId === reviewId) ?? fail('NOT_FOUND', 'There is no such review.');
  const roundOf = (calibrationId: string) => rounds.find((one) => one.calibrationId === calibrationId) ?? fail('NOT_FOUND', 'There is no such round.');
  const viewOf = (caseId: string, view: { outcome: Outcome; basis: RefundBasis; words: string }): BlindView => ({ outcome: view.outcome, amount: checkDraft(fileOf(caseId), view).amount, words: view.words, at: Date.now() });
  const blind = (caseId: string) => JSON.parse(JSON.stringify({ ...fileOf(caseId), rulings: [], refunds: [], notes: [], draft: null, spots: [] })) as ReviewDesk['file'];
  function change(reviewId: string, patch: Partial<Kept>): { reviewId: string } {
    reviewOf(reviewId);
    reviews = reviews.map((one) => (one.reviewId === reviewId ? { ...one, ...patch } : one));
    return told({ reviewId });
  }
  const toRow = ({ view: _view, given: _given, correctedAt: _at, answers: _answers, rootCause: _cause, words: _words, ...row }: Kept): ReviewRow => (row.state === 'open' ? { ...row, personId: null, personName: null } : row);
  function toDesk(one: Kept): ReviewDesk {
    const { personId } = me();
    const summary = rulingOf(one.rulingId);
    const { view } = one;
    const change = BigInt(view?.amount?.minor ?? '0') - BigInt(summary.amount?.minor ?? '0');
    const money = (minor: bigint) => ({ minor: String(minor), currency: view?.amount?.currency ?? summary.amount?.currency ?? 'USD' });
    return {
      ...toRow(one), isMine: one.reviewerId === personId, file: blind(one.caseId), view, scorecard, rootCause: one.rootCause, words: one.words, answers: one.answers,
      ruled: view ? { summary, ruling: rulings.get(one.rulingId) ?? sampleRuling(summary), approvedBy: [], policyVersion: fileOf(one.caseId).policyVersion } : null,
      differs: view ? { isOutcome: view.outcome !== summary.outcome, isAmount: change !== 0n, more: change > 0n ? money(change) : null, less: change < 0n ? money(-change) : null } : null,
      scores: scorecard.questions.flatMap((question) => (one.given[question.id] === undefined ? [] : [{ ...question, score: one.given[question.id]! }])),
      mayAnswer: one.state === 'decided' && summary.personId === personId,
      maySettle: one.state === 'disputed' && one.reviewerId !== personId && summary.personId !== personId,
      correction: { mayOpen: one.settledVerdict === 'overturn' && one.correctedAt === null, whyNot: null, openedAt: one.correctedAt },
    };
  }
  const toRound = ({ rulingIds, ratings: _ratings, notes: _notes, ...round }: KeptRound) => ({ ...round, cases: rulingIds.length });
  const casesOf = (round: KeptRound, personId: string) => round.rulingIds.map((rulingId, position) => {
    const { caseReference, reason } = rulingOf(rulingId);
    const own = round.ratings.find((one) => one.rulingId === rulingId && one.personId === personId);
    return { rulingId, position, caseReference, title: null, reason, own: own ?? null };
  });

  return {
    'reviews.open': ({ rulingId, sampleId }) => {
      const summary = rulingOf(rulingId);
      if (summary.personId === me().personId) fail('NOT_PERMITTED', 'You ruled on this case yourself; another person looks at it.');
      const reviewId = newId('review');
      const { caseId, caseReference, reason, personId, personName } = summary;
      reviews = [{ reviewId, rulingId, caseId, caseReference, title: fileOf(caseId).items[0]?.title ?? null, reason, sampleId, sampleName: null, reviewerId: me().personId, reviewerName: me().name, personId, personName, state: 'open', openedAt: Date.now(), verdict: null, decidedAt: null, answerUntil: null, settledVerdict: null, finalAt: null, view: null, rootCause: null, words: null, answers: [], given: {}, correctedAt: null }, ...reviews];
      return told({ reviewId });
    },
    'reviews.noteView': ({ reviewId, ...view }) => change(reviewId, { state: 'viewed', view: viewOf(reviewOf(reviewId).caseId, view) }),
    'reviews.decide': ({ reviewId, verdict, rootCause, words, scores }) =>
      change(reviewId, { state: 'decided', verdict, rootCause: scorecard.rootCauses.find(({ id }) => id === rootCause)?.words ?? null, words, given: scores, decidedAt: Date.now(), answerUntil: Date.now() + days * dayMs }),
    'reviews.drop': ({ reviewId, words }) => change(reviewId, { state: 'dropped', words }),
    'reviews.answer': ({ reviewId, kind, words }) => {
      const { verdict, answers } = reviewOf(reviewId);
      const answered = [...answers, { kind, personName: me().name, words, verdict: null, at: Date.now() }];
      return change(reviewId, kind === 'disputed' ? { state: 'disputed', answers: answered, answerUntil: null } : { state: 'final', answers: answered, answerUntil: null, settledVerdict: verdict, finalAt: Date.now() });
    },
    'reviews.settle': ({ reviewId, verdict, words }) => {
      const kept = reviewOf(reviewId);
      const isUpheld = kept.verdict === verdict;
      return change(reviewId, { state: 'final', settledVerdict: verdict, finalAt: Date.now(), answers: [...kept.answers, { kind: isUpheld ? 'upheld' : 'changed', personName: me().name, words, verdict: isUpheld ? null : verdict, at: Date.now() }] });
    },
    'reviews.openCorrection': ({ reviewId }) => {
      change(reviewId, { correctedAt: Date.now() });
      return { caseId: reviewOf(reviewId).caseId, appealId: newId('appeal') };
    },
    'reviews.list': ({ scope, filter, limit }) => {
      const { personId } = me();
      const inScope = reviews.filter((one) => (scope === 'open' ? one.reviewerId === personId && (one.state === 'open' || one.state === 'viewed') : scope === 'disputed' ? one.state === 'disputed' && one.reviewerId !== personId && one.personId !== personId : true));
      const rows = inScope.filter((one) => (!filter.state || one.state === filter.state) && (!filter.verdict || (one.settledVerdict ?? one.verdict) === filter.verdict) && (!filter.personId || one.personId === filter.personId) && (!filter.sampleId || one.sampleId === filter.sampleId));
      return { rows: rows.slice(0, limit).map(toRow), nextCursor: null, total: rows.length };
    },
    'reviews.get': ({ reviewId }) => toDesk(reviewOf(reviewId)),
    'reviews.mine': () => reviews.filter((one) => one.personId === me().personId && ['decided', 'disputed', 'final'].includes(one.state)).map(toRow),
    'reviews.waiting': () => {
      const { personId } = me();
      return {
        toAnswer: reviews.filter((one) => one.state === 'decided' && one.personId === personId).length,
        toSettle: reviews.filter((one) => one.state === 'disputed' && one.reviewerId !== personId && one.personId !== personId).length,
        toReview: reviews.filter((one) => one.reviewerId === personId && (one.state === 'open' || one.state === 'viewed')).length,
        toRate: rounds.filter((one) => one.closedAt === null && one.raters.some((rater) => rater.personId === personId && rater.state === 'rating')).length,
      };
    },
    'reviews.answerDays': (input) => ({ days: (days = input.days ?? days) }),

    'calibration.open': ({ name, rulingIds, personIds }) => {
      const calibrationId = newId('round');
      const raters = personIds.map((personId) => ({ personId, personName: people().find((one) => one.personId === personId)?.name ?? '', state: 'rating' as const, rated: 0 }));
      rounds.unshift({ calibrationId, name, openedAt: Date.now(), openedByName: me().name, closedAt: null, rulingIds, raters, ratings: [], notes: [] });
      return told({ calibrationId });
    },
    'calibration.list': () => rounds.map(toRound),
    'calibration.choices': () => decisions().filter((one) => one.state === 'effective' && one.offerId === null).slice(0, 60).map(({ rulingId, caseReference, reason, effectiveAt, personId }) => ({ rulingId, caseReference, title: null, reason, effectiveAt, notBy: [personId] })),
    'calibration.mine': () => rounds.filter((one) => one.raters.some(({ personId }) => personId === me().personId)).map((one) => {
      const { raters, ...round } = toRound(one);
      return { ...round, isDone: one.closedAt !== null || raters.some(({ personId, state }) => personId === me().personId && state !== 'rating'), own: casesOf(one, me().personId) };
    }),
    'calibration.case': ({ calibrationId, rulingId }) => {
      const found = casesOf(roundOf(calibrationId), me().personId).find((one) => one.rulingId === rulingId) ?? fail('NOT_FOUND', 'This case is not in that round.');
      return { ...found, file: blind(rulingOf(rulingId).caseId) };
    },
    'calibration.rate': ({ calibrationId, rulingId, ...view }) => {
      const round = roundOf(calibrationId);
      const { personId } = me();
      round.ratings = [...round.ratings.filter((one) => one.rulingId !== rulingId || one.personId !== personId), { ...viewOf(rulingOf(rulingId).caseId, view), rulingId, personId }];
      round.raters = round.raters.map((one) => (one.personId === personId ? { ...one, rated: round.ratings.filter((rating) => rating.personId === personId).length } : one));
      return told({ calibrationId });
    },
    'calibration.done': ({ calibrationId }) => {
      const round = roundOf(calibrationId);
      round.raters = round.raters.map((one) => (one.personId === me().personId ? { ...one, state: 'done' } : one));
      if (round.raters.every(({ state }) => state !== 'rating')) round.closedAt = Date.now();
      return told({ isClosed: round.closedAt !== null });
    },
    'calibration.close': ({ calibrationId }) => {
      const round = roundOf(calibrationId);
      round.raters = round.raters.map((one) => (one.state === 'rating' ? { ...one, state: 'left' } : one));
      round.closedAt = Date.now();
      return told({ calibrationId });
    },
    'calibration.result': ({ calibrationId }) => {
      const round = roundOf(calibrationId);
      if (round.closedAt === null) fail('NOT_ALLOWED_NOW', 'This round is still being rated.');
      const cases = round.rulingIds.map((rulingId) => {
        const ruled = rulingOf(rulingId);
        const ratings = round.ratings.filter((one) => one.rulingId === rulingId).map(({ rulingId: _id, ...one }) => ({ ...one, personName: people().find(({ personId }) => personId === one.personId)?.name ?? '' }));
        return { rulingId, caseReference: ruled.caseReference, title: null, reason: ruled.reason, ruled, ratings, pairs: null, amounts: null };
      });
      return { round: toRound(round), cases, pairs: null, notes: round.notes };
    },
    'calibration.note': ({ calibrationId, words }) => {
      roundOf(calibrationId).notes.push({ personName: me().name, words, at: Date.now() });
      return told({ calibrationId });
    },
  };
}

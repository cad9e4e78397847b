import fc from 'fast-check';

/** Two mediators and a team lead, each in a window of their own. */
export const people = ['Ada', 'Bo', 'Lea'] as const;
export type Who = (typeof people)[number];
type Party = 'buyer' | 'seller';

/** One step somebody or something takes with a case. */
export type Step =
  | { do: 'claim' | 'handBack' | 'undo' | 'withdrawQuestion' | 'openAll' | 'undoAsk' | 'putOffer' | 'approve' | 'returnHeld' | 'ruleOtherwise' | 'noteView' | 'recuse'; who: Who }
  | { do: 'ask' | 'appeal'; who: Who; by: Party }
  | { do: 'reply'; who: Who; from: Party; reply: 'accepted' | 'rejected' }
  | { do: 'stage' | 'claimAndStage'; who: Who; percent: string }
  | { do: 'wait'; ms: number }
  | { do: 'sendAgain'; refundedBefore: string; hasChargeback: boolean; isClosed: boolean }
  | { do: 'line'; failing: 'no' | 'before' | 'after' };

const who = fc.constantFrom(...people);
const party = fc.constantFrom<Party>('buyer', 'seller');
const does = <Name extends Step['do']>(...names: Name[]) => fc.constantFrom(...names);

/** Any step, those that lead on more often than those that lead back. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: does('claim', 'openAll', 'noteView'), who }) },
  { weight: 3, arbitrary: fc.record({ do: does('handBack', 'undo', 'withdrawQuestion', 'recuse'), who }) },
  { weight: 2, arbitrary: fc.record({ do: does('ask'), who, by: party }) },
  { weight: 5, arbitrary: fc.record({ do: does('appeal'), who, by: party }) },
  { weight: 5, arbitrary: fc.record({ do: does('approve', 'approve', 'returnHeld', 'ruleOtherwise'), who }) },
  { weight: 2, arbitrary: fc.record({ do: does('putOffer', 'putOffer', 'undoAsk'), who }) },
  { weight: 6, arbitrary: fc.record({ do: does('reply'), who, from: party, reply: fc.constantFrom<'accepted' | 'rejected'>('accepted', 'accepted', 'rejected') }) },
  { weight: 14, arbitrary: fc.record({ do: does('stage', 'claimAndStage', 'claimAndStage'), who, percent: fc.constantFrom('1', '33.33', '50', '99', '100') }) },
  { weight: 9, arbitrary: fc.record({ do: does('wait'), ms: fc.constantFrom(1_000, 15_000, 15_000, 11 * 60_000, 4 * 86_400_000) }) },
  { weight: 1, arbitrary: fc.record({ do: does('sendAgain'), refundedBefore: fc.constantFrom('0', '3000', '6665'), hasChargeback: fc.boolean(), isClosed: fc.constantFrom(false, false, true) }) },
  { weight: 1, arbitrary: fc.record({ do: does('line'), failing: fc.constantFrom<'no' | 'before' | 'after'>('no', 'before', 'after') }) },
);

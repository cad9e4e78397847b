import type { CaseFile, Claim, Exhibit } from '../../contract/caseFile.ts';
import type { Parcel } from '../../contract/parcels.ts';
import type { answerFacts, parcelFacts, returnFacts, StepWhen } from '../../contract/policy.ts';
import type { RulingDraft } from '../../contract/rulings.ts';
import type { Ground } from '../../contract/suggestions.ts';
import type { Adversary, Side } from '../../contract/vocabulary.ts';
import { proposeDefault } from '../cases/proposeDefault.ts';

/** Whether a condition of a step holds for a claim, and the fact that says so. */
export type Fact = { holds: boolean; ground: Ground };

/** Days after the promised day without a scan until a parcel counts as not delivered (clause 2.2). */
const stuckDays = 15;
const dayMs = 86_400_000;

/** The facts of a file about one claim; `now` is ms UTC, `draft` what its mediator has found so far. Pure. */
export function claimFacts(file: CaseFile, claim: Claim, draft: RulingDraft, now: number): (when: StepWhen) => Fact[] {
  const at = exhibitsAt(file, claim);
  const parcels = file.parcels.filter((parcel) => parcel.direction === 'outbound');
  const records = idsOf(usable(at).filter((one) => one.kind === 'tracking' || one.side === 'carrier'));
  const facts: { [Key in keyof StepWhen]-?: (wanted: NonNullable<StepWhen[Key]>) => Fact } = {
    standing: (wanted) => fact(wanted.includes(claim.standing), standingWords[claim.standing]),
    answer: (wanted) => {
      const answer = answerOf(claim);
      return fact(wanted.includes(answer), answerWords[answer]);
    },
    silent: (side) => {
      const lapsed = lapsedOf(file, side, now);
      return fact(lapsed !== null, lapsed ?? `The ${side} answered, or still may`, [], true);
    },
    shown: (sides) => eachSide(sides, (side) => {
      const shown = usable(at).filter((one) => one.side === side);
      return fact(shown.length > 0, shown.length > 0 ? `The ${side} shows ${listOf(shown.map(({ label }) => label))}` : `The ${side} shows nothing on this claim`, idsOf(shown));
    }),
    missing: (sides) => eachSide(sides, (side) => {
      const missing = claim.missing.filter((one) => one.side === side);
      return missing.length > 0 ? fact(true, `Not shown by the ${side}: ${missing.map(({ words }) => lowerFirst(words)).join('; ')}`, [], true) : fact(false, `The ${side} shows what is asked of it`);
    }),
    // The exhibits themselves are not named: nothing may rest on what is not admitted.
    forged: (sides) => eachSide(sides, (side) => {
      const forged = at.filter((one) => one.side === side && one.admissibility === 'forged').length;
      return fact(forged > 0, forged > 0 ? `${forged === 1 ? 'An exhibit' : `${forged} exhibits`} of the ${side} ${forged === 1 ? 'is' : 'are'} judged forged` : `Nothing of the ${side} is judged forged`, [], true);
    }),
    contradicted: (sides) => eachSide(sides, (side) => contradictedFact(file, at, side)),
    parcel: (wanted) => {
      const state = parcelState(parcels, file.order?.deliveredAt ?? null, now);
      return fact(wanted.includes(state), parcelWords[state], records, state === 'none' || state === 'label_only');
    },
    parcelDoubted: (wanted) => {
      const doubts = parcels.flatMap(({ warnings }) => warnings).filter(({ code }) => code !== 'delivered_abroad');
      return fact(doubts.length > 0 === wanted, doubts.length > 0 ? doubts.map(({ words }) => words).join('; ') : "Nothing in the carrier's record contradicts itself", records);
    },
    signed: (wanted) => {
      const names = parcels.flatMap(({ signedBy }) => signedBy ?? []);
      return fact(names.length > 0 === wanted, names.length > 0 ? `Signed for by ${names.join(', ')}` : 'Nobody is named who received the parcel', records);
    },
    goodsReturn: (wanted) => {
      const state = returnState(file, now);
      return fact(wanted.includes(state), returnWords[state]);
    },
    goodsReceived: (wanted) => fact(claim.isGoodsReceived === wanted, claim.isGoodsReceived === null ? 'It is not said whether the goods arrived' : `The buyer says the goods ${claim.isGoodsReceived ? 'arrived' : 'did not arrive'}`),
    listingChanged: (wanted) => {
      const changed = claim.facts.find(({ code, tone }) => code === 'listing' && tone === 'attention');
      return fact((changed !== undefined) === wanted, changed?.words ?? 'No change of the listing is known');
    },
    goods: (wanted) => {
      const item = claim.itemId === null && file.items.length === 1 ? file.items[0] : file.items.find(({ id }) => id === claim.itemId);
      const goods = item?.goods ?? null;
      return fact(goods !== null && wanted.includes(goods), goods === null ? 'The kind of goods is not known' : `The goods are of the kind ${goods}`);
    },
    found: (wanted) => {
      const result = draft.findings?.find(({ claimId }) => claimId === claim.claimId)?.result ?? null;
      return fact(result !== null && wanted.includes(result), result === null ? 'You have not said yet what you find' : `You find it ${result.replace('_', ' ')}`);
    },
  };
  return (when) => Object.entries(when).map(([key, wanted]) => (facts[key as keyof StepWhen] as (wanted: unknown) => Fact)(wanted));
}

const standingWords = { agreed: 'The sides agree on the claim', contested: 'The claim is contested', unanswered: 'The claim is not answered' } as const;
const answerWords = { none: 'The seller says nothing on the claim', accepts: 'The seller accepts the claim', partly: 'The seller accepts the claim in part', denies: 'The seller denies the claim' } as const;
const parcelWords = {
  none: 'There is no record of a parcel',
  label_only: 'The carrier has a label and no parcel',
  on_the_way: 'The parcel is on the way',
  stuck: `No scan for ${stuckDays} days after the promised day`,
  lost: 'The carrier says the parcel is lost',
  sent_back: 'The parcel went back to the seller',
  delivered: 'The carrier says it was delivered',
  elsewhere: 'Delivered in a country where the buyer is not',
} as const satisfies Record<(typeof parcelFacts)[number], string>;
const returnWords = { none: 'No return was agreed', agreed: 'A return is agreed and not sent yet', late: 'The time to send the return has passed', on_the_way: 'The return is on the way', delivered: 'The return was delivered' } as const satisfies Record<(typeof returnFacts)[number], string>;

function fact(holds: boolean, words: string, exhibits: string[] = [], isAbsence = false): Fact {
  return { holds, ground: { words, exhibits, isAbsence } };
}

/** What holds for every one of some sides, said together; against it speaks the first for which it does not. */
function eachSide(sides: readonly Side[], of: (side: Side) => Fact): Fact {
  const all = sides.map(of);
  const against = all.find(({ holds }) => !holds);
  if (against) return against;
  return fact(true, all.map(({ ground }) => ground.words).join('; '), [...new Set(all.flatMap(({ ground }) => ground.exhibits))], all.some(({ ground }) => ground.isAbsence));
}

/** The exhibits that stand at a claim; in a case of one claim those without a claim stand at it too. */
function exhibitsAt(file: CaseFile, claim: Claim): Exhibit[] {
  return file.exhibits.filter(({ claimIds }) => claimIds.includes(claim.claimId) || (file.claims.length === 1 && claimIds.length === 0));
}

function usable(exhibits: readonly Exhibit[]): Exhibit[] {
  return exhibits.filter(({ admissibility, state }) => admissibility === 'admitted' && state !== 'missing' && state !== 'erased');
}

function contradictedFact(file: CaseFile, at: readonly Exhibit[], side: Side): Fact {
  const good = new Map(usable(file.exhibits).map((one) => [one.evidenceId, one]));
  for (const { between, words } of file.contradictions) {
    const [one, other] = between.map((id) => good.get(id));
    if (!one || !other || one.side === other.side) continue;
    if ([one, other].some((exhibit) => exhibit.side === side && at.includes(exhibit))) return fact(true, `${one.label} and ${other.label} contradict each other: ${words}`, idsOf([one, other]));
  }
  return fact(false, `Nothing is held against what the ${side} shows`);
}

function answerOf(claim: Claim): (typeof answerFacts)[number] {
  return claim.answers.findLast(({ by }) => by === 'seller')?.stance ?? (claim.standing === 'agreed' ? 'accepts' : 'none');
}

/** How a side let its time pass, with notice; null when it did not. */
function lapsedOf(file: CaseFile, side: Adversary, now: number): string | null {
  const asked = file.questions.find((one) => one.to === side && one.state === 'lapsed');
  if (asked) return `The ${side} was asked on ${isoDay(asked.askedAt)} and did not answer by ${isoDay(asked.dueAt)}`;
  const proposal = proposeDefault(file, now).find(({ party }) => party === side);
  return proposal?.isPossible ? proposal.absence : null;
}

/** Of several parcels the one that troubles most. */
function parcelState(parcels: readonly Parcel[], orderDeliveredAt: number | null, now: number): (typeof parcelFacts)[number] {
  if (parcels.length === 0) return orderDeliveredAt === null ? 'none' : 'delivered';
  const states = parcels.map((parcel) => stateOf(parcel, now));
  return (['elsewhere', 'lost', 'sent_back', 'stuck', 'on_the_way', 'label_only'] as const).find((state) => states.includes(state)) ?? 'delivered';
}

function stateOf(parcel: Parcel, now: number): (typeof parcelFacts)[number] {
  const last = parcel.scans.at(-1);
  if (last?.status === 'returned') return 'sent_back';
  if (last?.status === 'lost') return 'lost';
  if (parcel.deliveredAt !== null || parcel.scans.some(({ status }) => status === 'delivered')) return parcel.warnings.some(({ code }) => code === 'delivered_abroad') ? 'elsewhere' : 'delivered';
  if (parcel.scans.every(({ status }) => status === 'label_created')) return 'label_only';
  const quietSince = Math.max(parcel.promisedAt ?? Infinity, last?.at ?? -Infinity);
  return now - quietSince > stuckDays * dayMs ? 'stuck' : 'on_the_way';
}

function returnState(file: CaseFile, now: number): (typeof returnFacts)[number] {
  const back = file.parcels.filter(({ direction }) => direction === 'return');
  const { state, dueAt } = file.goodsReturn ?? { state: null, dueAt: null };
  if (state === 'delivered' || state === 'inspected' || back.some(({ deliveredAt }) => deliveredAt !== null)) return 'delivered';
  if (state === 'shipped' || back.some(({ scans }) => scans.some(({ status }) => status !== 'label_created'))) return 'on_the_way';
  if (state === 'expired' || (state === 'agreed' && dueAt !== null && Date.parse(dueAt) <= now)) return 'late';
  return state === 'agreed' ? 'agreed' : 'none';
}

function idsOf(exhibits: readonly Exhibit[]): string[] {
  return exhibits.map(({ evidenceId }) => evidenceId);
}

function listOf(labels: readonly string[]): string {
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

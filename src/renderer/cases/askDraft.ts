import type { Claim } from '../../contract/caseFile.ts';
import { Adversary, adversaries, type EvidenceKind } from '../../contract/vocabulary.ts';

/** One thing to be asked for. */
export type AskedThing = { text: string; claimId: string | null; kinds: EvidenceKind[] };
/** What is being asked: of whom, which things, and until when (ms UTC; null for what the policy gives). */
export type AskDraft = { to: Adversary[]; questions: AskedThing[]; dueAt: number | null };
/** What is to be asked: of whom, about which claim, and words to begin with, such as the evidence that is missing. */
export type Asking = { to: Adversary; claimId: string | null; text: string };

const most = 8;

/** A draft as words of the unsent store; '' for one that says nothing. */
export function wordsOf(draft: AskDraft): string {
  return draft.questions.some((one) => one.text.trim() !== '') ? JSON.stringify(draft) : '';
}

/** The draft that words hold; null when they hold none. */
export function draftOf(words: string): AskDraft | null {
  if (words === '') return null;
  const { to, questions, dueAt } = JSON.parse(words) as AskDraft;
  return { to: to.filter((side) => Adversary.safeParse(side).success), questions, dueAt };
}

/** Begins a draft, or goes on with the one that was begun: the side asked for is in it, and so are the words that are missing there. */
export function begun(kept: AskDraft | null, { to, claimId, text }: Asking): AskDraft {
  const before = kept ?? { to: [], questions: [], dueAt: null };
  const sides = adversaries.filter((side) => side === to || (kept !== null && before.to.includes(side)));
  const draft = { ...before, to: sides };
  return text === '' && draft.questions.length > 0 ? draft : withThing(draft, { text, claimId, kinds: [] });
}

/** Adds a thing to ask for, in the place of an empty one; what is asked already is not asked twice. */
export function withThing(draft: AskDraft, thing: AskedThing): AskDraft {
  const isThere = thing.text !== '' && draft.questions.some((one) => one.text.trim() === thing.text.trim());
  const empty = draft.questions.findIndex((one) => one.text.trim() === '');
  if (isThere || (empty < 0 && draft.questions.length >= most)) return draft;
  const questions = empty < 0 ? [...draft.questions, thing] : draft.questions.map((one, index) => (index === empty ? thing : one));
  return { ...draft, questions };
}

/** What the policy's matrix asks of these sides and that is not there, each once, as things to ask for. */
export function suggestionsFor(file: { claims: readonly Pick<Claim, 'claimId' | 'missing'>[] }, to: readonly Adversary[]): AskedThing[] {
  const missing = file.claims.flatMap((claim) => claim.missing.filter((gap) => to.some((side) => side === gap.side)).map((gap) => ({ text: `Please send: ${gap.words}.`, claimId: claim.claimId, kinds: kindsIn(gap.words) })));
  return missing.filter((one, index) => missing.findIndex((other) => other.text === one.text) === index);
}

const signs: readonly [EvidenceKind, RegExp][] = [
  ['photo', /photo|picture|image/i],
  ['video', /video|film/i],
  ['tracking', /track|delivery|carrier|shipping|signature/i],
  ['document', /invoice|receipt|document|certificate|report|packing/i],
  ['chat', /chat|message/i],
  ['listing_snapshot', /listing/i],
];

/** Kinds of evidence that words name. */
function kindsIn(words: string): EvidenceKind[] {
  return signs.flatMap(([kind, sign]) => (sign.test(words) ? [kind] : []));
}

/** What can be sent: things with words, each without blanks around them; empty when nothing is asked yet. */
export function sendable(draft: AskDraft): AskedThing[] {
  return draft.questions.flatMap((one) => (one.text.trim() === '' ? [] : [{ ...one, text: one.text.trim() }]));
}

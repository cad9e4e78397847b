import type { CaseFile, Claim } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { DecisionStep, StepWhen, Tariff } from '../../contract/policy.ts';
import type { RulingDraft } from '../../contract/rulings.ts';
import type { ClaimSuggestion, Ground, Suggestion, WalkedStep } from '../../contract/suggestions.ts';
import type { Bearer } from '../../contract/vocabulary.ts';
import { isSome, lesserOf, moneyOf, percentOf, splitUnits, sumOf } from '../refunds/money.ts';
import { claimFacts } from './claimFacts.ts';

/**
 * Walks the steps of the policy for every claim and says where they lead, on what, or that none fits. `draft` is what the mediator has found so far;
 * it is asked last, so that a suggestion stays what it was when it is taken over. Pure; never above the cap, nor above what the buyer asks.
 */
export function suggestRuling(file: CaseFile, draft: RulingDraft, now: number): Suggestion {
  const walks = file.claims.map((claim) => walk(file, claim, draft, now));
  const claims = walks.map(({ suggestion }) => suggestion);
  const none = (why: string): Suggestion => ({ policyVersion: file.policyVersion, outcome: null, why, reason: null, withReturn: false, bearers: [], clauses: [], range: null, claims });
  const open = claims.find(({ step }) => step === null);
  if (open) return none(claims.length === 1 ? open.words : `Claim ${claims.indexOf(open) + 1}: ${open.words}`);
  const paid = walks.filter(({ step }) => step !== null && step.suggests.outcome !== 'no_refund');
  const clauses = [...new Set(claims.flatMap(({ clause }) => clause ?? []))];
  const why = claims.map(({ words }) => words).join(' ');
  const [leading] = paid.length > 0 ? paid : walks;
  const reason = leading?.claim.reason ?? null;
  if (paid.length === 0) return { ...none(why), outcome: 'no_refund', reason, clauses };

  const { cap, blockedBy } = file.refundRoom;
  if (blockedBy !== null) return none(blockedBy);
  if (cap === null || !isSome(cap)) return none(cap === null ? 'Neither the order nor a claim states an amount.' : 'Nothing is left to refund on this order.');
  const { from, upTo } = rangeOf(file, paid.map(({ claim, tariff }) => ({ claim, tariff })), cap);
  if (!isSome(upTo)) return none('What the tariff gives here comes to nothing.');
  const isFull = from.minor === cap.minor;
  return {
    policyVersion: file.policyVersion,
    outcome: isFull ? 'full_refund' : 'partial_refund',
    why,
    reason,
    withReturn: paid.some(({ step }) => step?.suggests.withReturn),
    bearers: bearersOf(paid.flatMap(({ step }) => step?.suggests.bearer ?? [])),
    clauses,
    range: { from, upTo },
    claims,
  };
}

type Walk = { claim: Claim; step: DecisionStep | null; tariff: Tariff | null; suggestion: ClaimSuggestion };

function walk(file: CaseFile, claim: Claim, draft: RulingDraft, now: number): Walk {
  const factsOf = claimFacts(file, claim, draft, now);
  const walked: WalkedStep[] = [];
  for (const step of file.steps) {
    if (!step.reasons.includes(claim.reason)) continue;
    const facts = factsOf(step.when);
    const against = facts.find(({ holds }) => !holds);
    walked.push({ code: step.code, question: step.question, fits: !against, grounds: against ? [against.ground] : facts.map(({ ground }) => ground) });
    if (!against) return { claim, step, ...fitting(file, claim, step, walked) };
  }
  return { claim, step: null, tariff: null, suggestion: unfitting(claim, walked, factsOf(whatIsThere).map(({ ground }) => ground)) };
}

function fitting(file: CaseFile, claim: Claim, step: DecisionStep, walked: WalkedStep[]): Pick<Walk, 'tariff' | 'suggestion'> {
  const tariff = file.tariff.find(({ code }) => code === step.suggests.tariffCode) ?? null;
  const because = walked.at(-1)?.grounds ?? [];
  const absences = because.filter(({ isAbsence }) => isAbsence).map(({ words }) => words);
  return {
    tariff,
    suggestion: {
      claimId: claim.claimId,
      step: step.code,
      outcome: step.suggests.outcome,
      // What the mediator found is theirs to say, and stays as they said it.
      result: step.when.found ? null : step.suggests.outcome === 'no_refund' ? 'not_established' : 'established',
      words: step.words,
      because,
      exhibits: [...new Set(because.flatMap(({ exhibits }) => exhibits))],
      absence: absences.length > 0 ? absences.map((words) => words.replace(/\.$/, '')).join('; ') : null,
      tariff: tariff && { code: tariff.code, words: tariff.words, fromPercent: tariff.fromPercent, upToPercent: tariff.upToPercent },
      clause: step.suggests.clauseCode,
      walked,
    },
  };
}

/** Asked only for its words: how far the sides have come, for a claim that no step fits. */
const whatIsThere: StepWhen = { answer: ['none'], shown: ['buyer', 'seller'] };

function unfitting(claim: Claim, walked: WalkedStep[], because: Ground[]): ClaimSuggestion {
  const asked = claim.missing.filter(({ side }) => side === 'buyer' || side === 'seller').map(({ side, words }) => `${side}: ${words}`);
  const open = asked.length > 0 ? ` What is missing could be asked for (${asked.join('; ')}).` : '';
  return {
    claimId: claim.claimId,
    step: null,
    outcome: null,
    result: null,
    words: `No step of the policy fits what is there.${open} Say what you find, and the tariff follows.`,
    because,
    exhibits: [],
    absence: null,
    tariff: null,
    clause: null,
    walked,
  };
}

/** What claims are worth together: each on the line it concerns, no line beyond its price, all of it within the cap. */
function rangeOf(file: CaseFile, paid: readonly { claim: Claim; tariff: Tariff | null }[], cap: Money): { from: Money; upTo: Money } {
  const nothing = moneyOf(0n, cap.currency);
  const byLine = new Map<string, { base: Money; from: Money; upTo: Money }>();
  for (const { claim, tariff } of paid) {
    const line = file.items.length > 1 ? file.refundRoom.lines.find(({ lineId }) => lineId === claim.itemId) : undefined;
    const base = line ? lesserOf(line.amount, cap) : cap;
    const asked = claim.amount?.currency === cap.currency && isSome(claim.amount) ? claim.amount : base;
    const key = line?.lineId ?? '';
    const before = byLine.get(key) ?? { base, from: nothing, upTo: nothing };
    const plus = (sum: Money, percent: number) => lesserOf(sumOf(cap.currency, [sum, lesserOf(percentOf(base, String(percent)).money, asked)]), base);
    byLine.set(key, { base, from: plus(before.from, tariff?.fromPercent ?? 0), upTo: plus(before.upTo, tariff?.upToPercent ?? 100) });
  }
  const lines = [...byLine.values()];
  const together = (sums: Money[]) => lesserOf(sumOf(cap.currency, sums), cap);
  return { from: together(lines.map(({ from }) => from)), upTo: together(lines.map(({ upTo }) => upTo)) };
}

/** Who bears it, in shares of the claims they bear. */
function bearersOf(all: readonly Bearer[]): Suggestion['bearers'] {
  const distinct = [...new Set(all)];
  const parts = splitUnits(100n, distinct.map((bearer) => BigInt(all.filter((one) => one === bearer).length)));
  return distinct.map((bearer, index) => ({ bearer, percent: Number(parts[index]) }));
}

import type { CaseFile } from '../../contract/caseFile.ts';
import type { RulingCheck, RulingInput } from '../../contract/rulings.ts';
import { canonical } from '../canonical.ts';
import { referenceOf, type CaseRecord } from '../cases/lifeCycle.ts';
import { fromMoney } from '../db/schema/columns.ts';
import type { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { sha256 } from '../ids.ts';
import { moneyOf, sayMoney } from '../refunds/money.ts';
import { citedExhibits } from './findingRules.ts';
import { followed } from './followed.ts';
import { factsOf, signedLetters } from './letterEdits.ts';
import { suggestRuling } from './suggest.ts';

type RulingRow = typeof ruling.$inferSelect;

/** The rows of a ruling that is staged on `file`, as its author saw it: with its findings, letters, and what was suggested. Pure. */
export function rulingRows(
  file: CaseFile,
  input: RulingInput,
  check: Pick<RulingCheck, 'amount' | 'working' | 'shares' | 'sheet' | 'returnTerms'>,
  by: SignedIn,
  { rulingId, stagedAt, effectiveAt, togetherId }: Pick<RulingRow, 'rulingId' | 'stagedAt' | 'effectiveAt' | 'togetherId'>,
) {
  const frozenFile = canonical(file);
  const facts = factsOf(file, input, check);
  const suggestion = suggestRuling(file, input, stagedAt);
  return {
    ruling: {
      rulingId,
      caseId: file.caseId,
      personId: by.personId,
      personName: by.name,
      state: 'staged' as const,
      outcome: input.outcome,
      withReturn: input.withReturn,
      reason: input.reason,
      ...fromMoney('amount', check.amount),
      basis: input.basis,
      bearers: input.bearers,
      working: check.working,
      shares: check.shares,
      clauses: input.clauses,
      reasons: input.reasons,
      policyVersion: file.policyVersion,
      stagedAt,
      effectiveAt,
      frozenFile,
      frozenSha256: sha256(frozenFile),
      togetherId,
      returnTerms: check.returnTerms ?? null,
    },
    findings: input.findings.map(({ exhibits: _exhibits, spots: _spots, ...held }, position) => ({ rulingId, position, ...held })),
    exhibits: input.findings.flatMap((one) => citedExhibits(file, one).map((evidenceId, position) => ({ rulingId, claimId: one.claimId, position, evidenceId }))),
    spots: input.findings.flatMap(({ claimId, spots }) => [...new Set(spots)].map((spotId, position) => ({ rulingId, claimId, position, spotId }))),
    /** What its letters are written from; null where none can be. */
    facts,
    // What was signed is what goes out, whatever becomes of the templates.
    letters: facts ? signedLetters(facts).map((letter) => ({ rulingId, ...letter })) : [],
    suggestion: { rulingId, suggestion, followed: followed(suggestion, input, check.amount) },
  };
}

/** 'full refund of EUR 49.00'. */
export function sayDecided({ outcome, amountMinor, amountCurrency }: Pick<RulingRow, 'outcome' | 'amountMinor' | 'amountCurrency'>): string {
  const sum = amountMinor !== null && amountCurrency ? ` of ${sayMoney(moneyOf(amountMinor, amountCurrency))}` : '';
  return `${outcome.replaceAll('_', ' ')}${sum}`;
}

type Staged = Pick<RulingRow, 'rulingId' | 'outcome' | 'amountMinor' | 'amountCurrency' | 'frozenSha256' | 'effectiveAt' | 'policyVersion' | 'togetherId'>;

/** The entry of the log for a ruling that was staged, without the rows it covers. Pure. */
export function stagedNote(moved: Pick<CaseRecord, 'caseId' | 'number' | 'version'>, row: Staged, by: SignedIn) {
  return {
    by,
    action: 'ruling.staged',
    subject: `ruling:${row.rulingId}`,
    caseId: moved.caseId,
    version: moved.version,
    words: `${by.name} ruled on ${referenceOf(moved)}: ${sayDecided(row)}`,
    data: { frozenSha256: row.frozenSha256, effectiveAt: row.effectiveAt, policyVersion: row.policyVersion, ...(row.togetherId === null ? {} : { togetherId: row.togetherId }) },
  };
}

/** The entry of the log for a ruling that took effect, without the rows it covers. Pure. */
export function tookEffectNote(moved: Pick<CaseRecord, 'caseId' | 'number' | 'version'>, row: Pick<RulingRow, 'rulingId' | 'offerId' | 'personName'>, by: SignedIn) {
  const isRuling = row.offerId === null;
  return {
    by,
    action: isRuling ? 'ruling.tookEffect' : 'settlement.tookEffect',
    subject: `ruling:${row.rulingId}`,
    caseId: moved.caseId,
    version: moved.version,
    words: isRuling ? `The ruling of ${row.personName} on ${referenceOf(moved)} took effect` : `The settlement of both sides of ${referenceOf(moved)} took effect`,
  };
}

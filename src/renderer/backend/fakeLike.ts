import type { CaseFile } from '../../contract/caseFile.ts';
import type { CaseRow } from '../../contract/cases.ts';
import type { likeCaseMethods } from '../../contract/likeCases.ts';
import type { MethodName, OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { RulingDraft, RulingInput, RulingSummary } from '../../contract/rulings.ts';
import type { TogetherDraft, togetherMethods } from '../../contract/together.ts';
import { checkDraft } from './fakeRulings.ts';

type Handled = keyof typeof likeCaseMethods | keyof typeof togetherMethods;
type Handlers = { [Name in Handled & MethodName]: (input: ParsedInputOf<Name>) => OutputOf<Name> };

/** What like cases and ruling together need of the rest of the fake. */
export type FakeDesk = {
  caseOf(caseId: string): CaseFile;
  rows(): CaseRow[];
  decisions(): RulingSummary[];
  newId(word: string): string;
  stage(input: ParsedInputOf<'rulings.stage'>, togetherId: string): RulingSummary;
  undo(rulingId: string): RulingSummary;
  claim(caseId: string): void;
};

/** The shares the fake's decisions are spread by. */
const shareOf = (one: RulingSummary, index: number) => (one.outcome === 'full_refund' ? 10_000 : one.outcome === 'no_refund' ? 0 : 1_500 + ((index * 700) % 4_000));

/** Like cases, decided and open, and ruling on several at once, in memory. */
export function fakeLike({ caseOf, rows, decisions, newId, stage, undo, claim }: FakeDesk): Handlers {
  const words = (error: unknown) => (error instanceof Error ? error.message : String(error));
  return {
    'rulings.likeCases': ({ caseId }) => {
      const file = caseOf(caseId);
      const like = decisions().filter((one) => one.state === 'effective' && one.caseId !== caseId).slice(0, 20);
      const shares = like.map(shareOf).sort((a, b) => a - b);
      const at = (part: number) => shares[Math.round(part * (shares.length - 1))] ?? 0;
      const counted = (outcome: RulingSummary['outcome']) => like.filter((one) => one.outcome === outcome).length;
      return {
        about: { reasons: file.claims.map((one) => one.reason), goods: file.items[0]?.goods ?? null, isWidened: false, fromCents: 2_222, toCents: 20_000 },
        spread: like.length === 0 ? null : {
          count: like.length, lowest: at(0), lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75), highest: at(1),
          full: counted('full_refund'), partial: counted('partial_refund'), none: counted('no_refund'), usual: like.length < 5 ? null : { from: at(0.1), to: at(0.9) },
        },
        rows: like.map((ruling, index) => ({
          ruling, refundBp: shareOf(ruling, index), bearers: ruling.outcome === 'no_refund' ? [] : [{ bearer: 'seller', percent: 100 }], title: file.items[0]?.title ?? null,
          goods: file.items[0]?.goods ?? null, likeness: Math.max(10, 96 - index * 4), because: ['about the same value', 'words: colour, strap'],
        })),
      };
    },
    'rulings.likeOpen': ({ caseId }) => {
      const own = rows().find((row) => row.caseId === caseId) ?? rows()[0]!;
      const like = rows().filter((row) => row.caseId !== caseId && row.state === 'queued' && !row.lease && row.reason === own.reason && row.claims === own.claims);
      return { shape: [own.reason], rows: like.slice(0, 100).map(({ caseId: id, reference, title, amount, dueAt }) => ({ caseId: id, reference, title, amount, dueAt })), isMore: like.length > 100 };
    },
    'rulings.checkTogether': ({ pattern, caseIds }) => {
      const cases = caseIds.map((caseId) => {
        const file = caseOf(caseId);
        const check = checkDraft({ ...file, lease: { personId: 'me', personName: 'me', isMine: true, endsAt: Infinity } }, draftOf(file, pattern));
        const unopened = check.problems.filter((one) => one.code === 'EVIDENCE_NOT_OPENED').flatMap((one) => file.exhibits.filter((exhibit) => exhibit.evidenceId === one.refId));
        return {
          caseId, reference: file.reference, version: file.version, title: file.items[0]?.title ?? null, claims: file.claims.map((one) => one.reason), amount: check.amount, cap: check.cap, problems: check.problems,
          unopened: unopened.map(({ evidenceId, label, fileName }) => ({ evidenceId, label, fileName })),
        };
      });
      const sums = new Map<string, bigint>();
      for (const { amount, problems } of cases) if (amount && problems.length === 0) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + BigInt(amount.minor));
      return { cases, clauses: caseOf(caseIds[0] ?? '').clauses, totals: [...sums].map(([currency, minor]) => ({ minor: String(minor), currency })) };
    },
    'rulings.stageTogether': ({ requestId, pattern, cases }) => {
      const togetherId = newId('together');
      const results = cases.map(({ caseId, expectedVersion }) => {
        const { reference } = caseOf(caseId);
        try {
          if (caseOf(caseId).version !== expectedVersion) throw new Error('The case changed since you looked at it.');
          claim(caseId);
          const file = caseOf(caseId);
          return { caseId, reference, ruling: stage({ requestId, caseId, expectedVersion: file.version, ruling: draftOf(file, pattern) as RulingInput }, togetherId), refusal: null };
        } catch (error) {
          return { caseId, reference, ruling: null, refusal: words(error) };
        }
      });
      return { togetherId, results };
    },
    'rulings.undoTogether': ({ togetherId }) => ({
      togetherId,
      undone: decisions().filter((one) => one.togetherId === togetherId && one.state === 'staged').map((one) => undo(one.rulingId)),
      kept: decisions().filter((one) => one.togetherId === togetherId && one.state === 'effective').map((one) => ({ reference: one.caseReference, why: 'It is in effect.' })),
    }),
  };
}

function draftOf(file: CaseFile, { percent, findings = [], ...pattern }: TogetherDraft): RulingDraft {
  const on = (reason: CaseFile['claims'][number]['reason']) => findings.find((one) => one.reason === reason);
  return {
    ...pattern,
    ...(!pattern.outcome ? {} : { basis: pattern.outcome === 'full_refund' ? { by: 'full' as const } : pattern.outcome === 'no_refund' ? { by: 'sum' as const, minor: '0' } : { by: 'percent' as const, percent: percent ?? '0' } }),
    findings: file.claims.flatMap(({ claimId, reason }) => {
      const said = on(reason);
      if (!said) return [];
      const { ground } = said;
      const exhibits = ground.on === 'exhibits' ? file.exhibits.filter((one) => one.side === ground.of).map((one) => one.evidenceId) : [];
      return [{ claimId, result: said.result, exhibits, spots: [], absence: ground.on === 'absence' ? ground.words : null, words: said.words }];
    }),
  };
}

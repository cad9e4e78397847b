import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PolicyClause } from '../../contract/caseFile.ts';
import { CurrencyCode, exponentOf, type Money } from '../../contract/money.ts';
import { Instant } from '../../contract/text.ts';
import { EvidenceKind, GoodsKind, Reason, Side } from '../../contract/vocabulary.ts';
import { projectRoot } from '../projectRoot.ts';

/** Evidence one side should show for a reason: any one of the kinds will do. With `goods` it is asked for those kinds of goods only. */
const Asked = z.strictObject({ side: Side, kinds: z.array(EvidenceKind).min(1), words: z.string().min(1), goods: z.array(GoodsKind).min(1).optional() });

/** One version of the policy as its file says it. */
const PolicyDocument = z.strictObject({
  version: z.string().regex(/^\d{4}-\d{2}$/, 'a version such as 2026-01'),
  effectiveFrom: Instant,
  clauses: z.array(PolicyClause).min(1),
  evidence: z.record(Reason, z.array(Asked)),
  /** Days. */
  timeLimits: z.strictObject({
    openAfterReceipt: z.int().min(1),
    sellerAnswer: z.int().min(1),
    escalation: z.int().min(1),
    informationRequest: z.int().min(1),
    returnShipment: z.int().min(1),
    appeal: z.int().min(1),
  }),
  /** US dollars for one unit of a currency, about; they order the queue and decide nothing. */
  orderingRates: z.record(CurrencyCode, z.string().regex(/^\d{1,6}(\.\d{1,10})?$/)),
});
type PolicyDocument = z.infer<typeof PolicyDocument>;

/** The policy that binds a case, in one version. */
export type PolicyBook = {
  version: string;
  clauses: PolicyClause[];
  /** Days by what they limit. */
  timeLimits: PolicyDocument['timeLimits'];
  /** What a side should show for a reason and these goods (null: not known) and does not, given the kinds it handed in. */
  missingEvidence(reason: Reason, goods: GoodsKind | null, bySide: Record<Side, EvidenceKind[]>): { side: Side; words: string }[];
  /** US cents by the ordering rates, an integer; 0 when the amount or its rate is unknown. */
  orderingValue(money: Money | null): number;
};

let loaded: (PolicyBook & { effectiveFrom: number })[] | null = null;

/** The book in force at a moment (integer ms UTC); the oldest one for anything before it. */
export function bookFor(at: number): PolicyBook {
  const book = allBooks().findLast((one) => one.effectiveFrom <= at) ?? allBooks()[0];
  if (!book) throw new Error('There is no policy book in resources/policy.');
  return book;
}

/** The book of a version that a ruling was made under; throws when it is gone. */
export function bookOf(version: string): PolicyBook {
  const book = allBooks().find((one) => one.version === version);
  if (!book) throw new Error(`The policy book ${version} is not in resources/policy any more.`);
  return book;
}

function allBooks(): (PolicyBook & { effectiveFrom: number })[] {
  loaded ??= loadBooks(join(projectRoot, 'resources/policy'));
  return loaded;
}

/** Every version in a folder, oldest first; throws with the file's name when one does not hold together. */
export function loadBooks(folder: string): (PolicyBook & { effectiveFrom: number })[] {
  const books = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => toBook(readDocument(folder, name)));
  return books.sort((a, b) => a.effectiveFrom - b.effectiveFrom);
}

function readDocument(folder: string, name: string): PolicyDocument {
  const document = PolicyDocument.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  if (`${document.version}.json` !== name) throw new Error(`The policy book ${name} says it is version ${document.version}.`);
  const codes = new Set(document.clauses.map((clause) => clause.code));
  if (codes.size !== document.clauses.length) throw new Error(`The policy book ${name} has two clauses with the same code.`);
  return document;
}

function toBook(document: PolicyDocument): PolicyBook & { effectiveFrom: number } {
  return {
    version: document.version,
    effectiveFrom: Date.parse(document.effectiveFrom),
    clauses: document.clauses,
    timeLimits: document.timeLimits,
    missingEvidence: (reason, goods, bySide) =>
      document.evidence[reason]
        .filter((asked) => asked.goods === undefined || (goods !== null && asked.goods.includes(goods)))
        .filter((asked) => !bySide[asked.side].some((kind) => asked.kinds.includes(kind)))
        .map(({ side, words }) => ({ side, words })),
    orderingValue: (money) => {
      const rate = money && document.orderingRates[money.currency];
      return money && rate ? toUsCents(money, rate) : 0;
    },
  };
}

function toUsCents(money: Money, rate: string): number {
  const [whole = '0', fraction = ''] = rate.split('.');
  const scaled = BigInt(money.minor) * BigInt(whole + fraction) * 100n;
  const cents = scaled / 10n ** BigInt(fraction.length + exponentOf(money.currency));
  const highest = BigInt(Number.MAX_SAFE_INTEGER);
  return Number(cents > highest ? highest : cents < 0n ? 0n : cents);
}

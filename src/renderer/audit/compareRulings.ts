import type { AsItWas } from '../../contract/asItWas.ts';
import type { CaseFile, Exhibit } from '../../contract/caseFile.ts';
import type { OutputOf } from '../../contract/methods.ts';
import type { Money } from '../../contract/money.ts';
import { sides } from '../../contract/vocabulary.ts';
import { formatMoney } from '../ui/money.ts';
import { percentWords } from '../ui/percentWords.ts';
import { followedWords, suggestionWords } from '../ui/suggestionWords.ts';
import { fullSpan } from '../ui/time.ts';
import { findingWords, goodsWords, kindWords, outcomeWords, reasonWords, rulingStateWords, sayBearers, sideWords, standingWords } from '../ui/words.ts';
import { alignBy, proseRow, row, type CompareRow, type CompareSection } from './compareRows.ts';

/** A ruling to be set against another: what it says, the file it rests on, and the moment it was staged. */
export type Compared = { decision: OutputOf<'rulings.get'>; file: CaseFile | null; was: AsItWas['was'] | null };

/** Two rulings part by part. Amounts in different currencies stand beside each other and are never subtracted. Pure. */
export function compareRulings(one: Compared, other: Compared): CompareSection[] {
  return [
    { name: 'Case', rows: caseRows(one, other) },
    { name: 'Claims and findings', rows: claimRows(one, other) },
    { name: 'Outcome and amount', rows: outcomeRows(one, other) },
    { name: 'Line by line', rows: lineRows(one, other) },
    { name: 'Policy', rows: clauseRows(one, other) },
    { name: 'Reasons', rows: [proseRow('Reasons', one.decision.ruling.reasons || null, other.decision.ruling.reasons || null)] },
    { name: 'Exhibits', rows: exhibitRows(one, other) },
    { name: 'Way to the ruling', rows: wayRows(one, other) },
  ].filter((section) => section.rows.length > 0);
}

const both = <Value>(one: Compared, other: Compared, of: (side: Compared) => Value): [Value, Value] => [of(one), of(other)];
const money = (sum: Money | null | undefined): string | null => (sum ? formatMoney(sum) : null);

/** How much more one sum is; null when there is nothing to say, and across currencies. */
export function moreWords(one: Money | null, other: Money | null): string | null {
  if (!one || !other || one.currency !== other.currency || one.minor === other.minor) return null;
  const by = BigInt(one.minor) - BigInt(other.minor);
  return `${by > 0n ? 'left' : 'right'} ${formatMoney({ minor: String(by < 0n ? -by : by), currency: one.currency })} more`;
}

/** What part of the cap an amount is, in percent with two decimals at most, rounded half up; null where there is no cap. */
export function shareOfCap(amount: Money | null, cap: Money | null | undefined): string | null {
  if (!cap || cap.minor === '0' || (amount && amount.currency !== cap.currency)) return null;
  const hundredths = (BigInt(amount?.minor ?? '0') * 20_000n + BigInt(cap.minor)) / (BigInt(cap.minor) * 2n);
  return `${Number(hundredths) / 100} %`;
}

function caseRows(one: Compared, other: Compared): CompareRow[] {
  const goods = ({ file }: Compared) => [...new Set(file?.items.map((item) => (item.goods ? goodsWords[item.goods] : 'kind not said')) ?? [])].join(', ') || null;
  const parcels = ({ file }: Compared) => (file === null ? null : file.order?.deliveredAt ? 'delivered' : file.parcels.length ? 'not shown as delivered' : 'no parcel data');
  const span = ({ file }: Compared) => (file?.order?.placedAt != null && file.openedAt !== null ? fullSpan(file.openedAt - file.order.placedAt) : null);
  const cap = both(one, other, ({ file }) => file?.refundRoom.cap ?? null);
  return [
    row('Source', ...both(one, other, ({ file }) => file?.source ?? null)),
    row('Goods', ...both(one, other, ({ file }) => file?.items.map((item) => item.title).filter((title) => title !== null).join('; ') || null)),
    row('Kind of goods', ...both(one, other, goods)),
    row('Could be refunded', money(cap[0]), money(cap[1]), moreWords(...cap)),
    row('Delivery', ...both(one, other, parcels)),
    row('Order to dispute', ...both(one, other, span)),
    row('Country of the buyer', ...both(one, other, ({ file }) => file?.parties.find((party) => party.role === 'buyer')?.country ?? null)),
    row('Reason', ...both(one, other, ({ decision }) => reasonWords[decision.summary.reason])),
  ].filter((line) => line.one !== null || line.other !== null);
}

/** Claims of one reason beside each other, with what was found on them and on what. */
function claimRows(one: Compared, other: Compared): CompareRow[] {
  const claims = ({ file, decision }: Compared) => (file?.claims ?? []).map((claim) => ({ claim, finding: decision.ruling.findings.find((found) => found.claimId === claim.claimId) ?? null }));
  return alignBy(...both(one, other, claims), ({ claim }) => claim.reason).flatMap(({ name, place, ...pair }) => {
    const what = `${reasonWords[name as keyof typeof reasonWords]}${place > 0 ? ` (${place + 1})` : ''}`;
    const [left, right] = [pair.one, pair.other];
    const missing = 'no such claim';
    const said = (side: typeof left, words: (side: NonNullable<typeof left>) => string | null) => (side ? words(side) : missing);
    const kinds = (side: NonNullable<typeof left>, { file }: Compared) => countKinds((file?.exhibits ?? []).filter(({ evidenceId }) => side.finding?.exhibits.includes(evidenceId))) || (side.finding?.absence ? 'evidence that is missing' : 'nothing');
    return [
      row(`${what}: between the sides`, said(left, ({ claim }) => standingWords[claim.standing]), said(right, ({ claim }) => standingWords[claim.standing])),
      row(`${what}: asked for`, said(left, ({ claim }) => money(claim.amount)), said(right, ({ claim }) => money(claim.amount)), moreWords(left?.claim.amount ?? null, right?.claim.amount ?? null)),
      row(`${what}: finding`, said(left, ({ finding }) => (finding ? findingWords[finding.result] : 'none')), said(right, ({ finding }) => (finding ? findingWords[finding.result] : 'none'))),
      row(`${what}: rests on`, said(left, (side) => kinds(side, one)), said(right, (side) => kinds(side, other))),
      proseRow(`${what}: in words`, left?.finding?.words ?? null, right?.finding?.words ?? null),
    ].filter((line) => (line.one !== null && line.one !== missing) || (line.other !== null && line.other !== missing));
  });
}

/** 'Buyer: 2 photo, 1 video; Seller: 1 document'. */
function countKinds(exhibits: readonly Exhibit[]): string {
  return sides
    .flatMap((side) => {
      const kinds = exhibits.filter((exhibit) => exhibit.side === side).map((exhibit) => kindWords[exhibit.kind].toLowerCase());
      const counted = [...new Set(kinds)].sort().map((kind) => `${kinds.filter((one) => one === kind).length} ${kind}`);
      return counted.length ? `${sideWords[side]}: ${counted.join(', ')}` : [];
    })
    .join('; ');
}

function outcomeRows(one: Compared, other: Compared): CompareRow[] {
  const amount = both(one, other, ({ decision }) => decision.summary.amount);
  const tariff = ({ decision: { sheet } }: Compared) => (sheet?.tariff ? `${sheet.tariff.code}, ${percentWords(sheet.tariff)}, ${sheet.tariff.standing}` : null);
  return [
    row('Outcome', ...both(one, other, ({ decision }) => outcomeWords[decision.summary.outcome])),
    row('Return of the goods', ...both(one, other, ({ decision }) => (decision.summary.outcome === 'no_refund' ? null : decision.summary.withReturn ? 'yes' : 'no'))),
    row('Amount', money(amount[0]) ?? 'none', money(amount[1]) ?? 'none', moreWords(...amount)),
    row('Share of what could be refunded', ...both(one, other, ({ decision, file }) => shareOfCap(decision.summary.amount, file?.refundRoom.cap))),
    row('Tariff', ...both(one, other, tariff)),
    row('Borne by', ...both(one, other, ({ decision }) => (decision.summary.amount ? sayBearers(decision.ruling.bearers) : null))),
    row('Return postage', ...both(one, other, ({ decision: { sheet } }) => (sheet?.postage ? `${sheet.postage.paidBy}${sheet.postage.amount ? `, ${formatMoney(sheet.postage.amount)}` : ''}` : null))),
  ].filter((line) => line.one !== null || line.other !== null);
}

const lineNames = { item: 'Item', shipping: 'Shipping', tax: 'Tax', fee: 'Fee', other: 'Other' } as const;

/** Lines of one kind beside each other: their names differ from order to order. */
function lineRows(one: Compared, other: Compared): CompareRow[] {
  return alignBy(one.decision.working, other.decision.working, (line) => lineNames[line.kind ?? 'item']).map(({ name, place, ...pair }) => {
    const share = (line: typeof pair.one) => (line ? (shareOfCap(line.refund, line.of) ?? '0 %') : '');
    const say = (line: typeof pair.one) => (line ? `${formatMoney(line.refund)} of ${formatMoney(line.of)}, ${share(line)}` : 'no such line');
    return row(`${name}${place > 0 ? ` ${place + 1}` : ''}`, say(pair.one), say(pair.other), moreWords(pair.one?.refund ?? null, pair.other?.refund ?? null));
  });
}

function clauseRows(one: Compared, other: Compared): CompareRow[] {
  const codes = [...new Set([...one.decision.ruling.clauses, ...other.decision.ruling.clauses])].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const title = (code: string) => [one, other].flatMap(({ file }) => file?.clauses.find((clause) => clause.code === code)?.title ?? [])[0];
  const rests = ({ decision }: Compared, code: string) => (decision.ruling.clauses.includes(code) ? 'rests on it' : 'not cited');
  return [
    row('Version', one.decision.policyVersion, other.decision.policyVersion),
    ...codes.map((code) => row([code, title(code)].filter(Boolean).join(' '), rests(one, code), rests(other, code))),
  ];
}

/** By side and kind: how many there were, how many were relied on and how many were opened. */
function exhibitRows(one: Compared, other: Compared): CompareRow[] {
  const named = ({ file }: Compared) => [...new Set(file?.exhibits.map(({ side, kind }) => `${sideWords[side]}: ${kindWords[kind].toLowerCase()}`) ?? [])];
  const say = ({ file }: Compared, name: string) => {
    const own = file?.exhibits.filter(({ side, kind }) => `${sideWords[side]}: ${kindWords[kind].toLowerCase()}` === name) ?? [];
    if (own.length === 0) return 'none';
    const [relied, opened] = [own.filter((exhibit) => exhibit.admissibility === 'admitted').length, own.filter((exhibit) => exhibit.openedAt !== null).length];
    return [String(own.length), relied < own.length ? `${relied} admitted` : null, opened < own.length ? `${opened} opened` : null].filter(Boolean).join(', ');
  };
  return [...new Set([...named(one), ...named(other)])].sort().map((name) => row(name, say(one, name), say(other, name)));
}

function wayRows(one: Compared, other: Compared): CompareRow[] {
  const took = ({ was }: Compared) => (was?.takenAt == null ? null : was.at - was.takenAt);
  const drafts = ({ was }: Compared) => (was?.drafts == null || was.drafts.length === 0 ? null : String(was.drafts.length));
  const suggested = ({ decision: { suggestion } }: Compared) => (suggestion ? suggestionWords(suggestion) : null);
  return [
    row('By', ...both(one, other, ({ decision }) => (decision.summary.offerId === null ? decision.summary.personName : 'both sides'))),
    row('State', ...both(one, other, ({ decision }) => rulingStateWords[decision.summary.state])),
    row('From taking to staging', ...both(one, other, (side) => { const span = took(side); return span === null ? null : fullSpan(span); })),
    row('Drafts kept', ...both(one, other, drafts)),
    row('Suggested', ...both(one, other, suggested)),
    row('Suggestion', ...both(one, other, ({ decision }) => (decision.followed ? followedWords[decision.followed] : null))),
    row('Check before signing', ...both(one, other, ({ was }) => (was?.moment ? `${was.moment.met} of ${was.moment.asked}, ${was.moment.hints.length} hints` : null))),
  ].filter((line) => line.one !== null || line.other !== null);
}

import type { AsItWas, ChangeSince } from '../../contract/asItWas.ts';
import type { CaseFile, Claim, Exhibit } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import { sayMoney } from '../refunds/money.ts';

type File = Pick<Exhibit, 'evidenceId' | 'sha256' | 'state'>;
type FileNow = { sha256: string | null; state: string; stateWords: string | null; brokenAt: number | null };

/** How the file of a frozen exhibit stands today. Pure. */
export function fileSince({ evidenceId, sha256, state }: File, now: FileNow | undefined): AsItWas['today']['files'][number] {
  if (!now) return { evidenceId, is: 'gone', words: null };
  if (now.state === 'erased' && state !== 'erased') return { evidenceId, is: 'erased', words: now.stateWords };
  if (state === 'erased' || state === 'record' || (sha256 === null && now.sha256 === null)) return { evidenceId, is: 'none', words: null };
  if (now.brokenAt !== null) return { evidenceId, is: 'broken', words: null };
  // Not handed in or not whole then, and here by now, is another file than the one that was ruled on.
  if (now.sha256 === sha256) return { evidenceId, is: 'same', words: null };
  return now.sha256 === null ? { evidenceId, is: 'none', words: null } : { evidenceId, is: 'other', words: null };
}

/** What stands otherwise in a case than in the file that was frozen for a ruling, part by part. Pure. */
export function sinceThen(then: CaseFile, now: CaseFile): ChangeSince[] {
  return [
    ...ofCase(then, now),
    ...then.claims.flatMap((claim, index) => ofClaim(claim, index, now.claims.find((one) => one.claimId === claim.claimId))),
    ...then.exhibits.flatMap((exhibit) => ofExhibit(exhibit, now.exhibits.find((one) => one.evidenceId === exhibit.evidenceId), then)),
    ...now.exhibits.filter((exhibit) => !then.exhibits.some((one) => one.evidenceId === exhibit.evidenceId)).map((exhibit) => change('exhibits', exhibit.label, null, `handed in since, ${say(exhibit.admissibility)}`, exhibit.evidenceId)),
    ...ofPlaces(then, now),
    ...ofCounts(then, now),
  ];
}

function change(part: ChangeSince['part'], what: string, before: string | null, now: string | null, evidenceId: string | null = null): ChangeSince {
  return { part, what, before, now, evidenceId };
}

const say = (word: string): string => word.replaceAll('_', ' ');
const money = (sum: Money | null): string | null => (sum === null ? null : sayMoney(sum));

/** A change only when it is one. */
function unless(part: ChangeSince['part'], what: string, before: string | null, now: string | null, evidenceId: string | null = null): ChangeSince[] {
  return before === now ? [] : [change(part, what, before, now, evidenceId)];
}

function ofCase(then: CaseFile, now: CaseFile): ChangeSince[] {
  const chargeback = (file: CaseFile): string | null => (file.chargeback === null ? null : file.chargeback.isOpen ? 'open' : 'over');
  const goods = (file: CaseFile): string | null => file.items.map((item) => item.goods ?? 'not said').map(say).join(', ') || null;
  // That it is ruled on is no news: its own ruling did that.
  const state = ['staged', 'held', 'ruled', then.state].includes(now.state) ? [] : [change('case', 'State of the case', say(then.state), say(now.state))];
  return [
    ...state,
    ...unless('policy', 'Policy that binds the case', then.policyVersion, now.policyVersion),
    ...unless('order', 'Captured', money(then.refundRoom.captured), money(now.refundRoom.captured)),
    ...unless('order', 'Refunded outside this desk', money(then.refundRoom.refundedBefore), money(now.refundRoom.refundedBefore)),
    ...unless('order', 'Charged back', money(then.refundRoom.chargedBack), money(now.refundRoom.chargedBack)),
    ...unless('order', 'Chargeback', chargeback(then), chargeback(now)),
    ...unless('order', 'Kind of goods', goods(then), goods(now)),
  ];
}

function ofClaim(claim: Claim, index: number, now: Claim | undefined): ChangeSince[] {
  const what = `Claim ${index + 1}`;
  if (!now) return [change('claims', what, say(claim.reason), null)];
  return [
    ...unless('claims', `${what}, reason`, say(claim.reason), say(now.reason)),
    ...unless('claims', `${what}, standing`, say(claim.standing), say(now.standing)),
    ...unless('claims', `${what}, words`, claim.words, now.words),
    ...unless('claims', `${what}, answers`, String(claim.answers.length), String(now.answers.length)),
  ];
}

function ofExhibit(exhibit: Exhibit, now: Exhibit | undefined, then: CaseFile): ChangeSince[] {
  const { label, evidenceId } = exhibit;
  if (!now) return [change('exhibits', label, 'in the file', null, evidenceId)];
  const judged = (one: Exhibit): string => [say(one.admissibility), one.admissibilityReason].filter(Boolean).join(': ');
  const claims = (one: Exhibit): string => one.claimIds.map((id) => then.claims.findIndex((claim) => claim.claimId === id) + 1).filter((place) => place > 0).sort().join(', ') || 'none';
  return [
    ...unless('exhibits', `${label}, relied on`, judged(exhibit), judged(now), evidenceId),
    ...unless('exhibits', `${label}, file`, say(exhibit.state), say(now.state), evidenceId),
    ...unless('exhibits', `${label}, claims it stands at`, claims(exhibit), claims(now), evidenceId),
    ...unless('exhibits', `${label}, name`, exhibit.fileName, now.fileName, evidenceId),
  ];
}

function ofPlaces(then: CaseFile, now: CaseFile): ChangeSince[] {
  return then.spots.flatMap((spot) => {
    const later = now.spots.find((one) => one.spotId === spot.spotId);
    return unless('places', spot.label, spot.name, later?.name ?? null, spot.evidenceId);
  });
}

/** Of records that only ever grow, how many there were and are. */
function ofCounts(then: CaseFile, now: CaseFile): ChangeSince[] {
  const count = (part: ChangeSince['part'], what: string, of: (file: CaseFile) => number): ChangeSince[] => unless(part, what, String(of(then)), String(of(now)));
  return [
    ...count('messages', 'Messages', (file) => file.messages.length),
    ...count('records', 'Marked places', (file) => file.spots.length),
    ...count('records', 'Scans of parcels', (file) => file.parcels.reduce((sum, parcel) => sum + parcel.scans.length, 0)),
    ...count('records', 'Questions to parties', (file) => file.questions.length),
    ...count('records', 'Offers', (file) => file.remedies.length),
    ...count('records', 'Contradictions noted', (file) => file.contradictions.length),
    ...count('records', 'Notes', (file) => file.notes.length),
  ];
}

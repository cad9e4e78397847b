import type { CaseFile } from '../../contract/caseFile.ts';
import type { RulingSummary } from '../../contract/rulings.ts';

/** Why the person cannot rule on a case now, in words, and whether taking the case would help. */
export type WhyNot = { words: string; canTake: boolean };

/** The ruling that counts: the newest that was neither taken back nor returned by a second person. */
export function standingRuling(file: Pick<CaseFile, 'rulings'>): RulingSummary | null {
  return file.rulings.filter((ruling) => ruling.state !== 'undone' && ruling.state !== 'returned').toSorted((a, b) => b.stagedAt - a.stagedAt)[0] ?? null;
}

/** Says why no ruling can be written; null when it can. */
export function whyNot(file: CaseFile): WhyNot | null {
  if (file.readOnlyBecause !== null) return { words: file.readOnlyBecause, canTake: false };
  if (file.mayNotDecide !== null && (file.state === 'queued' || file.state === 'in_review' || file.state === 'waiting')) return { words: file.mayNotDecide, canTake: false };
  const standing = standingRuling(file);
  const isSettled = standing !== null && standing.offerId !== null;
  if (file.state === 'staged') {
    const what = isSettled ? 'Both sides accepted an offer: the settlement' : `A ruling by ${standing?.personName ?? 'someone'}`;
    return { words: `${what} is staged and can still be taken back.`, canTake: false };
  }
  if (file.state === 'held') return { words: `The ruling by ${standing?.personName ?? 'someone'} is above their limit and waits for a second person.`, canTake: false };
  if (file.state === 'ruled') return { words: `This case was ruled by ${standing?.personName ?? 'this desk'}.`, canTake: false };
  if (file.state === 'closed') return { words: isSettled ? 'Both sides settled this dispute; the case is closed.' : 'This case is closed.', canTake: false };
  if (file.state === 'received') return { words: 'This case is not in the queue yet: its evidence is still being looked at, or it has faults.', canTake: false };
  if (file.lease && !file.lease.isMine) return { words: `${file.lease.personName} works on this case.`, canTake: false };
  if (!file.lease) return { words: 'Nobody works on this case. Take it to write a ruling.', canTake: true };
  return null;
}

/** Who decided or holds the case now, beside a draft that was set aside. */
export function whoHasIt(file: CaseFile): { words: string; at: number | null } {
  const standing = standingRuling(file);
  if (standing) return { words: standing.offerId === null ? `${standing.personName} ruled on this case` : 'Both sides accepted an offer', at: standing.stagedAt };
  if (file.lease && !file.lease.isMine) return { words: `${file.lease.personName} works on this case now, until`, at: file.lease.endsAt };
  return { words: 'The lease on this case ended; nobody works on it now', at: null };
}

import type { LogProof } from '../../contract/audit.ts';

/** A stretch of the log in the picture: from and to in percent of its length. */
export type Stretch = { kind: 'outside' | 'signed' | 'open' | 'broken'; from: number; to: number; first: number; last: number };

/** What each kind of stretch means, in words beside the picture. */
export const stretchWords: Record<Stretch['kind'], string> = {
  outside: 'vouched for from outside',
  signed: 'signed here, nothing outside vouches for it',
  open: 'follows on, not signed yet',
  broken: 'does not hold',
};

/** The log as stretches from its first entry to its last; empty stretches are left out. */
export function stretchesOf(proof: Pick<LogProof, 'unbrokenTo' | 'signedTo' | 'outsideTo'>, entries: number): Stretch[] {
  const outsideTo = Math.min(proof.outsideTo, proof.unbrokenTo);
  const signedTo = Math.max(outsideTo, Math.min(proof.signedTo, proof.unbrokenTo));
  const ends = [
    { kind: 'outside', last: outsideTo },
    { kind: 'signed', last: signedTo },
    { kind: 'open', last: proof.unbrokenTo },
    { kind: 'broken', last: entries },
  ] as const;
  let before = 0;
  return ends.flatMap(({ kind, last }) => {
    if (last <= before) return [];
    const stretch = { kind, first: before + 1, last, from: (before / entries) * 100, to: (last / entries) * 100 };
    before = last;
    return [stretch];
  });
}

/** The picture in one sentence, for who cannot see it. */
export function sayStretches(stretches: readonly Stretch[]): string {
  if (stretches.length === 0) return 'The log is empty.';
  return `${stretches.map(({ kind, first, last }) => `${first === last ? `Entry ${first.toLocaleString()}` : `Entries ${first.toLocaleString()} to ${last.toLocaleString()}`}: ${stretchWords[kind]}`).join('. ')}.`;
}

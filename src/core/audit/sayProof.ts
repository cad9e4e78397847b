import type { LogFault, LogProof } from '../../contract/audit.ts';
import { sayDay } from './sayDay.ts';

type Said = LogProof['sentences'][number];

/** What a check came to, before it is put into words. */
export type Proven = Omit<LogProof, 'sentences'> & { entries: number; hasKey: boolean; unsigned: number; areRowsCompared: boolean };

/** What is proven, what stays open and what is broken, each in a sentence that claims no more than was checked. */
export function sayProof(proven: Proven, faults: readonly LogFault[]): Said[] {
  return [...faults.slice(0, 5).map(({ message, safe }): Said => ({ tone: 'broken', words: `${message} ${safe}` })), ...sayProved(proven), ...sayOpen(proven, faults)];
}

function sayProved({ unbrokenTo, entries, rows, areRowsCompared, keys, anchors }: Proven): Said[] {
  const said: string[] = [];
  if (unbrokenTo > 0) said.push(`${span(1, unbrokenTo)} ${unbrokenTo === 1 ? 'is' : 'follow one from the other:'} ${unbrokenTo === 1 ? 'as it was written' : 'none was changed, taken out, put in or moved since the newest of them was written'}.`);
  if (entries === 0) said.push('The log has no entry yet.');
  if (areRowsCompared && rows > 0) said.push(`${rows === 1 ? 'The one row the log covers was' : `All ${rows.toLocaleString('en')} rows the log covers (rulings, refunds, letters, people and more) were`} held against the last entry about each.`);
  for (const { fingerprint, isOwn, upTo, at, checkpoints } of keys) {
    said.push(`Signed by ${isOwn ? "this desk's key" : 'the key'} ${fingerprint} up to entry ${upTo.toLocaleString('en')} (${sayDay(at)}, ${checkpoints === 1 ? '1 checkpoint' : `${checkpoints.toLocaleString('en')} checkpoints`}).`);
  }
  for (const { heldBy, place, agree, upTo, at } of anchors) {
    if (agree === 0) continue;
    const many = agree === 1 ? 'an anchor' : `${agree.toLocaleString('en')} anchors`;
    if (place === 'folder') said.push(`The anchor file of this data folder agrees up to entry ${upTo.toLocaleString('en')} (${sayDay(at)}).`);
    else said.push(`Held against ${many} of ${heldBy}: ${agree === 1 ? 'it agrees' : 'they agree'}, the newest of entry ${upTo.toLocaleString('en')} (${sayDay(at)}).`);
  }
  return said.map((words) => ({ tone: 'proved', words }));
}

function sayOpen({ keys, unbrokenTo, entries, signedTo, outsideTo, hasKey, unsigned, erased, areRowsCompared, anchors, logId }: Proven, faults: readonly LogFault[]): Said[] {
  const said: string[] = [];
  if (entries === 0) return [];
  if (unbrokenTo < entries) said.push(`Entries from ${(unbrokenTo + 1).toLocaleString('en')} on cannot be relied on until the cause is found${areRowsCompared ? '' : '; the rows they cover were not compared'}.`);
  if (outsideTo === 0) {
    said.push('Nothing outside of this desk vouches for any entry: who owns this machine and its keys can have written the whole log anew, with rows, hashes and signatures, and this check would not notice. Only an anchor that somebody else holds shows that.');
  } else if (outsideTo < unbrokenTo) said.push(`${span(outsideTo + 1, unbrokenTo)} ${outsideTo + 1 === unbrokenTo ? 'is' : 'are'} vouched for by nothing outside of this desk: who owns this machine and its keys can have written ${outsideTo + 1 === unbrokenTo ? 'it' : 'them'} anew, or cut off what came after.`);
  if (signedTo < unbrokenTo) said.push(`${span(signedTo + 1, unbrokenTo)} ${signedTo + 1 === unbrokenTo ? 'is' : 'are'} not signed yet: who can write to the database, keys or not, can have changed ${signedTo + 1 === unbrokenTo ? 'it' : 'them'}.`);
  if (anchors.some(({ place, agree }) => place === 'kept' && agree > 0)) said.push('Anchors kept here have come back from outside, but lie in the same database now: who changes the log can take them out or put others in. Give the anchor file to the check again where it matters.');
  if (!hasKey) said.push(`This desk has no key of its own, so it signs no checkpoints${logId === null ? '' : ' and cannot tell its own from others'}.`);
  if (hasKey && keys.length > 0 && !keys.some(({ isOwn }) => isOwn)) said.push("No checkpoint is by this desk's own key: all that is signed was signed by others.");
  if (unsigned > 0) said.push(`${unsigned === 1 ? 'At 1 entry' : `At ${unsigned.toLocaleString('en')} entries`} a desk without a key was at work and could not sign; the next signature covers what stands before it.`);
  if (erased > 0) said.push(`${erased === 1 ? 'The words of 1 entry were' : `The words of ${erased.toLocaleString('en')} entries were`} erased; what they said is not proven any more, that and when something was done is.`);
  if (faults.length === 0) said.push('Nothing proves that what was written was true when it was written. Notes, drafts and the parts of a case outside of its rulings are not covered.');
  return said.map((words) => ({ tone: 'open', words }));
}

function span(from: number, to: number): string {
  return from === to ? `Entry ${from.toLocaleString('en')}` : `Entries ${from.toLocaleString('en')} to ${to.toLocaleString('en')}`;
}

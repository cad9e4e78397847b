import { CircleAlert, CircleCheck, CircleOff, CirclePause, FileDown, FolderSync, LoaderCircle, Radio, Satellite } from '@lucide/vue';
import type { Component } from 'vue';
import type { FeedSource, FeedThing, SourceKind, SourceState } from '../../contract/feed.ts';
import { shortSpan } from '../ui/time.ts';
import type { Tone } from '../ui/tone.ts';

/** How each state of a way in looks, always with a word. */
export const stateLooks: Record<SourceState, { tone: Tone; icon: Component; label: string }> = {
  fine: { tone: 'done', icon: CircleCheck, label: 'Fine' },
  behind: { tone: 'info', icon: LoaderCircle, label: 'Catching up' },
  paused: { tone: 'attention', icon: CirclePause, label: 'Paused' },
  failing: { tone: 'danger', icon: CircleAlert, label: 'Failing' },
  off: { tone: 'plain', icon: CircleOff, label: 'Off' },
};

/** What each way in is called and drawn as. */
export const kindLooks: Record<SourceKind, { icon: Component; label: string }> = {
  pull: { icon: Satellite, label: 'Marketplace' },
  webhook: { icon: Radio, label: 'Webhooks' },
  exchange: { icon: FolderSync, label: 'Exchange folder' },
  import: { icon: FileDown, label: 'Imports' },
};

/** What was refused, in a word. */
export const thingWords: Record<FeedThing, string> = { dispute: 'Dispute', reply: 'Reply', letter: 'Letter', refund: 'Payout', return: 'Return' };

const unit: Record<SourceKind, [one: string, many: string]> = { pull: ['thing', 'things'], webhook: ['webhook', 'webhooks'], exchange: ['document', 'documents'], import: ['import', 'imports'] };

/** What came this way so far: "57 things taken in, 212 unchanged, 1 refused". */
export function countWords({ kind, taken, unchanged, refused }: Pick<FeedSource, 'kind' | 'taken' | 'unchanged' | 'refused'>): string {
  const [one, many] = unit[kind];
  const parts = [`${taken} ${taken === 1 ? one : many} ${kind === 'webhook' ? 'heard' : 'taken in'}`];
  if (unchanged > 0) parts.push(`${unchanged} unchanged`);
  if (refused > 0) parts.push(`${refused} ${kind === 'import' ? 'failed' : 'refused'}`);
  return parts.join(', ');
}

/** When the desk looks again: "in 20 s", "now" when that moment has come, null when it does not look by itself. */
export function nextLookWords(at: number | null, now: number): string | null {
  if (at === null) return null;
  return at - now < 1_000 ? 'now' : `in ${shortSpan(at - now)}`;
}
